import { PHASES, type Phase } from '../../compiler/cook.js';
import { didYouMean } from '../../compiler/diagnostics/define.js';
import { suggest } from '../../compiler/diagnostics/suggest.js';
import type { Mode } from '../../compiler/expand/values.js';
import type { Environment } from '../environment.js';
import { UsageError } from '../exit.js';
import { isOutputFolder, refuseFormulaFile } from '../output/file.js';
import { type FindingOptions, findingFormat } from '../output/finding-format.js';

export interface CookOptions extends FindingOptions {
  readonly var?: readonly string[];
  readonly mode: Mode;
  readonly preset?: string;
  readonly strict?: boolean;
  /** False with `--no-overlay`. */
  readonly overlay: boolean;
  readonly dryRun?: boolean;
  readonly emit?: string;
  readonly stats?: boolean;
  readonly output?: string;
  readonly check?: boolean;
  readonly searchPath?: readonly string[];
  readonly changedSince?: string;
}

/** No option is without effect: those that another one makes idle are refused. */
export function refuseIdleOptions(options: CookOptions): void {
  const given = {
    '-o': options.output !== undefined,
    '--emit': options.emit !== undefined,
    '--dry-run': options.dryRun === true,
    '--stats': options.stats === true,
    '--json': options.json === true,
    '--preset': options.preset !== undefined,
  };
  const refuse = (names: readonly (keyof typeof given)[], because: string): void => {
    const idle = names.find((name) => given[name]);
    if (idle) throw new UsageError(`${idle} has no effect with ${because}; drop one of the two`);
  };
  if (options.check) refuse(['--emit', '--dry-run', '--stats'], '--check, which only reports findings');
  if (options.check) refuse(['--preset'], '--check, which checks every preset');
  if (findingFormat(options) === 'sarif') refuse(['--stats'], '--format sarif, which has no place for times');
  if (options.changedSince !== undefined && !options.check)
    throw new UsageError('--changed-since has no effect without --check; drop it, or add --check');
  if (options.dryRun) refuse(['-o', '--emit', '--json'], '--dry-run, which only shows the graph as a tree');
}

/** The phase that `--emit` names. */
export function emittedPhase(emit: string | undefined): Phase | undefined {
  if (emit === undefined) return undefined;
  const phase = PHASES.find((known) => known === emit);
  if (phase) return phase;
  const help = didYouMean(suggest(emit, PHASES)) ?? `the phases are ${PHASES.join(', ')}`;
  throw new UsageError(`--emit: there is no phase ${JSON.stringify(emit)}; ${help}`);
}

/** Refuse an `-o` that could not hold what is cooked, before it is cooked. */
export function checkOutput(formulas: number, output: string | undefined, environment: Environment): void {
  if (output === undefined || isOutputFolder(output, environment)) return;
  if (formulas > 1)
    throw new UsageError(
      `-o ${output} is one file, and ${formulas} formulas are to be cooked; name a folder: -o ${output}/`,
    );
  refuseFormulaFile(output, environment);
}
