import { Reporter } from '../diagnostics/reporter.js';
import type { Candidate, Host } from '../host.js';
import { MAX_FILE_BYTES, MAX_FORMULAS } from '../limits.js';
import { CorrectedSource } from '../read/corrected-source.js';
import { decode } from '../read/decode.js';
import { parse } from '../read/parse.js';
import { resolveFormula } from '../read/resolve.js';
import type { Source } from '../read/source.js';
import type { Table } from '../read/spans.js';
import type { CheckContext } from './context.js';
import type { Draft } from './draft.js';
import { type CheckedFormula, checkFormula } from './formula.js';
import { formulaReferences } from './references.js';

/** A checked formula and the formulas it names. */
export interface LoadedFormula extends CheckedFormula {
  readonly candidate: Candidate;
  /** By reference as written; a name that was not found is missing here and has been reported. */
  readonly references: ReadonlyMap<string, LoadedFormula>;
}

export interface LoadContext extends CheckContext {
  readonly host: Host;
  /** Read TOML with both parsers. */
  readonly strict: boolean;
  /** Told after each file, for `--emit read`. */
  readonly onRead?: ((source: Source, root: Table) => void) | undefined;
}

/**
 * Read and check `root` and every formula it draws in, directly or not, each file once. All reading
 * is done here, so that the phases behind it are plain functions over data.
 */
export async function load(root: Candidate, context: LoadContext): Promise<LoadedFormula | undefined> {
  const { host, reporter, spans } = context;
  const byPath = new Map<string, { formula: LoadedFormula | undefined }>();

  const loadOne = async (candidate: Candidate): Promise<LoadedFormula | undefined> => {
    const checked = await readAndCheck(candidate, context);
    const references = new Map<string, LoadedFormula>();
    const formula = checked && { ...checked, candidate, references };
    byPath.set(candidate.path, { formula });
    if (!formula) return undefined;
    pending.push({ formula, references });
    return formula;
  };

  const pending: { formula: LoadedFormula; references: Map<string, LoadedFormula> }[] = [];
  const loaded = await loadOne(root);
  for (let next = pending.shift(); next; next = pending.shift()) {
    for (const { name, span } of formulaReferences(next.formula.doc, spans)) {
      if (next.references.has(name)) continue;
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
  }
  return loaded;
}

/** One file, without what it draws in. */
export async function readAndCheck(
  candidate: Candidate,
  context: LoadContext,
): Promise<CheckedFormula | undefined> {
  const { host, reporter } = context;
  const result = host.read(candidate);
  if (!result.ok) {
    if (result.outside) reporter.report('GT1010', { path: candidate.path });
    else if (result.bytes !== undefined)
      reporter.report('GT1008', { bytes: result.bytes, limit: MAX_FILE_BYTES });
    else reporter.report('GT1002', { path: candidate.path, reason: result.reason });
    return undefined;
  }
  const id = `${candidate.tier.name}:${candidate.name}`;
  const source = decode(result.bytes, id, candidate.path, reporter);
  if (!source) return undefined;
  const draft = await readDraft(source, candidate.format, context);
  if (!draft) return undefined;
  context.onRead?.(source, draft.root);
  return checkFormula(draft, source, candidate.name, context);
}

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
