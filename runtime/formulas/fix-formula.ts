import { type Compilation, type CompileOptions, compile } from '../../compiler/compile.js';
import { applyFixes } from '../../compiler/diagnostics/fixes.js';
import { ChangedHost } from './changed-host.js';
import type { Found } from './locate-all.js';

/** Rounds of fixes in one file: a fix may make room for the next. The fixes there are need two at the most. */
export const MAX_FIX_ROUNDS = 10;

/** A file before and after it was fixed. */
export interface FixedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** What was done, in the words of the fixes. */
  readonly fixes: readonly string[];
  /** Put the fixed file in the place of the other. Throws a FileFailure when that cannot be. */
  readonly bytes: { readonly before: Uint8Array; readonly after: Uint8Array };
}

/**
 * Apply the fixes that leave the meaning as it is, again and again until there are none. Gives the last
 * compilation, and the file if it changed. A text that had errors with its fixes stays as it was.
 */
export async function fixFormula(
  { candidate, host }: Found,
  first: Compilation,
  options: CompileOptions,
): Promise<{ readonly compilation: Compilation; readonly fixed: FixedFile | undefined }> {
  const read = host.read(candidate);
  let compilation = first;
  let text: { readonly before: string; readonly after: string } | undefined;
  let bytes: Uint8Array | undefined;
  const titles: string[] = [];
  for (let round = 0; round < MAX_FIX_ROUNDS && compilation.errors === 0 && read.ok; round++) {
    const fixes = compilation.diagnostics.flatMap(({ fix, span }) =>
      fix?.isSafe && span?.source.path === candidate.path ? [fix] : [],
    );
    const source = fixes[0]?.edits[0]?.span.source;
    if (!source) break;
    const { text: after, left } = applyFixes(source.text, fixes);
    const tried = encoded(after, read.bytes);
    const again = await compile(candidate, new ChangedHost(host, candidate, tried), options);
    if (again.errors > 0) break;
    const isLeft = new Set(left);
    titles.push(...fixes.filter((fix) => !isLeft.has(fix)).map(({ title }) => title));
    text = { before: text?.before ?? source.text, after };
    bytes = tried;
    compilation = again;
  }
  if (!text || !bytes || !read.ok) return { compilation, fixed: undefined };
  const fixed = { path: candidate.path, ...text, fixes: titles, bytes: { before: read.bytes, after: bytes } };
  return { compilation, fixed };
}

/** The bytes of `text`, with the byte order mark that the file had. */
function encoded(text: string, before: Uint8Array): Uint8Array {
  const hasMark = before[0] === 0xef && before[1] === 0xbb && before[2] === 0xbf;
  return new TextEncoder().encode(hasMark ? `\uFEFF${text}` : text);
}
