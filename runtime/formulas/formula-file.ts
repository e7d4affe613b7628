import { basename, dirname, join } from 'node:path';

/** Which of several files with one name wins inside a folder. */
export const ENDINGS = ['.formula.toml', '.formula.json', '.toml'] as const;

/** How the files end that hold tests of a formula. They stand beside formulas, and are none. */
export const TEST_ENDING = '.formula-test.toml';

/** The formula that a file of tests is for unless it says another. */
export const testedFormula = (path: string): string => basename(path).slice(0, -TEST_ENDING.length);

/** The file of the formula that a file of tests stands beside. */
export const formulaBeside = (path: string): string =>
  join(dirname(path), `${testedFormula(path)}.formula.toml`);

/** What the name of a formula file says. */
export interface FormulaFile {
  readonly name: string;
  readonly format: 'toml' | 'json';
  readonly ending: (typeof ENDINGS)[number];
}

/**
 * The formula that a file of this name in `folder` holds; `x.toml` is one only where the folder is called
 * `formulas`, or where `isPlain`: somebody named such a file by its path.
 */
export function formulaFile(fileName: string, folder: string, isPlain = false): FormulaFile | undefined {
  // Longest first: `a.formula.toml` is the file of `a`, not of `a.formula`.
  const ending = ENDINGS.find((each) => fileName.endsWith(each));
  if (!ending || fileName === ending || fileName.endsWith(TEST_ENDING)) return undefined;
  if (ending === '.toml' && !isPlain && basename(folder) !== 'formulas') return undefined;
  const format = ending === '.formula.json' ? 'json' : 'toml';
  return { name: fileName.slice(0, -ending.length), format, ending };
}
