import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Reporter } from '../../compiler/diagnostics/reporter.js';
import { MAX_FILE_BYTES } from '../../compiler/limits.js';
import { accept, decode } from '../../compiler/read/decode.js';
import type { Source } from '../../compiler/read/source.js';
import { SpanIndex } from '../../compiler/read/spans.js';
import { readToml } from '../../compiler/read/toml.js';
import { reasonOf } from '../formulas/file-failure.js';
import { testedFormula } from '../formulas/formula-file.js';
import { isInside } from '../formulas/tiers.js';
import type { TestFile } from './model.js';
import { readTest } from './read-test.js';
import { TableReader } from './table-reader.js';

/** Read a file of formula tests. What is wrong in it is reported where it stands; undefined when it cannot be read at all. */
export async function readTestFile(
  path: string,
  cwd: string,
  reporter: Reporter,
): Promise<TestFile | undefined> {
  const bytes = readBytes(path, cwd, reporter);
  const source = bytes && decode(bytes, sourceId(path), path, reporter);
  return source && readTests(source, reporter, { isStrict: true });
}

/** The same of a text that stands in an editor. */
export async function readOpenTests(
  path: string,
  text: string,
  reporter: Reporter,
): Promise<TestFile | undefined> {
  const source = accept(text, sourceId(path), path, reporter);
  return source && readTests(source, reporter, { isStrict: false });
}

const sourceId = (path: string): string => `test:${testedFormula(path)}`;

/** `isStrict`: by both parsers. */
async function readTests(
  source: Source,
  reporter: Reporter,
  { isStrict }: { readonly isStrict: boolean },
): Promise<TestFile | undefined> {
  const { path } = source;
  const spans = new SpanIndex();
  const root = await readToml(source, spans, reporter, isStrict);
  if (!root) return undefined;
  const reader = new TableReader(root, 'a file of formula tests', spans, reporter);
  const formula = reader.text('formula');
  const tests = reader.tables('test', '[[test]]').map((each) => ({ ...readTest(each), at: each }));
  if (!reader.has('test')) reader.missing('test');
  else if (tests.length === 0 && reporter.errors === 0) reader.bad('test', 'is empty');
  reader.end();
  const names = new Set<string>();
  for (const { name, at } of tests) {
    if (name !== '' && names.has(name)) at.bad('name', `is ${JSON.stringify(name)}, as that of a test above`);
    names.add(name);
  }
  return {
    path,
    formula: formula ?? testedFormula(path),
    formulaSpan: formula === undefined ? undefined : spans.value(root, 'formula'),
    tests,
  };
}

/** A link must not make us show what lies elsewhere: a finding quotes the file. */
function readBytes(path: string, cwd: string, reporter: Reporter): Uint8Array | undefined {
  try {
    const absolute = resolve(cwd, path);
    const real = realpathSync.native(absolute);
    if (!isInside(real, realpathSync.native(dirname(absolute)))) {
      reporter.report('GT1010', { path });
      return undefined;
    }
    const stat = statSync(real);
    if (stat.isFile() && stat.size <= MAX_FILE_BYTES) return readFileSync(real);
    reporter.report('GT1002', {
      path,
      reason: stat.isFile() ? 'it is too large' : 'it is not a regular file',
    });
  } catch (error) {
    reporter.report('GT1002', { path, reason: reasonOf(error) });
  }
  return undefined;
}
