import type { PhaseContext } from '../check/context.js';
import type { Step as StepTable } from '../check/generated/formula.js';
import type { LoadedFormula } from '../check/load.js';
import { stepTables } from '../check/step-tables.js';
import type { Composed } from '../inherit/composed.js';
import { NO_SCOPE, render, type Scope } from '../language/render.js';
import { MAX_ID_LENGTH } from '../limits.js';
import type { Span } from '../read/source.js';
import { Estimator, factorsAround } from './estimate.js';
import { Growth } from './growth.js';
import { Names } from './names.js';
import { needsOf } from './needs.js';
import { describeOrigin, inheritedOrigin } from './origin.js';
import type { Preset } from './preset.js';
import { type Node, type Origin, type Region, replaceNode, type Step } from './region.js';
import type { Values } from './values.js';

/** Where and how the steps of one list come into being. */
export interface Setting {
  /** Goes before each id: `moves.iter3.` in a loop's body. */
  readonly prefix: string;
  readonly scope: Scope;
  readonly names: Names;
  /** Why the steps are here, apart from being inherited. */
  readonly origin: Origin | undefined;
  readonly partOf: Step | undefined;
  /** The formula whose file the steps were written in, with what it inherits. */
  readonly from: Composed;
  /** What would make ids of this list unique when they are not. */
  readonly uniqueBy: string | undefined;
}

/** The formula being cooked, as its steps grow. */
export class Cooking {
  /** The outermost steps and regions, in the order of the source. */
  readonly roots: Node[] = [];
  readonly names = Names.root();
  readonly estimator = new Estimator(this);
  /** Of ids that more than one step has had: the latest that has it. */
  readonly #bearers = new Map<string, Step>();
  readonly growth: Growth;
  /** By table of a step: the tables whose ids it has been told to repeat. */
  readonly #clashes = new Map<object, Set<object | undefined>>();
  #written: ReadonlySet<string> | undefined;
  /** Of a convoy: which tables are its legs, and which is its synthesis. */
  readonly convoy = new Map<object, 'leg' | 'synthesis'>();

  constructor(
    readonly formula: Composed,
    readonly values: Values,
    readonly context: PhaseContext,
    readonly options: {
      /** A formula with everything it inherits; each is composed once. */
      readonly compose: (formula: LoadedFormula) => Composed;
      /** A value that decides which steps there are may be missing: conditional steps stay (`--check`). */
      readonly openShape: boolean;
      /** Which legs of a convoy are there; all of them without one. */
      readonly preset?: Preset | undefined;
    },
  ) {
    this.growth = new Growth(context.reporter);
  }

  /** Whether a name that no step has may be the name of one that is missing. */
  get lacksSteps(): boolean {
    return this.formula.incomplete || this.growth.gaps > 0;
  }

  /** The setting of the formula's own steps. */
  get setting(): Setting {
    const { names, formula } = this;
    return {
      prefix: '',
      scope: NO_SCOPE,
      names,
      origin: undefined,
      partOf: undefined,
      from: formula,
      uniqueBy: undefined,
    };
  }

  /** Let `region` take the place of `step`, its needs and its name. */
  replace(step: Step, region: Region): void {
    region.needs = step.needs;
    step.needs = [];
    step.replacedBy = region;
    replaceNode(step, region, this.roots);
    this.growth.add(-1);
  }

  /** Make steps of `tables`, with their children; where they go is the caller's business. */
  plant(tables: readonly StepTable[], setting: Setting): Step[] {
    const planted: Step[] = [];
    for (const table of tables) {
      const step = this.#plantOne(table, setting);
      if (!step) continue;
      if (table.children) {
        for (const child of this.plant(table.children, setting)) {
          child.inside = step;
          child.index = step.members.length;
          step.members.push(child);
        }
      }
      planted.push(step);
    }
    return planted;
  }

