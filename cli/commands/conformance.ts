import { resolve } from 'node:path';
import { findCases } from '../../runtime/conformance/case.js';
import { type CaseResult, runCases, selectCases } from '../../runtime/conformance/run.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { writeOutput } from '../output/file.js';
import { toJson } from '../output/json.js';
import { junit, type TestResult } from '../output/junit.js';

export interface ConformanceOptions {
  readonly command?: string;
  readonly filter?: string;
  readonly update?: boolean;
  readonly json?: boolean;
  readonly junit?: string;
}

/** `gt conformance`: hold this compiler, or another implementation, against the cases of a folder. */
export async function conformance(
  folder: string,
  options: ConformanceOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { surroundings, stdout, stderr } = environment;
  const command = options.command?.split(/\s+/).filter((word) => word !== '');
  if (command?.length === 0)
    throw new UsageError('--command is empty; name a program: --command "PROGRAM ARGS"');
  if (command && options.update)
    throw new UsageError(
      '--update has no effect with --command: what is expected comes from this compiler; drop one of the two',
    );
  const all = await findCases(resolve(surroundings.cwd, folder));
  const cases = options.filter === undefined ? all : selectCases(all, options.filter);
  if (cases.length === 0)
    throw new UsageError(
      `--filter ${JSON.stringify(options.filter)} selects none of the ${all.length} cases; give a part of an id, or a rule`,
    );

  const results = await runCases(cases, { command, update: options.update === true });
  const skipped = results.filter((each) => each.skipped !== undefined);
  const failed = results.filter((each) => !each.passed && each.skipped === undefined);
  if (options.junit !== undefined)
    writeOutput(options.junit, junit('conformance', results.map(asTest)), environment);
  if (options.json) stdout.write(toJson(listing(results, failed.length, skipped.length)));
  else if (!options.update) for (const each of failed) stdout.write(failure(each));

  const count = `${results.length} ${results.length === 1 ? 'case' : 'cases'}`;
  if (options.update) {
    for (const each of failed) stderr.write(`wrote what is expected of ${each.case.id}\n`);
    stderr.write(`${count}, ${failed.length} rewritten; read the changes before you keep them\n`);
    return EXIT.ok;
  }
  const verdict = failed.length === 0 ? 'all as expected' : `${failed.length} not as expected`;
  const besides = skipped.length === 0 ? '' : `, ${skipped.length} not supported`;
  stderr.write(`${count}: ${verdict}${besides}\n`);
  return failed.length === 0 ? EXIT.ok : EXIT.findings;
}

const failure = ({ case: { id, title, rules }, differences }: CaseResult): string =>
  `${id} (${rules.join(', ')})\n  ${title}\n${differences.map((line) => `  - ${line}\n`).join('')}\n`;

const listing = (results: readonly CaseResult[], failed: number, skipped: number): object => ({
  cases: results.length,
  failed,
  skipped,
  results: results.map(({ case: { id, title, rules }, passed, skipped: why, differences }) => ({
    id,
    title,
    rules,
    passed,
    ...(why !== undefined && { skipped: why }),
    differences,
  })),
});

const asTest = ({ case: { id, title }, skipped, differences }: CaseResult): TestResult => ({
  group: id.slice(0, id.indexOf('/')),
  name: `${id}: ${title}`,
  failures: differences,
  skipped,
});
