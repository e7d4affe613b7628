import pc from 'picocolors';
import type { Protomolecule } from '../../compiler/emit/protomolecule.js';
import type { Environment } from '../environment.js';

/** The woven graph as a tree for people. */
export async function writeTree(protomolecule: Protomolecule, { stdout }: Environment): Promise<void> {
  const { tree } = await import('../../compiler/picture/tree.js');
  stdout.write(
    `${tree(protomolecule, { colors: pc.createColors(stdout.colors), width: stdout.width }).trimEnd()}\n`,
  );
}
