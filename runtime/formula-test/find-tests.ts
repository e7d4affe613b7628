import { basename } from 'node:path';
import type { Reporter } from '../../compiler/diagnostics/reporter.js';
import { standsAt } from '../formulas/file-failure.js';
import { findFiles } from '../formulas/find-files.js';
import { TEST_ENDING } from '../formulas/formula-file.js';
import { findTiers, type Surroundings } from '../formulas/tiers.js';

export const isTestFile = (name: string): boolean => {
  const file = basename(name);
  return file.endsWith(TEST_ENDING) && file !== TEST_ENDING;
};

/**
 * The files of formula tests that `paths` mean, files or folders with all below them; without any, those of the project.
 * `none` is told of each folder that has none.
 */
export function findTestFiles(
  paths: readonly string[],
  surroundings: Surroundings,
  reporter: Reporter,
  none: (path: string) => void,
): string[] {
  const { cwd } = surroundings;
  const from = paths.length > 0 ? paths : projectFolders(surroundings);
  return findFiles(from, cwd, reporter, { isWanted: isTestFile, none });
}

const projectFolders = (surroundings: Surroundings): string[] =>
  findTiers(surroundings, [], undefined).flatMap(({ name, path }) =>
    name === 'project' && standsAt(path) ? [path] : [],
  );
