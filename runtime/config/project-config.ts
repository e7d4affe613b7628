import { join } from 'node:path';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import type { LintCode } from '../../compiler/diagnostics/registry/lint.js';
import type { Level } from '../../compiler/rules/rule.js';
import { standsAt } from '../formulas/file-failure.js';
import { projectFolders } from '../formulas/tiers.js';

/** What a project says of its formulas. */
export interface ProjectConfig {
  /** Levels of lint rules; one that is missing has its own. */
  readonly levels: ReadonlyMap<LintCode, Level>;
  /** Types of steps besides those of the language. */
  readonly stepTypes: readonly string[];
  /** What is wrong in the file; what is right in it counts all the same. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Where it stands in a folder. */
export const CONFIG = join('.beads', 'gt.toml');

/**
 * The configuration of the project around `cwd`: the nearest `.beads/gt.toml`, from there up to the repository's
 * root. Without one nothing is configured, and its reader is not loaded. Throws a FileFailure when it is not known
 * whether there is one.
 */
export async function projectConfig(cwd: string): Promise<ProjectConfig> {
  const { folders, root } = projectFolders(cwd);
  const path = folders.map((folder) => join(folder, CONFIG)).find((each) => standsAt(each));
  if (path === undefined) return { levels: new Map(), stepTypes: [], diagnostics: [] };
  const { readConfig } = await import('./read-config.js');
  return readConfig(path, root, cwd);
}
