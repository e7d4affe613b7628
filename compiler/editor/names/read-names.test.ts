import { expect, it } from 'vitest';
import { memoryHost } from '../../host-memory.js';
import { type KnownNames, readNames } from './read-names.js';

it('reads again what has changed, and forgets what is gone', async () => {
  const known: KnownNames = new Map();
  const [a, b] = ['[[steps]]\nid = "a"\n', '[[steps]]\nid = "b"\n'];
  await readNames(memoryHost({ 'a.formula.toml': a, 'b.formula.toml': b }), known);
  expect([...known.keys()]).toEqual(['a.formula.toml', 'b.formula.toml']);
  const [before] = known.values();
  const index = await readNames(memoryHost({ 'a.formula.toml': a, 'c.formula.toml': b }), known);
  expect([...known.keys()]).toEqual(['a.formula.toml', 'c.formula.toml']);
  expect(index.file('a.formula.toml')?.names).toBe(before?.names);
  const other = await readNames(memoryHost({ 'a.formula.toml': b }), known);
  expect(other.file('a.formula.toml')?.names.occurrences.map(({ name }) => name)).toEqual(['b']);
});
