import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import type { Environment } from '../environment.js';
import { type ExitCode, UsageError } from '../exit.js';
import { isOutputFolder, refuseFormulaFile, writeOutput } from './file.js';
import type { FindingFormat } from './finding-format.js';
import { exitCodeOf, findingsText } from './findings.js';
import { moreAbout } from './more.js';

/** What was looked through, and where its findings go. */
export interface Report {
  /** How many formulas were looked through. */
  readonly formulas: number;
  readonly diagnostics: readonly Diagnostic[];
  readonly format: FindingFormat;
  /** The file of `-o`. */
  readonly output: string | undefined;
  /** What a JSON document says besides. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Refuse an `-o` that could not hold a report, before there is one. */
export function checkReportFile(output: string | undefined, environment: Environment): void {
  if (output === undefined) return;
  if (isOutputFolder(output, environment))
    throw new UsageError(`-o ${output} is a folder, and the report is one file; name a file`);
  refuseFormulaFile(output, environment);
}

/**
 * Findings that are what a command is for. For people they are prose on stderr; in the other formats they
 * are data, and go to stdout even where nothing was found. `-o` takes either to a file.
 */
export async function writeReport(report: Report, environment: Environment): Promise<ExitCode> {
  const { formulas, diagnostics, format, output, more = {} } = report;
  const { stdout, stderr } = environment;
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const head = { formulas, errors, warnings: diagnostics.length - errors };
  const toPeople = format === 'human';
  const text = await findingsText(diagnostics, format, toPeople && output === undefined && stderr.colors, {
    head,
    more,
  });
  if (output !== undefined) writeOutput(output, text, environment);
  else (toPeople ? stderr : stdout).write(text);
  if (toPeople && output === undefined) stderr.write(moreAbout(diagnostics, stderr));
  if (toPeople || output !== undefined) stderr.write(`${verdict(formulas, errors)}\n`);
  return exitCodeOf(diagnostics);
}

function verdict(formulas: number, errors: number): string {
  const found = errors === 0 ? 'no errors' : `${errors} ${errors === 1 ? 'error' : 'errors'}`;
  return `checked ${formulas} ${formulas === 1 ? 'formula' : 'formulas'}: ${found}`;
}
