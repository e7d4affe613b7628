import type { NamedFile } from '../names/name-index.js';

const ORDERS = /^(?:step|leg|synthesis|patch)\.(?:needs|depends_on|needs_add)\[\]$/;

/** The steps of a file that wait for `id`, directly or not, as it is written: to wait for one of them would be a circle. */
export function stepsBehind(file: NamedFile, id: string): ReadonlySet<string> {
  const owners = new Map<string, string>();
  for (const { kind, isDefinition, path, name } of file.names.occurrences)
    if (kind === 'step' && isDefinition) owners.set(path.slice(0, -1).join('/'), name);
  const waiting = new Map<string, string[]>();
  for (const { site, path, name } of file.names.occurrences) {
    const owner = ORDERS.test(site) ? owners.get(path.slice(0, -2).join('/')) : undefined;
    if (owner !== undefined) waiting.set(name, [...(waiting.get(name) ?? []), owner]);
  }
  const found = new Set<string>();
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const next of waiting.get(at) ?? [])
      if (!found.has(next)) {
        found.add(next);
        open.push(next);
      }
  return found;
}
