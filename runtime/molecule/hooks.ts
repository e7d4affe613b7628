import { compile } from '../../compiler/compile.js';
import type { ProtoHook } from '../../compiler/emit/protomolecule.js';
import type { Candidate, Host } from '../../compiler/host.js';
import { fail } from '../failure/failure.js';
import type { BeadRow } from '../ledger/bead.js';
import { addEdge } from '../step/edges.js';
import type { Turn } from '../step/turn.js';
import { attach } from './attach.js';
import { bond, freeName } from './bond.js';
import { BondKitchen } from './bond-kitchen.js';
import type { Ingredients } from './ingredients.js';

/** The bead that something is poured for. */
export interface Occasion {
  readonly bead: BeadRow;
  readonly labels: readonly string[];
}

export interface PreparedHook {
  readonly hook: ProtoHook;
  readonly ingredients: Ingredients;
}

/** The hooks of a formula whose triggers a bead matches, cooked (spec: BOND-3). Rejects with GT8208 when a value does not fit. */
export async function prepareHooks(
  { protomolecule, bundle, values }: Ingredients,
  occasion: Occasion,
): Promise<PreparedHook[]> {
  const prepared: PreparedHook[] = [];
  for (const hook of protomolecule.hooks ?? []) {
    const source = protomolecule.bonds?.[hook.attach];
    if (!source || !matches(hook, occasion)) continue;
    const one = await new BondKitchen({ bundle }, source, values).prepare(hook.vars ?? {});
    if ('reason' in one) fail('GT8208', { name: hook.attach, reason: one.reason });
    prepared.push({ hook, ingredients: one.ingredients });
  }
  return prepared;
}

function matches({ trigger: { label, type, priority } }: ProtoHook, { bead, labels }: Occasion): boolean {
  if (label !== undefined && !labels.includes(label)) return false;
  if (type !== undefined && bead.type !== type) return false;
  return priority === undefined || (bead.priority >= priority.from && bead.priority <= priority.to);
}

/** Attach the hooks to a molecule that has just been poured, and have it tell of the bead that it is for. */
export function attachHooks(
  turn: Turn,
  molecule: number,
  bead: number,
  hooks: readonly PreparedHook[],
): void {
  addEdge(turn, { from: molecule, to: bead, type: 'tracks' });
  for (const { hook, ingredients } of hooks) {
    const root = turn.tx.node(molecule);
    if (!root) throw new Error(`the molecule ${molecule} is gone`);
    if (hook.at !== undefined) {
      bond(turn, root, ingredients, { type: 'parallel', point: hook.at });
      continue;
    }
    const part = root.part ?? 0;
    const after = (hook.after ?? []).flatMap((step) => turn.tx.stepNode(part, step) ?? []);
    const name = freeName(turn.tx, turn.idOf(molecule) ?? '', ingredients.protomolecule.name);
    attach(turn, molecule, ingredients, {
      parent: root,
      name,
      after: after.map(({ n }) => ({ to: n, type: 'blocks' })),
      point: null,
    });
  }
}

/** What `from` says of variables that were given no value, from the bead that the formula is poured for (spec: VAR-7). */
export async function boundValues(
  candidate: Candidate,
  host: Host,
  given: ReadonlyMap<string, string>,
  bead: BeadRow,
): Promise<ReadonlyMap<string, string>> {
  const facts: Readonly<Record<string, string>> = {
    'bead.id': bead.id,
    'bead.title': bead.title,
    'bead.description': bead.description,
    'bead.type': bead.type,
    'bead.priority': String(bead.priority),
    'bead.assignee': bead.assignee ?? '',
  };
  const { protomolecule } = await compile(candidate, host, { check: true });
  const values = new Map(given);
  for (const [name, { from }] of Object.entries(protomolecule?.vars ?? {})) {
    const fact = from === undefined ? undefined : facts[from];
    if (fact !== undefined && !values.has(name)) values.set(name, fact);
  }
  return values;
}
