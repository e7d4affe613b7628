import type { Candidate } from '../../host.js';

const ENDING = '.formula-test.toml';

/** The file that holds the tests of a formula, from its folder, whether it is there or not. */
export const testFile = ({ name }: Pick<Candidate, 'name'>): string => `${name}${ENDING}`;

/** The path of what stands beside a candidate. */
export const pathBeside = ({ path }: Candidate, file: string): string =>
  path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1) + file;

/** Whether a path is that of tests. */
export const isTestFile = (path: string): boolean => path.endsWith(ENDING);
