import type { Related } from '../diagnostics/diagnostic.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Cooking } from '../expand/cooking.js';
import type { Step } from '../expand/region.js';
import type { PlaceName, TemplateProblem, Templates } from '../language/go-template/index.js';
import type { Extent } from '../language/problem.js';
import { render } from '../language/render.js';
import type { Span } from '../read/source.js';
import type { TemplateField } from './protomolecule.js';

/** In which place each text of a leg stands; of a synthesis the places have other names. */
const FIELDS: Readonly<Record<TemplateField, { readonly leg: PlaceName; readonly synthesis: PlaceName }>> = {
  title: { leg: 'legName', synthesis: 'synthesisName' },
  focus: { leg: 'legName', synthesis: 'synthesisName' },
  description: { leg: 'legText', synthesis: 'synthesisText' },
  notes: { leg: 'legText', synthesis: 'synthesisText' },
  acceptance: { leg: 'legText', synthesis: 'synthesisText' },
};
export const TEMPLATE_FIELDS = Object.keys(FIELDS) as readonly TemplateField[];

const isTemplateField = (key: string): key is TemplateField => Object.hasOwn(FIELDS, key);

const OUTPUTS = { directory: 'directory', leg_pattern: 'legFile', synthesis: 'synthesisFile' } as const;

/** Where a text was written: the value of `key` in `table`, and what a message calls it. */
interface Written {
  readonly table: object;
  readonly key: string;
  readonly called: string;
  /** How it came to where it is. */
  readonly related?: readonly Related[];
  /** The text is the one in the file, so that its offsets say where something stands. */
  readonly isAsWritten?: boolean;
}

type Checked = Pick<ReturnType<Templates['parseTemplate']>, 'template'> &
  Pick<ReturnType<Templates['checkTemplate']>, 'names'>;

/**
 * The texts of a convoy that are templates: its prompts and its output always, texts of its legs and its
 * synthesis where they name what only a template can say. They are checked here and rendered when the
 * convoy is poured, in one pass, so nothing is filled in before.
 */
export class ConvoyTexts {
  private readonly templates: Templates;
  readonly #variables: readonly string[];
  /** Per prompt: whether it tells the leg's description. */
  readonly #tellsDescription = new Map<string, boolean>();

  /** `undeclared`: names that are variables without being declared; `onUse` is told of the variables that texts use. */
  constructor(
    private readonly cooking: Cooking,
    undeclared: readonly string[],
    private readonly onUse: (variable: string) => void,
  ) {
    this.templates = cooking.context.templates();
    this.#variables = [...new Set([...cooking.formula.variables.keys(), ...undeclared])];
  }

  /** Check the prompts and the output of the convoy. */
  checkHeader(): void {
    const { prompts = {}, output = {} } = this.cooking.formula.doc;
    for (const [name, text] of Object.entries(prompts)) {
      const place = name === 'synthesis' && !this.#hasLeg(name) ? 'synthesisText' : 'legPrompt';
      const { names } = this.#check(text, place, { table: prompts, key: name, called: `prompts.${name}` });
      this.#tellsDescription.set(name, names.has('leg.description'));
    }
    for (const [key, place] of Object.entries(OUTPUTS) as [keyof typeof OUTPUTS, PlaceName][]) {
      const text = output[key];
      if (text !== undefined) this.#check(text, place, { table: output, key, called: `output.${key}` });
    }
  }

  #hasLeg(id: string): boolean {
    return (this.cooking.formula.doc.legs ?? []).some((leg) => leg.id === id);
  }

  /** Whether the text of a step is to be rendered when poured; parts of a leg that was replaced are legs too. */
  isTemplate(step: Step, key: string): boolean {
    if (!isTemplateField(key) || !this.#partOf(step)) return false;
    const text = step.table[key];
    if (text === undefined) return false;
    return this.templates.isTemplate(render(text, step.scope, () => undefined).text, this.#variables);
  }

  /**
   * The template that `text` is, checked; variables stand in it as `{{$.inputs.name}}`. `text` is that of the
   * step, with what is bound there filled in.
   */
  field(step: Step, key: TemplateField, text: string, related: readonly Related[]): string {
    const { table } = step;
    const place = FIELDS[key][this.#partOf(step)?.part ?? 'leg'];
    // In a text that quotes another, no offset says where something was written.
    const isAsWritten = text === table[key];
    const written = { table, key, called: key, related, isAsWritten };
    return this.templates.printTemplate(this.#check(text, place, written, true).template);
  }

  /**
   * What the worker of `step` is given: the prompts that are for it, and its own description unless one of
   * those tells it. Undefined where no prompt is for it.
   */
  briefOf(step: Step): readonly string[] | undefined {
    const { prompts = {} } = this.cooking.formula.doc;
    const part = this.#partOf(step);
    if (!part || step.members.length > 0) return undefined;
    const names = part.part === 'leg' ? ['base', part.id] : ['synthesis'];
    const its = [...new Set(names)].filter((name) => Object.hasOwn(prompts, name));
    if (its.length === 0) return undefined;
    const prompted = its.map((name) => `prompts.${name}`);
    const isTold = its.some((name) => this.#tellsDescription.get(name));
    return isTold || step.table.description === undefined ? prompted : [...prompted, 'description'];
  }

  /** The leg that `step` is or has come from, or that it is so of the synthesis; undefined of what was put around them. */
  #partOf(step: Step): { readonly part: 'leg' | 'synthesis'; readonly id: string } | undefined {
    let at = step;
    while (at.partOf) at = at.partOf;
    const part = this.cooking.convoy.get(at.table);
    return part && { part, id: at.table.id };
  }

  #check(text: string, place: PlaceName, written: Written, variables = false): Checked {
    const { templates, cooking } = this;
    const { template, problems } = templates.parseTemplate(text, { variables });
    const vocabulary = templates.vocabularyOf(place, this.#variables, cooking.formula.incomplete);
    const { problems: further, names } = templates.checkTemplate(template, vocabulary);
    const { reporter, spans } = cooking.context;
    const { table, key, related = [], isAsWritten = true } = written;
    const value = spans.value(table, key) ?? spans.table(table);
    const spanOf = ({ start, end }: Extent): Span | undefined =>
      (isAsWritten ? spans.part(table, key, text, start, end) : undefined) ?? value;
    for (const problem of [...problems, ...further]) {
      const spelt = text.slice(problem.start, problem.end);
      reportProblem(problem, written.called, { span: spanOf(problem), related }, spelt, reporter);
    }
    for (const [name, path] of names) {
      const variable = templates.variableOf(name);
      if (variable === undefined) continue;
      this.onUse(variable);
      if (!cooking.formula.variables.get(variable)?.isSecret) continue;
      reporter.report('GT3014', { name: variable, key: written.called }, { span: spanOf(path), related });
    }
    return { template, names };
  }
}

function reportProblem(
  { code, message, instead, replacement, name = '', known = [] }: TemplateProblem,
  key: string,
  { span, related }: { readonly span: Span | undefined; readonly related: readonly Related[] },
  spelt: string,
  reporter: Reporter,
): void {
  const near = name === '' ? [] : reporter.near(name, known);
  const meant = replacement ?? near[0];
  const isExact = span?.source.text.slice(span.start, span.end) === spelt;
  const fix =
    meant !== undefined && span && isExact
      ? { title: `write ${meant}`, edits: [{ span, text: meant }] }
      : undefined;
  if (code === 'GT3002') reporter.report(code, { name, near }, { span, related, fix });
  else reporter.report(code, { key, reason: message, near, instead }, { span, related, fix });
}
