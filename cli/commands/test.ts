import { resolve } from 'node:path';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import {
  type FileOutcome,
  findTestFiles,
  isTestFile,
  runTestFile,
} from '../../runtime/formula-test/index.js';
import { isFolder, standsAt } from '../../runtime/formulas/file-failure.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { refuseFormulaFile, writeOutput } from '../output/file.js';
import { exitCodeOf, writeFindings } from '../output/findings.js';
import type { TestFormat } from '../output/test-formats.js';
import { isFailed, testReport } from '../output/test-report.js';
import { projectStepTypes } from '../project-types.js';

export interface TestOptions {
  readonly filter?: string;
  readonly format: TestFormat;
  readonly output?: string;
}

/** `gt test`: formula tests, in a ledger in memory and in simulated time. */
export async function test(
  paths: readonly string[],
  { filter, format, output }: TestOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { surroundings, stdout, stderr } = environment;
  if (output !== undefined) refuseOutput(output, environment);
  const reporter = new Reporter();
  const found = findTests(paths, environment, reporter);
  const stepTypes = await projectStepTypes(environment);
  const outcomes: FileOutcome[] = [];
  for (const path of found) outcomes.push(await runTestFile(path, surroundings, { filter, stepTypes }));

  const all = outcomes.flatMap(({ tests }) => tests);
  const diagnostics = [...reporter.sorted(), ...outcomes.flatMap((file) => file.diagnostics)];
  const declared = outcomes.reduce((sum, file) => sum + file.declared, 0);
  if (all.length === 0 && diagnostics.length === 0)
    throw new UsageError(
      `--filter ${JSON.stringify(filter)} selects none of the ${declared} tests; give a part of the name of a test or of a formula`,
    );
  if (format === 'human') await writeFindings(diagnostics, 'human', environment);
  else await writeFindings(reporter.sorted(), 'human', environment);
  const text = testReport(outcomes, format);
  if (output === undefined) stdout.write(text);
  else writeOutput(output, text, environment);

  const failed = all.filter(isFailed).length;
  const wrong = outcomes.filter((file) => exitCodeOf(file.diagnostics) !== EXIT.ok).length;
  stderr.write(`${verdict(all.length, failed, wrong)}\n`);
  return failed > 0 ? EXIT.findings : exitCodeOf(diagnostics);
}

/** Only files of formula tests are run; a formula in place of one would be read as tests, and be all wrong. */
function findTests(paths: readonly string[], { surroundings }: Environment, reporter: Reporter): string[] {
  const naming = 'formula tests are in files NAME.formula-test.toml, beside NAME.formula.toml';
  const { cwd } = surroundings;
  for (const path of paths) {
    const at = resolve(cwd, path);
    if (standsAt(at) && !isFolder(at) && !isTestFile(path))
      throw new UsageError(`${path} holds no formula tests; ${naming}`);
  }
  const without: string[] = [];
  const found = findTestFiles(paths, surroundings, reporter, (path) => without.push(path));
  const [empty] = paths.length > 0 ? without : [];
  if (empty !== undefined) throw new UsageError(`there are no formula tests in ${empty}; ${naming}`);
  if (found.length === 0 && reporter.errors === 0)
    throw new UsageError(`there are no formula tests in this project; ${naming}, or name a file or folder`);
  return found;
}

function refuseOutput(output: string, environment: Environment): void {
  if (isFolder(resolve(environment.surroundings.cwd, output)) || output.endsWith('/'))
    throw new UsageError(`-o ${output} is a folder, and the report is one file; name a file`);
  if (isTestFile(output))
    throw new UsageError(`-o ${output} has the name of a file of formula tests; choose another name`);
  refuseFormulaFile(output, environment);
}

function verdict(tests: number, failed: number, wrong: number): string {
  const count = `${tests} formula ${tests === 1 ? 'test' : 'tests'}`;
  const outcome = failed === 0 ? 'all passed' : `${failed} failed`;
  const files = wrong === 0 ? '' : `; ${wrong} ${wrong === 1 ? 'file is' : 'files are'} wrong`;
  return `${count}: ${tests === 0 ? 'none ran' : outcome}${files}`;
}
