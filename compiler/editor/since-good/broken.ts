import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { Reporter } from '../../diagnostics/reporter.js';
import { Source } from '../../read/source.js';
import { SpanIndex } from '../../read/spans.js';
import { reportRefused } from '../../read/toml.js';
import { type FastReading, readFast } from '../../read/toml-positions.js';
import type { Part } from './sections.js';

type Refused = Extract<FastReading, { outcome: 'refused' }>;

/** Nearer to the end of a part than this, what is wrong may lie behind it. */
const NEAR = 16;

/**
 * What is wrong with the TOML of `source` in `part`, when all before it is as it was in a text without errors. `fast`:
 * how the part by itself was refused. Undefined where more must be looked at.
 */
export async function brokenFindings(
  source: Source,
  part: Part,
  fast: Refused,
): Promise<readonly Diagnostic[] | undefined> {
  const { text } = source;
  const { start, newEnd } = part;
  const isAtEnd = fast.at > newEnd - start - NEAR && newEnd < text.length;
  const found = isAtEnd ? readFast(partOf(source, start, text.length), new SpanIndex()) : fast;
  if (found.outcome !== 'refused' || found.redefinition) return undefined;
  if (!isOfList(text.slice(start, start + found.at), part)) return undefined;
  const reporter = new Reporter();
  const inFile: Refused = {
    ...found,
    at: found.at + start,
    valueStart: found.valueStart === undefined ? undefined : found.valueStart + start,
    headerStart: found.headerStart + start,
  };
  if (!(await reportRefused(source, inFile, reporter))) return undefined;
  const findings = reporter.sorted();
  const at = findings[0]?.span?.start ?? 0;
  const line = text.lastIndexOf('\n', at - 1) + 1;
  if (line < start) return undefined;
  return (await isExplained(partOf(source, start, line))) ? undefined : findings;
}

const partOf = ({ id, path, text }: Source, start: number, end: number): Source =>
  new Source(id, path, text.slice(start, end));

/** Whether all headers are of the list that the part begins with: then nothing in it can be at odds with what stands before. */
function isOfList(text: string, { list }: Part): boolean {
  if (list === undefined) return true;
  const headers = text.match(/^[ \t]*\[.*$/gm) ?? [];
  return headers.every((header) => {
    const name = /^[ \t]*\[\[?/.exec(header)?.[0].length ?? 0;
    return header.startsWith(list, name) && /^[.\]]/.test(header.slice(name + list.length));
  });
}

/** Whether a misspelt header before the place may be what is wrong (check/misspelt-header.ts): then the whole text must be asked. */
async function isExplained(before: Source): Promise<boolean> {
  const read = readFast(before, new SpanIndex());
  if (read.outcome !== 'read' || !read.findings.none) return false;
  const { hasUnknownKeys } = await import('../../check/misspelt-header.js');
  return hasUnknownKeys(read.table);
}
