import { contains, type Member, type Outline } from '../outline.js';
import { emptyLevel, type Item, type ItemIds, type Level, newItem } from './level.js';

/**
 * The levels of a picture, each before those inside of it, with what stands in them and the edges cut
 * where they cross a border: an edge between two containers is a link in each, to and from ports, and one
 * between the boxes.
 */
export function levelsOf({ members }: Outline, ids: ItemIds): Level[] {
  const builder = new LevelsBuilder(members, ids);
  for (const member of members) for (const need of member.needs) builder.edge(need, member);
  return builder.levels;
}

class LevelsBuilder {
  readonly levels: Level[] = [];
  readonly #root = emptyLevel(undefined);
  /** By number of a container: its contents. */
  readonly #inside = new Map<number, Level>();
  readonly #items: Item[] = [];
  readonly #linked = new Set<string>();
  /** By number: how many edges end and begin at a member. */
  readonly #in: number[];
  readonly #out: number[];
  readonly #ids: ItemIds;

  constructor(members: readonly Member[], ids: ItemIds) {
    this.#ids = ids;
    this.#in = members.map(({ needs }) => needs.length);
    this.#out = members.map(() => 0);
    this.levels.push(this.#root);
    for (const member of members) {
      for (const need of member.needs) (this.#out[need.number] as number)++;
      const inner = member.children.length > 0 ? emptyLevel(member) : undefined;
      if (inner) {
        this.#inside.set(member.number, inner);
        this.levels.push(inner);
      }
      const item = newItem(inner ? 'box' : 'step', this.#ids.next(), [member], inner);
      this.#items.push(item);
      this.#levelOf(member).items.push(item);
    }
  }

  edge(from: Member, to: Member): void {
    const trunk = this.#trunk(from, to);
    let source = from;
    while (source.container && !contains(source.container, to)) {
      const level = this.#levelOf(source);
      this.#link(level, this.#item(source), this.#port(level.exits, trunk), trunk, source !== from, false);
      source = source.container;
    }
    let target = to;
    while (target.container && !contains(target.container, from)) {
      const level = this.#levelOf(target);
      this.#link(level, this.#port(level.entries, trunk), this.#item(target), trunk, false, target !== to);
      target = target.container;
    }
    const level = this.#levelOf(source);
    this.#link(level, this.#item(source), this.#item(target), trunk, source !== from, target !== to);
  }

  /** Edges are bundled at the end that has more of them: a fan-out runs as one line until it must part. */
  #trunk(from: Member, to: Member): number {
    const bySource = (this.#out[from.number] as number) >= (this.#in[to.number] as number);
    return bySource ? from.number * 2 : to.number * 2 + 1;
  }

  #levelOf(member: Member): Level {
    return (member.container && this.#inside.get(member.container.number)) ?? this.#root;
  }

  #item(member: Member): Item {
    return this.#items[member.number] as Item;
  }

  #port(ports: Map<number, Item>, trunk: number): Item {
    let port = ports.get(trunk);
    if (!port) {
      port = newItem('port', this.#ids.next());
      ports.set(trunk, port);
    }
    return port;
  }

  #link(level: Level, from: Item, to: Item, trunk: number, fromPort: boolean, toPort: boolean): void {
    const key = `${from.id} ${to.id} ${fromPort || toPort ? trunk : ''}`;
    if (this.#linked.has(key)) return;
    this.#linked.add(key);
    level.links.push({ from, to, trunk, fromPort, toPort, reversed: false });
  }
}
