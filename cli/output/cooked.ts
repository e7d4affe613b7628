import { join } from 'node:path';
import type { Protomolecule } from '../../compiler/emit/protomolecule.js';
import type { CookOptions } from '../commands/cook-options.js';
import type { Environment } from '../environment.js';
import { UsageError } from '../exit.js';
import { isOutputFolder, makeOutputFolder, writeOutput } from './file.js';
import { toJson } from './json.js';
import { writeTree } from './tree.js';

/** What became of one formula. */
export interface Cooked {
  readonly name: string;
  /** Absent when there are errors. */
  readonly protomolecule: Protomolecule | undefined;
  /** What stood after the phase of `--emit`; undefined when that was not asked for or not reached. */
  readonly stands: unknown;
}

/** Put what was cooked where the options say: to files, or to stdout as a tree for people or as JSON. */
export async function deliver(
  cooked: readonly Cooked[],
  options: CookOptions,
  environment: Environment,
): Promise<void> {
  const { stdout } = environment;
  const asked = options.json || options.output !== undefined || options.emit !== undefined;
  if (options.dryRun || (!asked && stdout.isTerminal)) {
    for (const { protomolecule } of cooked) if (protomolecule) await writeTree(protomolecule, environment);
    return;
  }
  const documents = cooked.map(({ name, protomolecule, stands }) => ({
    name,
    document: options.emit === undefined ? protomolecule : stands,
  }));
  if (options.output !== undefined) return writeDocuments(documents, options.output, environment);
  const [first, ...others] = documents;
  // Of several, each keeps its place: null stands for one that was not reached.
  if (others.length > 0) stdout.write(toJson(documents.map(({ document }) => document ?? null)));
  else if (first?.document !== undefined) stdout.write(toJson(first.document));
}

interface Named {
  readonly name: string;
  readonly document: unknown;
}

/** One goes to the file, or into the folder; several go into the folder, one file each. */
function writeDocuments(documents: readonly Named[], output: string, environment: Environment): void {
  const isFolder = isOutputFolder(output, environment);
  const names = documents.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined)
    throw new UsageError(
      `two formulas would be written to ${join(output, `${twice}.json`)}; cook them one by one`,
    );
  if (isFolder) makeOutputFolder(output, environment);
  for (const { name, document } of documents) {
    if (document === undefined) continue;
    writeOutput(isFolder ? join(output, `${name}.json`) : output, toJson(document), environment);
  }
}
