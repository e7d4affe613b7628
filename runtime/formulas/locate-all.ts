import { realpathSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import { standsAt } from './file-failure.js';
import { findFormulaFiles } from './find-files.js';
import { isPath, type Located, locateFormula } from './locate.js';
import type { Surroundings } from './tiers.js';

/** A formula that was meant, and its file. */
export interface Found extends Located {
  readonly candidate: NonNullable<Located['candidate']>;
  /** Where it is, links followed. */
  readonly real: string;
}

/**
 * The formulas that `names` mean, each once: files, folders with all below them, or names that are looked
 * for in all tiers. What is not there is put into `found`. Throws a FileFailure when a folder of the search cannot
 * be read.
 */
export function locateAll(
  names: readonly string[],
  surroundings: Surroundings,
  searchPaths: readonly string[],
  found: (readonly Diagnostic[])[],
): Found[] {
  const { cwd } = surroundings;
  const reporter = new Reporter();
  const located = new Map<string, Found>();
  const isFile = (name: string): boolean => isPath(name) || standsAt(resolve(cwd, name)) !== undefined;
  const paths = findFormulaFiles(names.filter(isFile), cwd, reporter);
  found.push(reporter.sorted());
  for (const name of [...paths, ...names.filter((each) => !isFile(each))]) {
    const { host, candidate, diagnostics } = locateFormula(name, surroundings, searchPaths);
    found.push(diagnostics);
    const tier = host.tiers.find((each) => each === candidate?.tier);
    if (!candidate || !tier) continue;
    const real = join(realpathSync.native(tier.path), basename(candidate.path));
    if (!located.has(real)) located.set(real, { host, candidate, diagnostics, real });
  }
  return [...located.values()];
}
