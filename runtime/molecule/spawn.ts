import type { Edge, Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import type { Part, Spawning, StoredProtomolecule } from '../ledger/molecule.js';
import type { Engine, Turn } from '../step/index.js';
import { attach, attachFailed } from './attach.js';
import { BondKitchen, type PreparedBond } from './bond-kitchen.js';
import { itemValues } from './item-values.js';

/** How many steps one transaction attaches, about. */
const BATCH = 200;

/** What a spawning step attaches, as it stands in the ledger. */
interface Order {
  readonly spawning: Spawning;
  readonly node: Node;
  readonly step: string;
  readonly part: Part;
  readonly stored: StoredProtomolecule;
}

/**
 * Attach what steps that have passed spawn, until nothing is left to (spec: STEP-12). In batches, each a transaction that
 * moves the cursor: whoever dies in between, or does the same at the same time, makes no instance twice and loses none.
 * Gives how many instances were made here, and what is ready because of them.
 */
export async function spawnAll(engine: Engine, actor: string): Promise<Spawned> {
  const readied = new Set<number>();
  for (let made = 0; ; ) {
    const order = await engine.read(nextOrder);
    if (!order) return { made, readied };
    const batch = await spawnBatch(engine, actor, order);
    made += batch.made;
    for (const n of batch.readied) readied.add(n);
  }
}

export interface Spawned {
  readonly made: number;
  readonly readied: ReadonlySet<number>;
}

function nextOrder(view: View): Order | undefined {
  const [spawning] = view.spawnings();
  const node = spawning && view.bead(spawning.n);
  const part = node?.part == null ? undefined : view.part(node.part);
  const stored = part && view.protomolecule(part.fingerprint);
  if (!spawning || !node) return undefined;
  if (!part || !stored || node.step === null) throw new Error(`${node.id} spawns, and has no protomolecule`);
  return { spawning, node, step: node.step, part, stored };
}

async function spawnBatch(engine: Engine, actor: string, order: Order): Promise<Spawned> {
  const { spawning, node, part, stored } = order;
  const fanOut = node.policy?.on_complete;
  const source = stored.protomolecule.bonds?.[fanOut?.bond ?? ''];
  if (!fanOut || !source) throw new Error(`node ${node.n} spawns nothing that its protomolecule knows`);
  const kitchen = new BondKitchen(stored, source, part.values);
  const prepared: PreparedBond[] = [];
  let steps = 0;
  for (let at = spawning.made; at < spawning.items.length && steps < BATCH; at++) {
    const values = itemValues(fanOut.vars ?? {}, spawning.items[at], at + 1, part.values);
    const one = await kitchen.prepare(values);
    prepared.push(one);
    steps += 'ingredients' in one ? one.ingredients.protomolecule.steps.length + 1 : 1;
  }
  return engine.change(actor, (turn) => ({
    made: attachBatch(turn, order, prepared, fanOut.mode),
    readied: turn.readied,
  }));
}

function attachBatch(
  turn: Turn,
  { spawning, step, part }: Order,
  prepared: readonly PreparedBond[],
  mode: 'parallel' | 'sequential',
): number {
  const current = turn.tx.spawning(spawning.n);
  const spawner = turn.tx.node(spawning.n);
  // Somebody else has made this batch, or the molecule was cancelled.
  if (current?.made !== spawning.made || !spawner || spawner.molecule === null) return 0;
  let made = spawning.made;
  let number = lastItem(turn, spawner);
  for (const one of prepared) {
    made += 1;
    number += 1;
    const name = `${part.prefix}${step}.item${number}`;
    const before = mode === 'sequential' ? turn.tx.children(spawner.n).at(-1) : undefined;
    const after: Omit<Edge, 'from'>[] = before ? [{ to: before.n, type: 'blocks' }] : [];
    if ('ingredients' in one)
      attach(turn, spawner.molecule, one.ingredients, { parent: spawner, name, after, point: null });
    else attachFailed(turn, spawner, name, one.reason);
  }
  if (made < spawning.items.length) turn.tx.putSpawning({ ...spawning, made });
  else {
    turn.tx.removeSpawning(spawning.n);
    turn.countActive(spawner.molecule, -1);
    turn.follow({ is: 'spawned', n: spawner.n });
  }
  turn.log('spawn.made', spawner, { made, of: spawning.items.length });
  return prepared.length;
}

/** The number of the last instance; a step that was opened again and has passed again makes further ones. */
function lastItem(turn: Turn, spawner: Node): number {
  const numbers = turn.tx
    .children(spawner.n)
    .map(({ n }) => Number(/\.item(\d+)$/.exec(turn.idOf(n) ?? '')?.[1] ?? 0));
  return numbers.reduce((last, number) => Math.max(last, number), 0);
}
