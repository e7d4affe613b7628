import { registry } from '../../compiler/diagnostics/registry.js';
import { failures } from '../failure/failure.js';
import { type Expectation, type Mention, MOLECULE_OUTCOMES, STEP_OUTCOMES } from './model.js';
import type { TableReader } from './table-reader.js';

/** The parts of a digest that may be expected; `steps` is how many there are. */
const DIGEST_KEYS = ['kind', 'formula', 'phase', 'outcome', 'values', 'summary', 'abandoned', 'steps'];

/** `[test.expect]`: what must hold. The steps that it names are put into `mentions`. */
export function readExpectation(reader: TableReader, mentions: Mention[]): Expectation {
  const mentioned = (key: string): string[] =>
    reader.texts(key).map(({ text, span }) => {
      mentions.push({ name: text, key, span });
      return text;
    });
  const expectation: Expectation = {
    refused: readCode(reader),
    outcome: reader.word('outcome', MOLECULE_OUTCOMES),
    order: readOrder(reader, mentions),
    outcomes: bySteps(reader, 'outcomes', mentions, (inner, name) => inner.word(name, STEP_OUTCOMES)),
    attempts: bySteps(reader, 'attempts', mentions, (inner, name) => inner.count(name)),
    ran: mentioned('ran'),
    notRun: mentioned('not_run'),
    digest: reader.plainTable('digest'),
    within: reader.duration('within'),
  };
  reader.end();
  const keys = Object.keys(reader.table);
  if (keys.length === 0)
    reader.reporter.report(
      'GT2005',
      { key: 'expect', reason: 'is empty: a test that expects nothing always passes' },
      { span: reader.spans.table(reader.table) },
    );
  const [other] = keys.filter((key) => key !== 'refused');
  if (reader.has('refused') && other !== undefined)
    reader.reporter.report(
      'GT2010',
      {
        where: reader.where,
        one: 'refused',
        other,
        reason: 'a formula that is refused has no molecule of which anything could hold',
      },
      { span: reader.spans.key(reader.table, other) },
    );
  checkDigest(reader);
  return expectation;
}

/** `"a < b < c"` as its names. */
function readOrder(reader: TableReader, mentions: Mention[]): string[][] {
  return reader.texts('order').flatMap(({ text, span }) => {
    const names = text.split('<').map((name) => name.trim());
    if (names.length < 2 || names.includes('')) {
      reader.bad('order', `has ${JSON.stringify(text)}, which is not of the form "first < second"`, span);
      return [];
    }
    for (const name of names) mentions.push({ name, key: 'order', span });
    return [names];
  });
}

function bySteps<T>(
  reader: TableReader,
  key: string,
  mentions: Mention[],
  read: (inner: TableReader, name: string) => T | undefined,
): Map<string, T> {
  const inner = reader.inner(key, `[test.expect.${key}]`);
  const found = new Map<string, T>();
  for (const { text, span } of inner?.names() ?? []) {
    mentions.push({ name: text, key, span });
    const value = inner && read(inner, text);
    if (value !== undefined) found.set(text, value);
  }
  return found;
}

function readCode(reader: TableReader): string | undefined {
  const code = reader.text('refused');
  if (code === undefined || Object.hasOwn(registry, code) || Object.hasOwn(failures, code)) return code;
  reader.bad('refused', `is ${JSON.stringify(code)}, and there is no such code; such are GT3009 and GT8203`);
  return undefined;
}

function checkDigest(reader: TableReader): void {
  const digest = reader.inner('digest', '[test.expect.digest]');
  if (!digest) return;
  for (const key of DIGEST_KEYS)
    if (key === 'steps') digest.count(key);
    else if (key === 'values') digest.plainTable(key);
    else digest.text(key);
  digest.end();
}
