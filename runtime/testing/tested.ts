import { renderHuman } from '../../compiler/diagnostics/human.js';
import { type FileOutcome, runTestFile, type TestOutcome } from '../formula-test/index.js';
import { TemporaryFolder } from './temporary-folder.js';

/** Run `main.formula-test.toml` beside formulas, each the text of a file behind its name; the first is `main`. */
export async function runTests(
  formulas: string | Readonly<Record<string, string>>,
  tests: string | Uint8Array,
): Promise<FileOutcome> {
  const texts = typeof formulas === 'string' ? { main: formulas } : formulas;
  const folder = new TemporaryFolder().folder('.git').folder('library');
  for (const [name, text] of Object.entries(texts))
    folder.write({ [`${name}.formula.toml`]: `formula = "${name}"\n${text}` });
  folder.write({ 'main.formula-test.toml': tests });
  try {
    const builtin = folder.path('library');
    const surroundings = { cwd: folder.path('.'), home: undefined, town: undefined, builtin };
    return await runTestFile('main.formula-test.toml', surroundings, { stepTypes: [] });
  } finally {
    folder.remove();
  }
}

/** The same for one test, whose name is not said. Throws where its file is wrong. */
export async function runOne(
  formulas: string | Readonly<Record<string, string>>,
  test: string,
): Promise<TestOutcome> {
  const { tests, diagnostics } = await runTests(formulas, `[[test]]\nname = "it"\n${test}`);
  const [only] = tests;
  if (!only || diagnostics.length > 0) throw new Error(renderHuman(diagnostics));
  return only;
}

/** What does not hold, a line each. */
export const unmetOf = ({ unmet }: TestOutcome): string[] =>
  unmet.map(({ expected, happened }) => `${expected}: ${happened}`);
