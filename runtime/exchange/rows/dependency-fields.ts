import type { Edge, Node } from '../../ledger/bead.js';
import type { View } from '../../ledger/contract.js';
import { ANY_CHILDREN, type Dependency, dependencyKey, joinsAny, PARENT } from '../line/relations.js';
import { stableText } from '../line/stable.js';
import type { Names } from './names.js';

/**
 * What is kept in the field `dependencies` of a bead's `extra`: with a type, a dependency on something that is not here;
 * without one, what Beads says of a dependency that is.
 */
export interface KeptDependency {
  readonly depends_on_id: string;
  readonly type?: string;
  readonly [more: string]: unknown;
}

/** The dependencies of a node as a line has them. */
export function dependencyFields(
  view: View,
  node: Node,
  id: string,
  kept: readonly KeptDependency[],
  names: Names,
): Dependency[] {
  const more = new Map(kept.filter(({ type }) => type === undefined).map((each) => [keptKey(each), each]));
  const made: Dependency[] = [];
  const add = (to: number, type: string, metadata?: string): void => {
    const depends_on_id = names.idOf(to);
    if (depends_on_id === undefined) return;
    const own = { issue_id: id, depends_on_id, type, ...(metadata !== undefined && { metadata }) };
    const details = more.get(dependencyKey({ depends_on_id, type: type === PARENT ? type : '' }));
    made.push({ ...own, ...(details && detailsOf(details, metadata)) });
  };
  if (node.parent !== null) add(node.parent, PARENT);
  for (const edge of view.edgesFrom(node.n)) add(edge.to, edge.type, metadataOf(edge));
  const here = new Set(made.map(dependencyKey));
  for (const { type, ...each } of kept)
    if (
      type !== undefined &&
      !here.has(dependencyKey({ ...each, type })) &&
      // It has a parent here, which goes before one that could not be had.
      (type !== PARENT || node.parent === null)
    )
      made.push({ issue_id: id, ...each, type });
  return made;
}

const metadataOf = ({ type, join }: Edge): string | undefined =>
  type === 'waits-for' && join === 'any' ? ANY_CHILDREN : undefined;

/** Details have no type; that they are of a parent they say by another word. */
const keptKey = ({ depends_on_id, parent }: KeptDependency): string =>
  dependencyKey({ depends_on_id, type: parent === true ? PARENT : '' });

/** What was said of its children must not go before what is so of them now. */
function detailsOf(
  { parent: _, metadata: said, ...rest }: KeptDependency,
  metadata: string | undefined,
): object {
  const agree = typeof said === 'string' && joinsAny({ metadata: said }) === (metadata !== undefined);
  return { ...rest, ...(agree && { metadata: said }) };
}

/** What has to be kept of a dependency that is an edge or a parent here; undefined when that says all of it. */
export function detailsToKeep({
  issue_id: _,
  depends_on_id,
  type,
  metadata,
  ...rest
}: Dependency): KeptDependency | undefined {
  const isSaid = metadata === undefined || (type === 'waits-for' && metadata === ANY_CHILDREN);
  const more = { ...rest, ...(!isSaid && { metadata }) };
  if (stableText(more) === '{}') return undefined;
  return { depends_on_id, ...(type === PARENT && { parent: true }), ...more };
}
