import { Reporter } from '../diagnostics/reporter.js';
import type { Candidate, Host } from '../host.js';
import { MAX_FILE_BYTES, MAX_FORMULAS } from '../limits.js';
import { CorrectedSource } from '../read/corrected-source.js';
import { accept, decode } from '../read/decode.js';
import { parse } from '../read/parse.js';
import { resolveFormula } from '../read/resolve.js';
import type { Source } from '../read/source.js';
import type { Table } from '../read/spans.js';
import type { CheckContext } from './context.js';
import { readDescriptions } from './description-file.js';
import type { Draft } from './draft.js';
import { type CheckedFormula, checkFormula } from './formula.js';
import type { Overlay } from './overlay.js';
import { formulaReferences } from './references.js';

/** A checked formula and the formulas it names. */
export interface LoadedFormula extends CheckedFormula {
  readonly candidate: Candidate;
  /** By reference as written; a name that was not found is missing here and has been reported. */
  readonly references: ReadonlyMap<string, LoadedFormula>;
  /** The text files that it has descriptions from. */
  readonly texts: readonly Source[];
  /** The formula as it is cooked and attached by name, where an overlay changes it then (spec: OVER-3). */
  readonly overlaid: LoadedFormula | undefined;
}

/** A formula whose overlay has not been looked for yet. */
type Loading = Omit<LoadedFormula, 'overlaid'> & { overlaid: LoadedFormula | undefined };

export interface LoadContext extends CheckContext {
  readonly host: Host;
  /** Read TOML with both parsers. */
  readonly strict: boolean;
  /** False: formulas are as their own files have them. */
  readonly overlays?: boolean | undefined;
  /** Told after each file, for `--emit read`. */
  readonly onRead?: ((source: Source, root: Table) => void) | undefined;
}

/**
 * Read and check `root` and every formula it draws in, directly or not, each file once. All reading
 * is done here, so that the phases behind it are plain functions over data.
 */
export async function load(root: Candidate, context: LoadContext): Promise<LoadedFormula | undefined> {
  const { host, reporter, spans } = context;
  const byPath = new Map<string, { formula: Loading | undefined }>();

  const loadOne = async (candidate: Candidate): Promise<Loading | undefined> => {
    const checked = await readAndCheck(candidate, context);
    const references = new Map<string, Loading>();
    const texts = checked ? readDescriptions(checked.doc, candidate, context) : [];
    const formula = checked && { ...checked, candidate, references, texts, overlaid: undefined };
    byPath.set(candidate.path, { formula });
    if (!formula) return undefined;
    pending.push({ formula, references });
    return formula;
  };

  const pending: { formula: Loading; references: Map<string, Loading> }[] = [];
  const overlay = overlaying(context);
  const loaded = await loadOne(root);
  if (loaded) await overlay(loaded);
  for (let next = pending.shift(); next; next = pending.shift()) {
    for (const { name, span, isAttached } of formulaReferences(next.formula.doc, spans)) {
      if (!next.references.has(name)) {
        const candidate = resolveFormula(name, host, reporter, span);
        if (!candidate) continue;
        if (!byPath.has(candidate.path) && byPath.size >= MAX_FORMULAS) {
          reporter.report('GT1013', { limit: MAX_FORMULAS }, { span });
          return loaded;
        }
        const known = byPath.get(candidate.path);
        const target = known ? known.formula : await loadOne(candidate);
        if (target) next.references.set(name, target);
      }
      const target = next.references.get(name);
      if (target && isAttached) await overlay(target);
    }
  }
  return loaded?.overlaid ?? loaded;
}

/** What lays its overlay over a formula. Each formula is asked about once, each overlay read once. */
function overlaying(context: LoadContext): (formula: Loading) => Promise<void> {
  const asked = new Set<Loading>();
  const read = new Map<string, Overlay | undefined>();
  return async (formula) => {
    if (context.overlays === false || asked.has(formula)) return;
    asked.add(formula);
    const candidate = context.host.overlay?.(formula.candidate);
    if (!candidate) return;
    if (!read.has(candidate.path)) read.set(candidate.path, await readOverlay(candidate, context));
    const overlay = read.get(candidate.path);
    if (overlay) formula.overlaid = (await import('./overlay.js')).overlaid(formula, overlay, context.spans);
  };
}

async function readOverlay(candidate: Candidate, context: LoadContext): Promise<Overlay | undefined> {
  const { spans, reporter, strict, onRead } = context;
  const source = readSource(candidate, context);
  const root = source && (await parse(source, candidate.format, spans, reporter, { strict }));
  if (!source || !root) return undefined;
  onRead?.(source, root);
  return (await import('./overlay.js')).checkOverlay(root, source, context);
}

/** One file, without what it draws in. */
export async function readAndCheck(
  candidate: Candidate,
  context: LoadContext,
): Promise<CheckedFormula | undefined> {
  const source = readSource(candidate, context);
  const draft = source && (await readDraft(source, candidate.format, context));
  if (!source || !draft) return undefined;
  context.onRead?.(source, draft.root);
  return checkFormula(draft, source, candidate.name, context);
}

/** The text of a file; undefined after an error. */
function readSource(candidate: Candidate, { host, reporter }: LoadContext): Source | undefined {
  const result = host.read(candidate);
  if (!result.ok) {
    if (result.outside) reporter.report('GT1010', { path: candidate.path });
    else if (result.bytes !== undefined)
      reporter.report('GT1008', { bytes: result.bytes, limit: MAX_FILE_BYTES });
    else reporter.report('GT1002', { path: candidate.path, reason: result.reason });
    return undefined;
  }
  const { text, bytes } = result;
  return text === undefined
    ? decode(bytes, idOf(candidate), candidate.path, reporter)
    : accept(text, idOf(candidate), candidate.path, reporter);
}

/** What origins and bundles call a file. */
export const idOf = ({ tier, name }: Candidate): string => `${tier.name}:${name}`;

async function readDraft(
  source: Source,
  format: Candidate['format'],
  { reporter, spans, strict }: LoadContext,
): Promise<Draft | undefined> {
  const failure = new Reporter();
  const root = await parse(source, format, spans, failure, { strict });
  const read: Draft['read'] = (corrections) =>
    parse(new CorrectedSource(source, corrections), format, spans, new Reporter(), { strict: false });
  if (root) return { root, corrections: [], read };
  const { correctHeaders } = await import('./misspelt-header.js');
  const corrected = await correctHeaders(failure, read, spans, reporter);
  if (!corrected) reporter.adopt(failure);
  return corrected;
}
