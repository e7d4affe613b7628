import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import { distinct } from '../../compiler/diagnostics/distinct.js';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import { formatFormula } from '../../compiler/format/format.js';
import { decode } from '../../compiler/read/decode.js';
import { FileFailure } from './file-failure.js';
import { locateAll } from './locate-all.js';
import { replaceFile } from './replace-file.js';
import type { Surroundings } from './tiers.js';

/** One formula before and after it was formatted. */
export interface FormattedFile {
  readonly path: string;
  readonly before: string;
  /** The same as `before` where nothing is to be changed. */
  readonly after: string;
  /** Whether the bytes differ: a byte order mark is not in the text. */
  readonly isChanged: boolean;
}

export interface Formatting {
  /** How many formulas were looked at, those with errors included. */
  readonly formulas: number;
  readonly files: readonly FormattedFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Format the formulas that `names` mean: files, folders with all below them, or names. With `write` the files
 * are rewritten, once all are known to be right to rewrite; a file with errors is reported and left alone. Throws a
 * FileFailure when a file cannot be written or a folder of the search cannot be read.
 */
export async function formatFiles(
  names: readonly string[],
  surroundings: Surroundings,
  { searchPaths, write }: { readonly searchPaths: readonly string[]; readonly write: boolean },
): Promise<Formatting> {
  const found: (readonly Diagnostic[])[] = [];
  const files: FormattedFile[] = [];
  const writes: (() => void)[] = [];
  const all = locateAll(names, surroundings, searchPaths, found);
  for (const { host, candidate, real } of all) {
    const reporter = new Reporter();
    const read = host.read(candidate);
    if (!read.ok) {
      if (read.outside) reporter.report('GT1010', { path: candidate.path });
      else reporter.report('GT1002', { path: candidate.path, reason: read.reason });
    }
    const id = `${candidate.tier.name}:${candidate.name}`;
    const source = read.ok ? decode(read.bytes, id, candidate.path, reporter) : undefined;
    const after = source && (await formatFormula(source, candidate.format, reporter));
    found.push(reporter.sorted());
    if (!read.ok || !source || after === undefined) continue;
    const bytes = new TextEncoder().encode(after);
    const isChanged = Buffer.compare(bytes, read.bytes) !== 0;
    files.push({ path: candidate.path, before: source.text, after, isChanged });
    if (!isChanged || !write) continue;
    if (candidate.tier.name === 'builtin') {
      const reason = 'it belongs to the built-in library; copy it to .beads/formulas, and format the copy';
      throw new FileFailure('write', candidate.path, reason);
    }
    writes.push(() => replaceFile(real, read.bytes, bytes, candidate.path));
  }
  for (const each of writes) each();
  return { formulas: all.length, files, diagnostics: distinct(found.flat()) };
}
