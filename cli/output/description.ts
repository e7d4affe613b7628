import pc from 'picocolors';
import type { Protomolecule, VariableDeclaration } from '../../compiler/emit/protomolecule.js';
import type { Candidate } from '../../compiler/host.js';
import { visible } from '../../compiler/picture/visible.js';
import type { Environment } from '../environment.js';
import { firstParagraph, table } from './table.js';
import { writeTree } from './tree.js';

/** What a formula is for, its variables and its steps, for people. `overlay`: what has changed it. */
export async function writeDescription(
  { name, tier, path }: Candidate,
  overlay: Candidate | undefined,
  protomolecule: Protomolecule,
  environment: Environment,
): Promise<void> {
  const { stdout } = environment;
  const { bold, dim } = pc.createColors(stdout.colors);
  const width = stdout.isTerminal ? stdout.width : Number.POSITIVE_INFINITY;
  stdout.write(`${bold(name)}  ${dim(`${tier.name}: ${visible(path)}`)}\n`);
  if (overlay) stdout.write(`${dim(`changed by ${overlay.tier.name}: ${visible(overlay.path)}`)}\n`);
  if (protomolecule.description) {
    const lines = protomolecule.description.trim().split('\n');
    stdout.write(`\n${lines.map(visible).join('\n')}\n`);
  }
  const rows = Object.entries(protomolecule.vars).map(([variable, declared]) => ({
    cells: [`  ${variable}`, declared.type, origin(declared), firstParagraph(declared.description)],
  }));
  if (rows.length > 0) stdout.write(`\nvariables\n${table(rows, width)}`);
  stdout.write('\n');
  await writeTree(protomolecule, environment);
}

/** Where the value of a variable comes from when none is given. */
function origin(declared: VariableDeclaration): string {
  if (declared.default !== undefined) return `= ${JSON.stringify(declared.default)}`;
  if (declared.from) return `from ${declared.from}`;
  return declared.required ? 'required' : '';
}
