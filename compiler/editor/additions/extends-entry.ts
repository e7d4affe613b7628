import type { Entry, SyntaxTree } from '../syntax/tree.js';

/** `extends = …`, where a formula says it. */
export const extendsEntry = ({ sections }: SyntaxTree): Entry | undefined =>
  sections[0]?.entries.find(({ keys }) => keys.length === 1 && keys[0]?.name === 'extends');
