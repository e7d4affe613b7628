import pc from 'picocolors';
import type { Protomolecule } from '../../compiler/emit/protomolecule.js';
import { tree } from '../../compiler/picture/tree.js';
import type { Environment } from '../environment.js';

/** The woven graph as a tree for people. */
export function writeTree(protomolecule: Protomolecule, { stdout }: Environment): void {
  stdout.write(`${tree(protomolecule, { colors: pc.createColors(stdout.colors), width: stdout.width }).trimEnd()}\n`);
}
