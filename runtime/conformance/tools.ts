import { join } from 'node:path';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import { type LintCode, lint } from '../../compiler/diagnostics/registry/lint.js';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import { expandFormula } from '../../compiler/format/expand-formula.js';
import { formatFormula } from '../../compiler/format/format.js';
import type { Candidate } from '../../compiler/host.js';
import { decode } from '../../compiler/read/decode.js';
import type { Level } from '../../compiler/rules/rule.js';
import type { ProjectConfig } from '../config/project-config.js';
import type { DiskHost } from '../formulas/disk-host.js';
import { lintFormulas } from '../formulas/lint-files.js';
import type { Case } from './case.js';

/** What a tool makes of a formula: findings, and perhaps the formula in other words. */
export interface ToolResult {
  readonly written?: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Lay a formula out as `gt fmt` does. */
export async function format(candidate: Candidate, host: DiskHost): Promise<ToolResult> {
  const reporter = new Reporter();
  const read = host.read(candidate);
  if (!read.ok) reporter.report('GT1002', { path: candidate.path, reason: read.reason });
  const id = `${candidate.tier.name}:${candidate.name}`;
  const source = read.ok ? decode(read.bytes, id, candidate.path, reporter) : undefined;
  const written = source && (await formatFormula(source, candidate.format, reporter));
  return { written, diagnostics: reporter.sorted() };
}

/** Write a formula out as `gt expand` does. */
export async function expand(each: Case, candidate: Candidate, host: DiskHost): Promise<ToolResult> {
  const { task, values, strict, preset } = each;
  const phase = task === 'inherit' ? task : undefined;
  const options = { values, strict, preset, phase, comments: false };
  const { expanded, diagnostics } = await expandFormula(candidate, host, options);
  return { written: expanded?.toml, diagnostics };
}

/** Lint a formula as `gt lint` does, in the folder of the case alone; with the task `fix` as with `--fix`. */
export async function lintCase(
  { task, levels }: Case,
  candidate: Candidate,
  folder: string,
  config: ProjectConfig,
): Promise<ToolResult> {
  const given = [...levels].map(([name, level]): [LintCode, Level] => [codeOf(name), level as Level]);
  const surroundings = { cwd: folder, home: undefined, town: undefined, builtin: join(folder, 'builtin') };
  const { diagnostics, fixed } = await lintFormulas([join(folder, candidate.path)], surroundings, {
    searchPaths: [],
    stepTypes: config.stepTypes,
    levels: new Map([...config.levels, ...given]),
    commands: { gt: [], bd: [] },
    fix: task === 'fix' ? 'try' : 'no',
  });
  return { written: fixed[0]?.after, diagnostics };
}

/** The code of a rule; the rules of a case are checked when it is read. */
const codeOf = (name: string): LintCode =>
  (Object.keys(lint) as LintCode[]).find((code) => lint[code].name === name) as LintCode;
