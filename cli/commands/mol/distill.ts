import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { resolveBead } from '../../../runtime/beads/resolve.js';
import { FileFailure } from '../../../runtime/formulas/file-failure.js';
import { openFormulas } from '../../../runtime/formulas/locate.js';
import { findTiers } from '../../../runtime/formulas/tiers.js';
import { type Distilled, distillMolecule } from '../../../runtime/molecule/distill/distill.js';
import { readGrown } from '../../../runtime/molecule/distill/grown.js';
import { distillTree, readTree } from '../../../runtime/molecule/distill/tree.js';
import type { Environment } from '../../environment.js';
import { EXIT, type ExitCode, UsageError } from '../../exit.js';
import { isOutputFolder, makeOutputFolder, writeOutput } from '../../output/file.js';
import { toJson } from '../../output/json.js';
import { projectStepTypes } from '../../project-types.js';
import { type LedgerOptions, type Session, withLedger } from '../../session.js';
import { parseValues } from '../../values.js';

export interface DistillOptions extends LedgerOptions {
  readonly var?: readonly string[];
  readonly output?: string;
  readonly dryRun?: boolean;
  readonly searchPath?: readonly string[];
}

/** `gt distill`: a molecule, or beads that people made, as a formula. */
export async function distill(
  id: string,
  name: string | undefined,
  options: DistillOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { stdout, stderr } = environment;
  if (options.output !== undefined && options.dryRun)
    throw new UsageError('-o has no effect with --dry-run; drop one of the two');
  const values = parseValues(options.var);
  const stepTypes = await projectStepTypes(environment);
  return withLedger(options, environment, async (session) => {
    const distilled = await distilledFrom(id, session, environment, {
      ...{ name, values, stepTypes },
      searchPath: options.searchPath ?? [],
    });
    for (const note of distilled.notes) stderr.write(`note: ${note}\n`);
    const path = pathFor(distilled, name, options, environment);
    if (path !== undefined) writeNew(path, distilled.toml, environment);
    if (options.json) {
      const { toml, name: formula, ...rest } = distilled;
      const told = path === undefined ? { formula: toml } : { formula_path: path };
      stdout.write(toJson({ formula_name: formula, ...told, ...rest }));
    } else if (path === undefined) stdout.write(distilled.toml);
    return EXIT.ok;
  });
}

interface From {
  readonly name: string | undefined;
  readonly values: ReadonlyMap<string, string>;
  readonly stepTypes: readonly string[];
  readonly searchPath: readonly string[];
}

async function distilledFrom(
  id: string,
  session: Session,
  { surroundings }: Environment,
  { searchPath, ...options }: From,
): Promise<Distilled> {
  const found = await session.read((view) => {
    const root = resolveBead(view, id);
    return view.molecule(root.n)
      ? { grown: readGrown(view, root), tree: undefined }
      : { grown: undefined, tree: readTree(view, root) };
  });
  const world = openFormulas(surroundings, searchPath);
  return found.tree ? distillTree(found.tree, world, options) : distillMolecule(found.grown, world, options);
}

/** Where it is written: what `-o` says; with a name, among the formulas of the project; else nowhere. */
function pathFor(
  { name }: Distilled,
  given: string | undefined,
  { output, dryRun }: DistillOptions,
  environment: Environment,
): string | undefined {
  const file = `${name}.formula.toml`;
  if (dryRun) return undefined;
  if (output !== undefined) {
    if (!isOutputFolder(output, environment)) return output;
    makeOutputFolder(output, environment);
    return join(output, file);
  }
  if (given === undefined) return undefined;
  const { surroundings } = environment;
  const folders = findTiers(surroundings, [], undefined).filter((tier) => tier.name === 'project');
  const folder = folders.find(({ path }) => existsSync(path)) ?? folders.at(-1);
  if (!folder) throw new Error('a working folder without a project');
  makeOutputFolder(folder.label, environment);
  return join(folder.label, file);
}

/** A formula that is there is somebody's work. */
function writeNew(path: string, text: string, environment: Environment): void {
  if (existsSync(resolve(environment.surroundings.cwd, path)))
    throw new FileFailure('write', path, 'there is such a file; give the formula another name');
  writeOutput(path, text, environment);
}
