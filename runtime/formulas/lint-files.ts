import { type CompileOptions, compile } from '../../compiler/compile.js';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import { distinct } from '../../compiler/diagnostics/distinct.js';
import type { LintCode } from '../../compiler/diagnostics/registry/lint.js';
import { linter } from '../../compiler/rules/linter.js';
import type { Level } from '../../compiler/rules/rule.js';
import { Commands } from '../../compiler/rules/shell/commands.js';
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
  { searchPaths, stepTypes, levels, commands, fix }: LintFilesOptions,
): Promise<Linted> {
  const found: (readonly Diagnostic[])[] = [];
  const located = locateAll(names, surroundings, searchPaths, found);
  const cleared = new Set<string>();
  const options: CompileOptions = {
    check: true,
    // Findings are about what stands in the files, wherever they are used.
    overlays: false,
    stepTypes,
    lint: linter({
      levels,
      commands: new Commands(commands),
      onCleared: (code, span) => cleared.add(keyOf(code, span)),
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
  if (found.flat().some((each) => isClearable(each) && !isCleared(each, cleared)))
    await lintHeirs(located, options);
  if (fix === 'write') for (const { file, of } of fixed) write(file, of);
  const diagnostics = distinct(found.flat()).filter((each) => !isCleared(each, cleared));
  return { formulas: located.length, fixed: fixed.map(({ file }) => file), diagnostics };
}

/** What a formula that inherits from the file may make use of. */
const CLEARABLE: ReadonlySet<string> = new Set<LintCode>(['GT7001', 'GT7002', 'GT7011', 'GT7012']);

const isClearable = ({ code }: Diagnostic): boolean => CLEARABLE.has(code);

/** By what is written there and not by its place, which fixes move. */
const keyOf = (code: string, { source, start, end }: NonNullable<Diagnostic['span']>): string =>
  `${code}\0${source.path}\0${source.text.slice(start, end)}`;

const isCleared = ({ code, span }: Diagnostic, cleared: ReadonlySet<string>): boolean =>
  span !== undefined && cleared.has(keyOf(code, span));

/** Look at the formulas that were not asked for and inherit from others, for what they make use of. */
async function lintHeirs(located: readonly Found[], options: CompileOptions): Promise<void> {
  const met = new Set(located.map(({ candidate }) => candidate.path));
  for (const { host } of located) {
    for (const candidate of host.all()) {
      if (met.has(candidate.path)) continue;
      met.add(candidate.path);
      const read = host.read(candidate);
      if (read.ok && Buffer.from(read.bytes).includes('extends')) await compile(candidate, host, options);
    }
  }
}

function write({ path, bytes: { before, after } }: FixedFile, { candidate, real }: Found): void {
  if (candidate.tier.name === 'builtin') {
    const reason = 'it belongs to the built-in library; copy it to .beads/formulas, and fix the copy';
    throw new FileFailure('write', path, reason);
  }
  replaceFile(real, before, after, path);
}
