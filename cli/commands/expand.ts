import { basename, dirname, resolve } from 'node:path';
import { type Expanded, expandFormula } from '../../compiler/format/expand-formula.js';
import { projectConfig } from '../../runtime/config/project-config.js';
import { formulaFile } from '../../runtime/formulas/formula-file.js';
import { locateFormula } from '../../runtime/formulas/locate.js';
import type { Environment } from '../environment.js';
import { type ExitCode, UsageError } from '../exit.js';
import { refuseFormulaFile, writeOutput } from '../output/file.js';
import { writeFindings } from '../output/findings.js';
import { toJson } from '../output/json.js';
import { parseValues } from '../values.js';

export interface ExpandOptions {
  readonly phase: 'inherit' | 'all';
  readonly var?: readonly string[];
  readonly preset?: string;
  readonly comments: boolean;
  readonly sourceMap?: string;
  readonly output?: string;
  readonly json?: boolean;
  readonly searchPath?: readonly string[];
}

/** `gt expand`: a formula with nothing left to compose. */
export async function expand(
  argument: string,
  options: ExpandOptions,
  environment: Environment,
): Promise<ExitCode> {
  refuseIdleOptions(options);
  const { phase, comments, preset, sourceMap, output, json } = options;
  const values = parseValues(options.var);
  if (sourceMap !== undefined) refuseFormulaFile(sourceMap, environment, '--source-map');
  if (json && output !== undefined) refuseFormulaFile(output, environment);
  const name = output === undefined ? undefined : writtenName(output, environment);
  const config = await projectConfig(environment.surroundings.cwd);
  const located = locateFormula(argument, environment.surroundings, options.searchPath ?? []);
  const { host, candidate } = located;
  const result =
    candidate &&
    (await expandFormula(candidate, host, {
      values,
      preset,
      comments,
      name,
      stepTypes: config.stepTypes,
      phase: phase === 'inherit' ? phase : undefined,
    }));
  const findings = [...config.diagnostics, ...located.diagnostics, ...(result?.diagnostics ?? [])];
  const code = await writeFindings(findings, json ? 'json' : 'human', environment);
  if (!candidate || !result?.expanded) return code;
  deliver(name ?? candidate.name, result.expanded, options, environment);
  return code;
}

function refuseIdleOptions({ json, comments, sourceMap, output }: ExpandOptions): void {
  const refuse = (option: string, because: string): void => {
    throw new UsageError(`${option} has no effect with --json, ${because}; drop one of the two`);
  };
  if (json && !comments) refuse('--no-comments', 'which has no comments');
  if (json && sourceMap !== undefined) refuse('--source-map', 'which has the map in it');
  if (sourceMap !== undefined && sourceMap === output)
    throw new UsageError(
      `-o and --source-map name the same file, ${sourceMap}; name another for one of them`,
    );
}

/** The name that a formula gets by its file; undefined where the file is no formula's. */
function writtenName(output: string, { surroundings }: Environment): string | undefined {
  const path = resolve(surroundings.cwd, output);
  const file = formulaFile(basename(path), dirname(path));
  if (file?.format === 'json')
    throw new UsageError(
      `-o ${output} has the name of a JSON formula, and what is written is TOML; end it in .formula.toml`,
    );
  return file?.name;
}

function deliver(name: string, expanded: Expanded, options: ExpandOptions, environment: Environment): void {
  const { output, sourceMap, json } = options;
  const { stdout, surroundings } = environment;
  const { toml, doc, mappings, sources } = expanded;
  const files = sources.map(({ id, path }) => ({ id, path }));
  for (const file of [output, sourceMap]) {
    const taken = file !== undefined && files.find(({ path }) => isSame(path, file, surroundings.cwd));
    if (taken) throw new UsageError(`${file} is a file that the formula is made of; name another`);
  }
  const text = json
    ? toJson({
        name,
        formula: doc,
        sources: files,
        mappings: mappings.map(({ lines: _, ...mapping }) => mapping),
      })
    : toml;
  if (output === undefined) stdout.write(text);
  else writeOutput(output, text, environment);
  if (sourceMap === undefined) return;
  writeOutput(sourceMap, toJson({ version: 1, formula: name, sources: files, mappings }), environment);
}

const isSame = (one: string, other: string, cwd: string): boolean =>
  resolve(cwd, one) === resolve(cwd, other);
