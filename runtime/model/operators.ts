import type { Act } from './act.js';
import { newItem, pourPart } from './pour.js';
import { isMet } from './readiness.js';
import { type Item, itemOf, type ModelMolecule, type Need, refuse, stepsOf, type World } from './world.js';

/** Bond the formula `leg` beside all that is in a molecule, behind it, or behind its failure; once (spec: OP-3, OP-10). */
export function bond({ molecule: id, type }: Extract<Act, { do: 'bond' }>, world: World): void {
  const molecule = moleculeOf(id, world);
  if (molecule.bonded.has(type)) return;
  const root = itemOf(world, id);
  if (root.end || molecule.cancelled) refuse(`${id} has ended`);
  const edge = type === 'conditional' ? 'conditional-blocks' : 'blocks';
  const top = stepsOf(world, id).filter(({ parent }) => parent === id);
  const needs = type === 'parallel' ? [] : top.map((item): Need => ({ to: item.id, type: edge }));
  molecule.bonded.add(type);
  const name = molecule.bonded.size === 1 ? 'leg' : `leg-${molecule.bonded.size}`;
  const holder = `${id}.${name}`;
  const runIf = type === 'conditional' ? 'failed' : 'passed';
  newItem({ id: holder, kind: 'container', molecule: id, parent: id, needs, runIf }, world);
  pourPart({ protomolecule: world.attached('leg'), prefix: `${holder}.`, values: {} }, id, holder, world);
}

/**
 * What is left of a molecule is its digest, which what waited for a step waits for; but what a step had let go is not held
 * again (spec: OP-7, OP-9, OP-13). `isAbandoned`: whatever is open, and whoever has it.
 */
export function squash(id: string, isAbandoned: boolean, world: World): void {
  const root = itemOf(world, id);
  // A second squash gives the same digest (spec: LAW-9).
  if (world.digests.has(id)) return;
  moleculeOf(id, world);
  const inside = stepsOf(world, id);
  if (!isAbandoned && [root, ...inside].some(({ end }) => end === null)) refuse(`${id} is open`);
  const end = root.end ?? { outcome: 'cancelled', byHand: false, goesOn: false };
  const held = new Set(outside(id, world).filter((item) => isHeld(item, id, world)));
  const digest: Item = { ...root, kind: 'work', molecule: null, part: null, begun: false, end };
  remove(id, world);
  world.items.set(id, digest);
  world.digests.add(id);
  for (const item of outside(id, world)) {
    const needs = item.needs.map((need) => (isIn(need, id) ? { ...need, to: id } : need));
    item.needs = needs.filter((need) => need.to !== id || held.has(item) || isMet(need, item, world));
  }
}

/** Nothing is left of a wisp, and nobody waits for it any more (spec: OP-8, OP-9, OP-13). */
export function burn(id: string, isAbandoned: boolean, world: World): void {
  if (world.digests.has(id)) refuse(`${id} is a digest`);
  if (moleculeOf(id, world).phase === 'liquid') refuse(`${id} is permanent`);
  const isLive = ({ claim }: Item): boolean =>
    claim !== null && (claim.leaseUntil === null || claim.leaseUntil > world.now);
  if (!isAbandoned && stepsOf(world, id).some(isLive)) refuse(`somebody works on ${id}`);
  remove(id, world);
  for (const item of world.items.values()) item.needs = item.needs.filter((need) => !isIn(need, id));
}

const moleculeOf = (id: string, { molecules }: World): ModelMolecule =>
  molecules.get(id) ?? refuse(`${id} is no molecule`);

function remove(id: string, world: World): void {
  for (const item of [...world.items.values()]) if (item.molecule === id) world.items.delete(item.id);
  world.molecules.delete(id);
}

/** The id of every step begins with that of its molecule. */
const isIn = ({ to }: Need, molecule: string): boolean => to === molecule || to.startsWith(`${molecule}.`);

const outside = (molecule: string, { items }: World): Item[] =>
  [...items.values()].filter((item) => item.molecule !== molecule);

const isHeld = (item: Item, molecule: string, world: World): boolean =>
  item.needs.some((need) => isIn(need, molecule) && !isMet(need, item, world));
