import { type CompileOptions, compile } from '../../compiler/compile.js';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import { distinct } from '../../compiler/diagnostics/distinct.js';
import type { LintCode } from '../../compiler/diagnostics/registry/lint.js';
import { Clearing, lintHeirs } from '../../compiler/rules/clearing.js';
import { linter } from '../../compiler/rules/linter.js';
import type { Level } from '../../compiler/rules/rule.js';
import { Commands } from '../../compiler/rules/shell/commands.js';
import type { HasChanged } from './changed-since.js';
import { FileFailure } from './file-failure.js';
import { type FixedFile, fixFormula } from './fix-formula.js';
import { type Found, locateAll } from './locate-all.js';
import { replaceFile } from './replace-file.js';
import type { Surroundings } from './tiers.js';

export interface LintFilesOptions {
  readonly searchPaths: readonly string[];
  readonly stepTypes: readonly string[];
  /** Levels of rules; one that is missing has its own. */
  readonly levels: ReadonlyMap<LintCode, Level>;
  /** Our own commands, as words: `formula list`. */
  readonly commands: { readonly gt: readonly string[]; readonly bd: readonly string[] };
  /** Only formulas of which this is so are looked at. */
  readonly hasChanged?: HasChanged | undefined;
  /** Apply the fixes that leave the meaning as it is; with `try` without writing what comes of it. */
  readonly fix: 'no' | 'try' | 'write';
}

export interface Linted {
  /** How many formulas were looked at, those with errors included. */
  readonly formulas: number;
  readonly fixed: readonly FixedFile[];
  /** What is left when all is fixed. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Lint the formulas that `names` mean: files, folders with all below them, or names. Their errors are found
 * as well. Files are written, with `fix: 'write'`, once all were looked at. Throws a FileFailure when a
 * file cannot be written or a folder of the search cannot be read.
 */
export async function lintFormulas(
  names: readonly string[],
  surroundings: Surroundings,
  { searchPaths, stepTypes, levels, commands, fix, hasChanged }: LintFilesOptions,
): Promise<Linted> {
  const found: (readonly Diagnostic[])[] = [];
  const located: Found[] = [];
  for (const each of locateAll(names, surroundings, searchPaths, found))
    if (!hasChanged || (await hasChanged(each))) located.push(each);
  const clearing = new Clearing();
  const options: CompileOptions = {
    check: true,
    // Findings are about what stands in the files, wherever they are used.
    overlays: false,
    stepTypes,
    lint: linter({
      levels,
      commands: new Commands(commands),
      onCleared: clearing.onCleared,
    }),
  };
  const fixed: { readonly file: FixedFile; readonly of: Found }[] = [];
  for (const each of located) {
    let compilation = await compile(each.candidate, each.host, options);
    if (fix !== 'no') {
      const result = await fixFormula(each, compilation, options);
      compilation = result.compilation;
      if (result.fixed) fixed.push({ file: result.fixed, of: each });
    }
    found.push(compilation.diagnostics);
  }
  if (clearing.needsHeirs(found.flat())) {
    const met = new Set(located.map(({ candidate }) => candidate.path));
    const names = located.map(({ candidate }) => candidate.name);
    for (const { host } of located) await lintHeirs(names, host, met, options);
  }
  if (fix === 'write') for (const { file, of } of fixed) write(file, of);
  const diagnostics = clearing.left(distinct(found.flat()));
  return { formulas: located.length, fixed: fixed.map(({ file }) => file), diagnostics };
}

function write({ path, bytes: { before, after } }: FixedFile, { candidate, real }: Found): void {
  if (candidate.tier.name === 'builtin') {
    const reason = 'it belongs to the built-in library; copy it to .beads/formulas, and fix the copy';
    throw new FileFailure('write', path, reason);
  }
  replaceFile(real, before, after, path);
}
