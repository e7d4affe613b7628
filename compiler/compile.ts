import type { PhaseContext } from './check/context.js';
import { loadLanguage } from './check/language.js';
import { type LoadedFormula, load } from './check/load.js';
import type { Diagnostic } from './diagnostics/diagnostic.js';
import { Reporter } from './diagnostics/reporter.js';
import { describeTree } from './emit/describe.js';
import { emit } from './emit/emit.js';
import type { Protomolecule } from './emit/protomolecule.js';
import { rehearse } from './emit/rehearse.js';
import { applyBranches, applyGates } from './expand/branches.js';
import { Cooking } from './expand/cooking.js';
import { applyExpandRules, applyMapRules, expandInline } from './expand/expansions.js';
import { expandLoops } from './expand/loops.js';
import { plantFormula } from './expand/plant.js';
import { type Mode, Values } from './expand/values.js';
import { schedule } from './graph/schedule.js';
import type { Candidate, Host } from './host.js';
import { compose } from './inherit/compose.js';
import type { Composed } from './inherit/composed.js';
import type { Source } from './read/source.js';
import { SpanIndex } from './read/spans.js';
import { weaveAspects, weaveOwnAdvice } from './weave/aspects.js';
import { decideConditions } from './wire/conditions.js';
import { wire } from './wire/events.js';

export const PHASES = ['read', 'check', 'inherit', 'expand', 'weave', 'wire', 'graph', 'emit'] as const;
export type Phase = (typeof PHASES)[number];

export interface CompileOptions {
  readonly values?: ReadonlyMap<string, string>;
  readonly mode?: Mode;
  /** For `--check`: read with both parsers, and let what decides the shape have no value yet. */
  readonly check?: boolean;
  /** A phase after which to keep what then stands, as plain data, in `stands`. */
  readonly emit?: Phase | undefined;
  /** Told as each phase ends, for `--stats`. */
  readonly onPhase?: ((phase: Phase) => void) | undefined;
}

export interface Compilation {
  /** Absent when there are errors. */
  readonly protomolecule: Protomolecule | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** How many of them are errors. */
  readonly errors: number;
  /** What stood after the phase `emit`; undefined when that was not reached. */
  readonly stands: unknown;
}

/** In upstream's order, so that results agree. */
const EXPANDING: readonly ((cooking: Cooking) => void)[] = [
  plantFormula,
  (cooking) => expandLoops(cooking.roots, cooking.setting, cooking),
  applyBranches,
  applyGates,
  weaveOwnAdvice,
  (cooking) => expandInline(cooking.roots, cooking),
  applyExpandRules,
  applyMapRules,
];

/**
 * Formula sources to a protomolecule. Never throws for an author's mistake: the findings of all phases
 * come back together. A pure function of what `host` gives and the options.
 */
export async function compile(
  candidate: Candidate,
  host: Host,
  options: CompileOptions = {},
): Promise<Compilation> {
  const { values = new Map<string, string>(), mode = 'compile', check = false } = options;
  const reporter = new Reporter();
  const spans = new SpanIndex();
  let stands: unknown;
  const ended = (phase: Phase, describe: () => unknown): void => {
    if (phase === options.emit) stands = describe();
    options.onPhase?.(phase);
  };
  const finish = (protomolecule?: Protomolecule): Compilation => ({
    protomolecule: reporter.errors === 0 ? protomolecule : undefined,
    diagnostics: reporter.sorted(),
    errors: reporter.errors,
    stands,
  });

  // Files are checked as they are read, and mended, so what was read must be copied at once.
  const read = new Map<string, unknown>();
  const keep = ({ id }: Source, document: object): void =>
    void read.set(id, structuredClone({ ...document }));
  const onRead = options.emit === 'read' ? keep : undefined;
  const root = await load(candidate, { reporter, spans, host, strict: check, onRead });
  ended('read', () => Object.fromEntries(read));
  if (!root) return finish();
  ended('check', () => root.doc);

  const context: PhaseContext = { reporter, spans, ...(await loadLanguage(root)) };
  const composed = new Map<LoadedFormula, Composed>();
  const composeOnce = (formula: LoadedFormula): Composed => {
    const known = composed.get(formula) ?? compose(formula, context);
    composed.set(formula, known);
    return known;
  };
  const formula = composeOnce(root);
  ended('inherit', () => formula.doc);

  const given = new Values(formula.variables, values, formula.name, mode, context);
  const cooking = new Cooking(formula, given, context, { compose: composeOnce, openShape: check });
  for (const pass of EXPANDING) {
    pass(cooking);
    // What is missing now has not been forgotten by the author; later passes would only say that it is.
    if (cooking.growth.isStopped) return finish();
  }
  ended('expand', () => describeTree(cooking));

  weaveAspects(cooking);
  if (cooking.growth.isStopped) return finish();
  ended('weave', () => describeTree(cooking));

  decideConditions(cooking.roots, false, cooking);
  const wiring = wire(cooking);
  ended('wire', () => describeTree(cooking));

  const scheduled = schedule(wiring, cooking);
  ended('graph', () => ({
    ...scheduled,
    steps: scheduled.steps.map(({ step, needs }) => ({ id: step.id, needs })),
  }));

  if (formula.type === 'aspect') rehearse(cooking);
  const sources = [...new Set([...composed.values()].flatMap((each) => each.sources))];
  const protomolecule = emit(cooking, wiring, scheduled, sources);
  given.reportUnused();
  ended('emit', () => protomolecule);
  return finish(protomolecule);
}
