import { topologicalGenerations } from 'graphology-dag';
import { cyclicComponents } from '../../graph/components.js';
import { toDirectedGraph } from '../../graph/directed-graph.js';
import { EventGraphBuilder } from '../../wire/event-graph.js';
import type { Item, Level, Link } from './level.js';

/**
 * Give each item of `level` its row: the generations of graphology-dag, between a row of the ports at the
 * upper border and one of those at the lower. `levels` outside of this one must have their rows already.
 */
export function assignRows(level: Level): void {
  const { items, links } = level;
  const index = new Map(items.map((item, position) => [item, position]));
  const inner = links.filter(({ from, to }) => index.has(from) && index.has(to));
  turnBackLinks(index, inner);
  const needs: string[][] = items.map(() => []);
  for (const link of inner) {
    const [upper, lower] = upperAndLower(link);
    needs[index.get(lower) as number]?.push(String(index.get(upper)));
  }
  const graph = toDirectedGraph(
    needs.map((list, position) => ({ id: String(position), needs: list })),
    [],
  );
  const rows = topologicalGenerations(graph).map((generation) =>
    generation
      .map((key) => Number(graph.getNodeAttribute(key, 'id')))
      .sort((a, b) => a - b)
      .map((position) => items[position] as Item),
  );
  const entries = [...level.entries.values()];
  const exits = [...level.exits.values()];
  const isFlipped = (port: Item): boolean => level.flipped.has(port);
  const upper = [...entries.filter((port) => !isFlipped(port)), ...exits.filter(isFlipped)];
  const lower = [...exits.filter((port) => !isFlipped(port)), ...entries.filter(isFlipped)];
  level.rows = [upper, ...rows, lower].filter((row) => row.length > 0);
  level.rows.forEach((row, number) => {
    for (const item of row) item.row = number;
  });
  for (const link of links) {
    link.reversed = link.from.row > link.to.row;
    if (link.reversed) flipPorts(link);
  }
}

/** The ends of a link as they stand in the picture. */
export function upperAndLower({ from, to, reversed }: Link): readonly [Item, Item] {
  return reversed ? [to, from] : [from, to];
}

/**
 * Containers may wait for each other's steps; as boxes they then wait for each other. On such a ring the
 * links against the outline's order are turned, which leaves none: all of a ring then run one way.
 */
function turnBackLinks(index: ReadonlyMap<Item, number>, links: readonly Link[]): void {
  const builder = new EventGraphBuilder();
  for (let event = 0; event < index.size; event++) builder.addEvent(false);
  const ends = links.map(({ from, to }) => [index.get(from) as number, index.get(to) as number] as const);
  for (const [from, to] of ends) builder.addEdge(from, to, -1);
  const { component } = cyclicComponents(builder.build());
  links.forEach((link, position) => {
    const [from, to] = ends[position] as readonly [number, number];
    link.reversed = component[from] === component[to] && from > to;
  });
}

/** A link that runs upwards leaves its box at the upper border and enters the other at the lower. */
function flipPorts({ from, to, trunk, fromPort, toPort }: Link): void {
  const exit = fromPort ? from.inner?.exits.get(trunk) : undefined;
  if (exit) from.inner?.flipped.add(exit);
  const entry = toPort ? to.inner?.entries.get(trunk) : undefined;
  if (entry) to.inner?.flipped.add(entry);
}
