import { didYouMean } from '../../compiler/diagnostics/define.js';
import { type LintCode, lint as registry } from '../../compiler/diagnostics/registry/lint.js';
import { suggest } from '../../compiler/diagnostics/suggest.js';
import { unifiedDiff } from '../../compiler/format/line-diff.js';
import { LEVELS, type Level } from '../../compiler/rules/rule.js';
import { projectConfig } from '../../runtime/config/project-config.js';
import type { FixedFile } from '../../runtime/formulas/fix-formula.js';
import { lintFormulas } from '../../runtime/formulas/lint-files.js';
import { changedSinceOption } from '../changed-since.js';
import type { Environment } from '../environment.js';
import { type ExitCode, UsageError } from '../exit.js';
import { type FindingOptions, findingFormat } from '../output/finding-format.js';
import { checkReportFile, writeReport } from '../output/report.js';

export interface LintOptions extends FindingOptions {
  readonly fix?: boolean;
  readonly dryRun?: boolean;
  readonly rule?: readonly string[];
  readonly output?: string;
  readonly changedSince?: string;
  readonly searchPath?: readonly string[];
}

/** `gt lint`: what is likely not meant in formulas. `commands`: those of this program, as words. */
export async function lint(
  names: readonly string[],
  options: LintOptions,
  commands: readonly string[],
  environment: Environment,
): Promise<ExitCode> {
  const { output, fix = false, dryRun = false } = options;
  const format = findingFormat(options);
  if (dryRun && !fix) throw new UsageError('--dry-run has no effect without --fix; drop it, or add --fix');
  const given = (options.rule ?? []).map(readLevel);
  checkReportFile(output, environment);
  const config = await projectConfig(environment.surroundings.cwd);
  const linted = await lintFormulas(names.length > 0 ? names : ['.'], environment.surroundings, {
    searchPaths: options.searchPath ?? [],
    stepTypes: config.stepTypes,
    levels: new Map([...config.levels, ...given]),
    commands: { gt: commands, bd: [] },
    hasChanged: await changedSinceOption(options, environment),
    fix: fix ? (dryRun ? 'try' : 'write') : 'no',
  });
  const isData = format !== 'human' && output === undefined;
  if (!isData) tellFixes(linted.fixed, dryRun, environment);
  const diagnostics = [...config.diagnostics, ...linted.diagnostics];
  const fixed = linted.fixed.map(({ path, before, after, fixes }) => ({
    path,
    fixes,
    ...(dryRun && { diff: unifiedDiff(before, after, path) }),
  }));
  const more = fix ? { fixed } : {};
  return writeReport({ formulas: linted.formulas, diagnostics, format, output, more }, environment);
}

/** What was done to each file, or with `--dry-run` what would be. */
function tellFixes(fixed: readonly FixedFile[], dryRun: boolean, { stdout, stderr }: Environment): void {
  for (const { path, before, after, fixes } of fixed) {
    if (dryRun) stdout.write(unifiedDiff(before, after, path));
    stderr.write(`${dryRun ? 'would fix' : 'fixed'} ${path}: ${summary(fixes)}\n`);
  }
}

/** `drop "a" from "needs", drop the second "b" (2 times)`. */
function summary(fixes: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const title of fixes) counts.set(title, (counts.get(title) ?? 0) + 1);
  return [...counts].map(([title, count]) => (count > 1 ? `${title} (${count} times)` : title)).join(', ');
}

/** A `--rule`: the name or the code of a rule, and its level. */
function readLevel(text: string): [LintCode, Level] {
  const [name = '', word = ''] = text.split(/=(.*)/s);
  const level = LEVELS.find((each) => each === word);
  const code = (Object.keys(registry) as LintCode[]).find(
    (each) => registry[each].name === name || each === name.toUpperCase(),
  );
  if (!code) {
    const names = Object.values(registry).map((each) => each.name);
    const help = didYouMean(suggest(name, names)) ?? `the rules are ${names.join(', ')}`;
    throw new UsageError(`--rule ${text}: there is no rule ${JSON.stringify(name)}; ${help}`);
  }
  if (!level) {
    const help = didYouMean(suggest(word, LEVELS)) ?? `the levels are ${LEVELS.join(', ')}`;
    throw new UsageError(`--rule ${text}: there is no level ${JSON.stringify(word)}; ${help}`);
  }
  return [code, level];
}
