import type { BondPoint as BondPointTable } from '../check/generated/formula.js';
import { findStep } from '../expand/branches.js';
import type { Cooking } from '../expand/cooking.js';
import { meaning } from '../expand/region.js';
import type { Neighbours } from './neighbours.js';
import type { BondPoint } from './protomolecule.js';

/** The bond points, with what has become of the steps they name. */
export function emitBondPoints(cooking: Cooking, neighbours: Neighbours): BondPoint[] {
  const place = (point: BondPointTable, key: 'after_step' | 'before_step'): string[] | undefined => {
    const name = point[key];
    if (name === undefined) return undefined;
    const node = findStep(name, point, key, undefined, cooking);
    if (!node) return [];
    const at = meaning(node);
    const found = key === 'after_step' ? neighbours.exitsOrPrevious(at) : neighbours.entriesOrNext(at);
    return found.map(({ id }) => id);
  };
  return (cooking.formula.doc.compose?.bond_points ?? []).map((point) => {
    const after = place(point, 'after_step');
    const before = place(point, 'before_step');
    return {
      id: point.id,
      ...(point.description !== undefined && { description: point.description }),
      ...(after && { after }),
      ...(before && { before }),
      ...(point.parallel !== undefined && { parallel: point.parallel }),
    };
  });
}