  #plantOne(table: Step['table'], setting: Setting): Step | undefined {
    const { spans } = this.context;
    if (!this.growth.fits(1, spans.table(table), () => factorsAround(setting.origin))) return undefined;
    this.growth.add(1);
    const step: Step = {
      kind: 'step',
      id: this.#idOf(table, setting),
      table,
      scope: setting.scope,
      names: setting.names,
      origin: inheritedOrigin(table, setting, spans),
      partOf: setting.partOf,
      from: setting.from,
      needs: needsOf(table, setting),
      members: [],
      body: undefined,
      gates: [],
      inside: undefined,
      index: 0,
      replacedBy: undefined,
      removed: table.remove === true,
    };
    const first = setting.names.define(step);
    if (first) this.#share(step, first, setting);
    return step;
  }

  /** A template may keep the id of the step it replaces, and so may a template in the place of that step; others may not. */
  #share(step: Step, first: Node, setting: Setting): void {
    const bearer = this.#bearers.get(step.id) ?? first;
    let replaced = step.partOf;
    while (replaced && replaced !== bearer) replaced = replaced.partOf;
    if (replaced) this.#bearers.set(step.id, step);
    else this.#reportClash(step, bearer, setting);
  }

  #reportClash(step: Step, clash: Node, { uniqueBy }: Setting): void {
    const { reporter, spans } = this.context;
    const span = spans.value(step.table, 'id') ?? spans.table(step.table);
    const other = clash.kind === 'step' ? clash.table : undefined;
    // Where both stand in a loop's body, one mistake clashes in every iteration.
    const told = this.#clashes.get(step.table) ?? new Set();
    if (told.has(other)) return;
    this.#clashes.set(step.table, told.add(other));
    if (uniqueBy && other === step.table) {
      reporter.report(
        'GT5009',
        { id: step.id, insert: uniqueBy },
        { span, related: this.originNotes(step.origin) },
      );
      return;
    }
    const first = other && (spans.value(other, 'id') ?? spans.table(other));
    const related = [
      ...(first ? [{ message: 'the first is here', span: first }] : []),
      ...this.originNotes(step.origin),
    ];
    reporter.report('GT6001', { id: step.id }, { span, related });
  }

  /** The ids of all steps that the formula writes. */
  readonly #writtenIds = (): ReadonlySet<string> => {
    this.#written ??= new Set(stepTables(this.formula.doc).flatMap(({ id }) => id ?? []));
    return this.#written;
  };

  #idOf(table: Step['table'], { prefix, scope, origin }: Setting): string {
    const { reporter, spans } = this.context;
    const raw = table.id;
    const span = spans.value(table, 'id') ?? spans.table(table);
    if (isReserved(raw, this.#writtenIds)) {
      reporter.report(
        'GT2009',
        { id: raw, reason: 'parts such as "iter1" and "item1" are given by loops' },
        { span },
      );
    }
    let hasVariable = false;
    const { text } = render(raw, scope, ({ form }) => {
      hasVariable ||= form === 'variable';
      return undefined;
    });
    const id = prefix + text;
    if (hasVariable) reporter.report('GT3012', { id: raw }, { span });
    else if (!ID.test(id)) reporter.report('GT2009', { id: text, reason: badIdReason(text) }, { span });
    if (id.length > MAX_ID_LENGTH) {
      const reason = `it has ${id.length} characters, and the limit is ${MAX_ID_LENGTH} (MAX_ID_LENGTH)`;
      reporter.report('GT2009', { id, reason }, { span, related: this.originNotes(origin) });
      // What is named after it would be longer still.
      this.growth.stop();
    }
    return id;
  }

  /** The origin chain as places for a diagnostic, innermost first. */
  originNotes(origin: Origin | undefined): { message: string; span: Span }[] {
    const notes: { message: string; span: Span }[] = [];
    for (let at = origin; at && notes.length < 8; at = at.next) {
      if (at.at) notes.push({ message: describeOrigin(at), span: at.at });
    }
    return notes;
  }
}

/** What loops give: a part of an id, and something before and behind it. */
const ITERATION = /(?<=.)\.iter\d+\.(?=.)/g;

/**
 * Whether the id of a step could also be given by a loop, or to a step that is made while the molecule runs. Behind
 * the id of a loop that is not there `iter1` stands for what has become of it (spec: ID-3).
 */
function isReserved(id: string, written: () => ReadonlySet<string>): boolean {
  if (!RESERVED.test(id)) return false;
  const rest = id.replace(ITERATION, '.');
  if (RESERVED.test(rest) || id.includes('{')) return true;
  return [...id.matchAll(ITERATION)].some(({ index }) => written().has(id.slice(0, index)));
}

const RESERVED = /(?:^|\.)(?:iter|item)\d+(?:\.|$)/;

const ID = /^[A-Za-z0-9_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_][A-Za-z0-9_-]*)*$/;

/** Whether a text can be the id of a step (spec: ID-1). */
export const isStepId = (id: string): boolean => ID.test(id);

function badIdReason(id: string): string {
  if (id === '') return 'it is empty';
  const odd = /[^A-Za-z0-9_.-]/.exec(id);
  if (odd)
    return `it has the character ${JSON.stringify(String.fromCodePoint(id.codePointAt(odd.index) ?? 0))}`;
  return 'each part between dots begins with a letter, a digit or "_"';
}
