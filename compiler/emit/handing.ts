import type { Cooking } from '../expand/cooking.js';
import type { Node, Region, Step } from '../expand/region.js';
import type { Wiring } from '../wire/events.js';
import { type Handed, isReplacement, REPLACED_FIELDS } from './fields.js';
import { gatesOf } from './gates.js';
import type { Neighbours } from './neighbours.js';
import type { ProtoRegion } from './protomolecule.js';
import type { Texts } from './texts.js';

interface Growing {
  gates: Handed['gates'][number][];
  waits: Step[];
  exit: Step[];
}

/** Lists the regions that replaced steps, and hands the fields of those steps to the steps at their ends. */
export function handOn(
  cooking: Cooking,
  wiring: Wiring,
  neighbours: Neighbours,
  texts: Texts,
): { regions: ReadonlyMap<Region, ProtoRegion>; handed: ReadonlyMap<Node, Handed> } {
  const regions = new Map<Region, ProtoRegion>();
  const handed = new Map<Node, Growing>();
  const hand = (node: Node): Growing => {
    const known = handed.get(node);
    if (known) return known;
    const fresh: Growing = { gates: [], waits: [], exit: [] };
    handed.set(node, fresh);
    return fresh;
  };

  const visit = (list: readonly Node[]): void => {
    for (const node of list) {
      visit(node.members);
      if (node.removed || !isReplacement(node)) continue;
      const { replaced } = node;
      const entries = neighbours.entries(node);
      const exits = neighbours.exits(node);
      const ids = (nodes: readonly Node[]): string[] => nodes.map(({ id }) => id);
      const { title, description } = replaced.table;
      regions.set(node, {
        id: node.id,
        kind: node.role === 'loop' ? 'loop' : 'expansion',
        ...(title !== undefined && { title: texts.field(replaced, 'title', title) }),
        ...(description !== undefined && { description: texts.field(replaced, 'description', description) }),
        entries: ids(entries),
        exits: ids(exits),
      });
      const gates = gatesOf(replaced);
      if (gates.length > 0) for (const entry of entries) hand(entry).gates.push(...gates);
      if (wiring.spawners.has(replaced)) for (const entry of entries) hand(entry).waits.push(replaced);
      const forExit = REPLACED_FIELDS.exit.filter((key) => replaced.table[key] !== undefined);
      const [exit] = exits;
      if (forExit.length === 0 || exits.length === 0) continue;
      if (exit && exits.length === 1) hand(exit).exit.push(replaced);
      else {
        const { reporter, spans } = cooking.context;
        for (const key of forExit) {
          reporter.report(
            'GT5006',
            // As written, so that a mistake in a loop is not reported once for each iteration.
            { step: replaced.table.id, key, exits: ids(exits) },
            { span: spans.key(replaced.table, key) },
          );
        }
      }
    }
  };
  visit(cooking.roots);
  return { regions, handed };
}
