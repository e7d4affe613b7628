import { quote } from '../diagnostics/define.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { MAX_VALUE_NESTING } from '../limits.js';
import type { Findings } from './findings.js';
import { Source } from './source.js';
import { SpanIndex, type Table, type Value } from './spans.js';
import { type FastReading, readFast } from './toml-positions.js';
import { readStrictly, type StrictReading } from './toml-strict.js';
import { DUPLICATE, explain, inSentence } from './toml-syntax.js';

/**
 * Read TOML 1.0. Two parsers share the work: @iarna/toml is fast but refuses a few valid documents, so what
 * it refuses toml-eslint-parser decides. With `strict` both must accept and agree.
 */
export async function readToml(
  source: Source,
  spans: SpanIndex,
  reporter: Reporter,
  strict: boolean,
): Promise<Table | undefined> {
  const fast = readFast(source, spans);
  if (fast.outcome === 'too deep') return tooDeep(source, fast, reporter);
  if (fast.outcome === 'read' && !strict) return settle(source, fast.table, fast.findings, reporter);

  const broken = strict ? undefined : await brokenSection(source, fast);
  const checked = broken ?? (await readStrictly(source, fast.outcome === 'read' ? new SpanIndex() : spans));
  switch (checked.outcome) {
    case 'too deep':
      return tooDeep(source, checked, reporter);
    case 'invalid':
      return invalid(source, checked.message, checked.at, fast, reporter);
    case 'gave up':
      // The first reading stands. Its rules are TOML's, tested against the second's; only that check is missing.
      if (fast.outcome === 'read') return settle(source, fast.table, fast.findings, reporter);
      return invalid(
        source,
        fast.redefinition ? DUPLICATE : inSentence(fast.reason),
        fast.at,
        fast,
        reporter,
      );
    case 'read':
      if (fast.outcome !== 'read') return settle(source, checked.table, checked.findings, reporter);
      return agreed(source, fast, checked, spans, reporter);
  }
}

/**
 * What is wrong in the section where the first reading stopped, if something is wrong there by itself. What stands before it has
 * been read, so the second, slower parser need not go through it while somebody types.
 */
async function brokenSection(source: Source, fast: FastReading): Promise<StrictReading | undefined> {
  if (fast.outcome !== 'refused' || fast.redefinition || fast.headerStart === 0) return undefined;
  const found = await readFrom(fast.headerStart, fast.at, source);
  if (found.outcome !== 'invalid' || found.message === DUPLICATE) return undefined;
  return { ...found, at: found.at + fast.headerStart };
}

/** Behind the place where the first reading stopped, how much the second looks at before it takes all. */
const LOOK = 16_384;

/** The second reading of the text from `start` on. What is wrong long before an end does not depend on what follows that. */
async function readFrom(start: number, at: number, { id, path, text }: Source): Promise<StrictReading> {
  const part = (end: number): Source => new Source(id, path, text.slice(start, end));
  const end = at + LOOK;
  if (end < text.length) {
    const found = await readStrictly(part(end), new SpanIndex());
    if (found.outcome === 'invalid' && found.at < end - start - LOOK / 2) return found;
  }
  return readStrictly(part(text.length), new SpanIndex());
}

/**
 * Report what a reading that was refused fell over, as `readToml` does when it is not strict. False where more than the
 * broken section must be read to know it.
 */
export async function reportRefused(source: Source, fast: FastReading, reporter: Reporter): Promise<boolean> {
  const broken = await brokenSection(source, fast);
  if (broken?.outcome !== 'invalid') return false;
  invalid(source, broken.message, broken.at, fast, reporter);
  return true;
}

type Read = Extract<FastReading, { outcome: 'read' }>;

/** The first reading, if the second says the same. */
function agreed(
  source: Source,
  one: Read,
  other: Read,
  spans: SpanIndex,
  reporter: Reporter,
): Table | undefined {
  const path = one.findings.none ? difference(one.table, other.table) : undefined;
  if (path === undefined) return settle(source, one.table, one.findings, reporter);
  const what = `its two TOML parsers read ${path} differently`;
  reporter.report('GT9001', { what }, { span: spans.table(one.table) });
  return undefined;
}

function settle(source: Source, table: Table, findings: Findings, reporter: Reporter): Table | undefined {
  findings.report(source, reporter);
  return findings.none ? table : undefined;
}

function tooDeep(
  source: Source,
  { start, end }: { start: number; end: number },
  reporter: Reporter,
): undefined {
  reporter.report('GT1014', { limit: MAX_VALUE_NESTING }, { span: { source, start, end } });
}

function invalid(
  source: Source,
  message: string,
  at: number,
  fast: FastReading,
  reporter: Reporter,
): undefined {
  const refused = fast.outcome === 'refused' ? fast : undefined;
  if (refused?.redefinition && message === DUPLICATE) {
    const { key, start, end, first } = refused.redefinition;
    const related = first && [{ message: 'first defined here', span: first }];
    const facts = { reason: `${quote(key)} is defined twice` };
    reporter.report('GT1004', facts, { span: { source, start, end }, related });
    return;
  }
  const { start, end, ...facts } = explain(source.text, message, at, refused?.valueStart);
  reporter.report('GT1004', facts, { span: { source, start, end } });
}

/** The path of the first place where two documents differ, order of keys included. Depth is limited by both readers. */
export function difference(one: Value, other: Value, path = ''): string | undefined {
  if (typeof one !== 'object' || typeof other !== 'object') return one === other ? undefined : path;
  if (Array.isArray(one) !== Array.isArray(other)) return path;
  const keys = Object.keys(one);
  const others = Object.keys(other);
  if (keys.length !== others.length) return path;
  for (const [place, key] of keys.entries()) {
    if (key !== others[place]) return path;
    const found = difference((one as Table)[key] as Value, (other as Table)[key] as Value, `${path}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
