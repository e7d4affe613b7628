import type { Candidate } from '../host.js';
import { MAX_FILE_BYTES } from '../limits.js';
import { decode } from '../read/decode.js';
import type { Source } from '../read/source.js';
import { TablePositions } from '../read/spans.js';
import type { Formula, Step } from './generated/formula.js';
import type { LoadContext } from './load.js';
import { stepTables } from './step-tables.js';

/**
 * Read the files that hold descriptions, and put their text where a description stands: with its own
 * positions, so that a mistake in it is told where it is (spec: FILE-7). Gives the files.
 */
export function readDescriptions(doc: Formula, candidate: Candidate, context: LoadContext): Source[] {
  const read = new Map<string, Source | undefined>();
  for (const step of stepTables(doc)) {
    const { description_file: path } = step;
    if (path === undefined || step.description !== undefined) continue;
    if (!read.has(path)) read.set(path, readText(path, step, candidate, context));
    const source = read.get(path);
    if (!source) continue;
    const { text } = source;
    const positions = new TablePositions(source, 0, text.length);
    positions.add('description', 0, 0, 0, text.length);
    const written = { description: text };
    context.spans.record(written, positions);
    step.description = text;
    // From here on it is a description like any other, which a patch may replace.
    delete step.description_file;
    context.spans.borrow(step, 'description', written);
  }
  return [...read.values()].filter((source) => source !== undefined);
}

function readText(
  path: string,
  step: Partial<Step>,
  candidate: Candidate,
  { host, reporter, spans }: LoadContext,
): Source | undefined {
  const span = spans.value(step, 'description_file');
  // Only what is written relative to the formula, and below it, can come along with the formula.
  if (!/^(?!\.\.?(?:\/|$))[^/\\\0]+(?:\/(?!\.\.?(?:\/|$))[^/\\\0]+)*$/.test(path)) {
    const reason = `is ${JSON.stringify(path)}; it is the path of a file in the formula's folder or below, such as "prompts/review.md"`;
    reporter.report('GT2005', { key: 'description_file', reason }, { span });
    return undefined;
  }
  const result = host.readBeside(candidate, path);
  if (!result.ok) {
    if (result.outside) reporter.report('GT1010', { path }, { span });
    else if (result.bytes !== undefined)
      reporter.report('GT1008', { bytes: result.bytes, limit: MAX_FILE_BYTES }, { span });
    else reporter.report('GT1002', { path, reason: result.reason }, { span });
    return undefined;
  }
  const shown = candidate.path.includes('/') ? candidate.path.replace(/[^/]*$/, path) : path;
  return decode(result.bytes, `${candidate.tier.name}:${path}`, shown, reporter);
}
