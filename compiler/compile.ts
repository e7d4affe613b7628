import { type Bundle, bundleOf } from './bundle.js';
import type { PhaseContext } from './check/context.js';
import { loadLanguage } from './check/language.js';
import { load } from './check/load.js';
import { cook, type Ended, Kitchen, type Phase } from './cook.js';
import type { Diagnostic } from './diagnostics/diagnostic.js';
import { Reporter } from './diagnostics/reporter.js';
import type { Protomolecule } from './emit/protomolecule.js';
import { choosePreset } from './expand/preset.js';
import { type Mode, Values } from './expand/values.js';
import type { Candidate, Host } from './host.js';
import type { Source } from './read/source.js';
import { SpanIndex } from './read/spans.js';
import type { LintSubject } from './rules/subject.js';

export interface CompileOptions {
  readonly values?: ReadonlyMap<string, string>;
  readonly mode?: Mode;
  /** A preset of the convoy: only its legs are there. */
  readonly preset?: string | undefined;
  /** For `--check`: read with both parsers, and let what decides the shape have no value yet. */
  readonly check?: boolean;
  /** With `check`: the second parser is asked only about what the first refuses, as for a text that is being typed. */
  readonly readsOnce?: boolean | undefined;
  /** A value for a variable that the formula does not declare is an error. */
  readonly strict?: boolean;
  /** Types of steps that the project has besides the language's own. */
  readonly stepTypes?: readonly string[] | undefined;
  /** False: formulas are cooked and attached as their own files have them. */
  readonly overlays?: boolean | undefined;
  /** Shown what was cooked without errors, to report what may be meant otherwise (rules/). */
  readonly lint?: ((subject: LintSubject) => void) | undefined;
  /** A phase after which to keep what then stands, as plain data, in `stands`. */
  readonly emit?: Phase | undefined;
  /** Told as each phase ends, for `--stats`. */
  readonly onPhase?: ((phase: Phase) => void) | undefined;
}

export interface Compilation {
  /** Absent when there are errors. Made when it is first asked for. */
  readonly protomolecule: Protomolecule | undefined;
  /** The sources to cook it from again, without the files; absent when there are errors. */
  readonly bundle: (() => Bundle) | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** How many of them are errors. */
  readonly errors: number;
  /** What stood after the phase `emit`; undefined when that was not reached. */
  readonly stands: unknown;
}

/**
 * Formula sources to a protomolecule. Never throws for an author's mistake: the findings of all phases
 * come back together. A pure function of what `host` gives and the options.
 */
export async function compile(
  candidate: Candidate,
  host: Host,
  options: CompileOptions = {},
): Promise<Compilation> {
  const {
    values = new Map<string, string>(),
    mode = 'compile',
    check = false,
    stepTypes,
    overlays,
  } = options;
  const reporter = new Reporter();
  const spans = new SpanIndex();
  let stands: unknown;
  const ended: Ended = (phase, describe) => {
    if (phase === options.emit) stands = describe();
    options.onPhase?.(phase);
  };
  const finish = (protomolecule?: () => Protomolecule, bundle?: () => Bundle): Compilation => ({
    get protomolecule() {
      return reporter.errors === 0 ? protomolecule?.() : undefined;
    },
    bundle: reporter.errors === 0 ? bundle : undefined,
    diagnostics: reporter.sorted(),
    errors: reporter.errors,
    stands,
  });

  // Files are checked as they are read, and mended, so what was read must be copied at once.
  const read = new Map<string, unknown>();
  const keep = ({ id }: Source, document: object): void =>
    void read.set(id, structuredClone({ ...document }));
  const onRead = options.emit === 'read' ? keep : undefined;
  const root = await load(candidate, {
    reporter,
    spans,
    stepTypes,
    host,
    strict: check && options.readsOnce !== true,
    overlays,
    onRead,
  });
  ended('read', () => Object.fromEntries(read));
  if (!root) return finish();
  ended('check', () => root.doc);

  const context: PhaseContext = { reporter, spans, stepTypes, ...(await loadLanguage(root)) };
  const kitchen = new Kitchen(root, context);
  const formula = kitchen.compose(root);
  ended('inherit', () => formula.doc);

  const preset = options.preset === undefined ? undefined : choosePreset(options.preset, formula, context);
  const given = new Values(formula.variables, values, formula.name, mode, context);
  const cooked = cook(formula, given, { openShape: check, preset }, kitchen, ended);
  if (cooked) given.reportUnused(options.strict === true || formula.doc.strict === true);
  if (cooked && reporter.errors === 0) {
    const { cooking, wiring, schedule } = cooked;
    options.lint?.({ root, cooking, wiring, schedule });
  }
  return finish(cooked?.protomolecule, () => bundleOf(root, host));
}
