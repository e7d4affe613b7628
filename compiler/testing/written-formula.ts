import type { DrawnFormula, DrawnStep } from './random-formula.js';

/** A step as a formula file has it, as far as its place in the order of steps is concerned. */
export interface WrittenStep {
  readonly id: string;
  readonly needs: readonly string[];
  /** Written only when it is false. */
  readonly condition?: string;
  readonly children?: readonly WrittenStep[];
  readonly loop?: { readonly count: number; readonly body: readonly WrittenStep[] };
  readonly expand?: string;
}

export interface WrittenAdvice {
  readonly target: string;
  readonly before?: readonly WrittenStep[];
  readonly after?: readonly WrittenStep[];
}

export interface WrittenFormula {
  readonly steps: readonly WrittenStep[];
  readonly templates: Readonly<Record<string, readonly WrittenStep[]>>;
  readonly advice: readonly WrittenAdvice[];
  readonly aspects: Readonly<Record<string, WrittenAdvice>>;
}

/** The step that every list of names begins with, so that templates can name a step of the formula too. */
const FIRST = 'start';

/** Give names to what was drawn. Steps need only what ends before they start, so that nothing goes in circles. */
export function writeFormula(drawn: DrawnFormula): WrittenFormula {
  const templates: Record<string, readonly WrittenStep[]> = {};
  // The last template first: earlier ones expand later ones, and must know the names that those make.
  for (let index = drawn.templates.length - 1; index >= 0; index--) {
    const names = (number: number): string =>
      number === 1 && index % 2 === 1 ? '{target}' : `{target}.t${index}-${number}`;
    const writer = new Writer(templates, drawn.templates.length, index + 1);
    const list = drawn.templates[index] as readonly DrawnStep[];
    templates[`t${index}`] = writer.list(list, { number: 0, names }, [FIRST]);
  }
  const writer = new Writer(templates, drawn.templates.length, 0);
  const first: WrittenStep = { id: FIRST, needs: [] };
  const steps = [first, ...writer.list(drawn.steps, { number: 0, names: (n) => `s${n}` }, [FIRST])];
  const targets = steps.flatMap((step) => namesOf(step, step.id, {}));
  return {
    steps,
    templates,
    advice: drawn.advice.map(({ pick, before, after }, rule) => ({
      target: targets[pick % targets.length] as string,
      ...sides(`w${rule}`, before, after),
    })),
    aspects: Object.fromEntries(
      drawn.aspects.flatMap(({ before, after }, index) =>
        // Advice that inserts nothing is refused.
        before.length + after.length === 0
          ? []
          : [[`x${index}`, { target: '*', ...sides(`x${index}`, before, after) }]],
      ),
    ),
  };
}

/** The files of a formula `f`, for a host. */
export function filesOf({ steps, templates, advice, aspects }: WrittenFormula): Record<string, string> {
  const file = (doc: { formula: string }): [string, string] => [
    `${doc.formula}.formula.json`,
    JSON.stringify(doc),
  ];
  const own = advice.filter(({ before, after }) => before || after);
  return Object.fromEntries([
    file({
      formula: 'f',
      steps,
      ...(own.length > 0 && { advice: own }),
      compose: { aspects: Object.keys(aspects) },
    } as { formula: string }),
    ...Object.entries(templates).map(([formula, template]) =>
      file({ formula, type: 'expansion', template } as { formula: string }),
    ),
    ...Object.entries(aspects).map(([formula, rule]) =>
      file({ formula, type: 'aspect', advice: [rule] } as { formula: string }),
    ),
  ]);
}

const sides = (mark: string, before: readonly boolean[], after: readonly boolean[]): object => {
  const list = (side: string, flags: readonly boolean[]): WrittenStep[] =>
    flags.map((isRemoved, index) => ({
      id: `{step.id}-${mark}${side}${index}`,
      needs: [],
      ...(isRemoved && { condition: '0' }),
    }));
  return {
    ...(before.length > 0 && { before: list('b', before) }),
    ...(after.length > 0 && { after: list('a', after) }),
  };
};

/** Numbers the steps of one scope of names. */
interface Numbering {
  number: number;
  readonly names: (number: number) => string;
}

class Writer {
  constructor(
    private readonly templates: WrittenFormula['templates'],
    private readonly count: number,
    private readonly firstTemplate: number,
  ) {}

  /** `known`: names of steps that have ended before the list starts; grows by those of the list. */
  list(drawn: readonly DrawnStep[], numbering: Numbering, known: string[]): WrittenStep[] {
    return drawn.map((step) => {
      const written = this.#step(step, numbering, known);
      known.push(...namesOf(written, written.id, this.templates));
      return written;
    });
  }

  #step({ picks, isRemoved, what }: DrawnStep, numbering: Numbering, known: readonly string[]): WrittenStep {
    const id = numbering.names(++numbering.number);
    const needs = [...new Set(picks.map((pick) => known[pick % known.length] as string))];
    return { id, needs, ...(isRemoved && { condition: '0' }), ...this.#inside(what, numbering, known) };
  }

  #inside(what: DrawnStep['what'], numbering: Numbering, known: readonly string[]): Partial<WrittenStep> {
    switch (what.kind) {
      case 'plain':
        return {};
      case 'container':
        return { children: this.list(what.steps, numbering, [...known]) };
      case 'loop':
        return { loop: { count: what.count, body: this.#body(what.steps, known) } };
      case 'expand': {
        const choice = this.count - this.firstTemplate;
        return choice > 0 ? { expand: `t${this.firstTemplate + (what.pick % choice)}` } : {};
      }
    }
  }

  /** Bodies share their names with other bodies, and with those around them, which they then hide. */
  #body(steps: readonly DrawnStep[], known: readonly string[]): WrittenStep[] {
    const names = (number: number): string => `b${number}`;
    const alone = this.list(steps, { number: 0, names }, ['none']);
    const hidden = new Set(alone.flatMap((step) => namesOf(step, step.id, this.templates)));
    return this.list(
      steps,
      { number: 0, names },
      known.filter((name) => !hidden.has(name)),
    );
  }
}

/** Every name that a step has and brings, where it is called `name`. */
function namesOf(
  { children, loop, expand }: WrittenStep,
  name: string,
  templates: WrittenFormula['templates'],
): string[] {
  const names = [name];
  for (const child of children ?? []) names.push(...namesOf(child, child.id, templates));
  for (let number = 1; number <= (loop?.count ?? 0); number++) {
    for (const step of loop?.body ?? [])
      for (const inner of namesOf(step, step.id, templates)) names.push(`${name}.iter${number}.${inner}`);
  }
  for (const step of (expand && templates[expand]) || []) {
    for (const inner of namesOf(step, step.id, templates))
      if (inner !== '{target}') names.push(inner.replace('{target}', name));
  }
  return names;
}
