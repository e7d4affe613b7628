import type { Fields, Line } from './line.js';
import type { Dependency } from './relations.js';
import { Misfit } from './shapes.js';

/** What Beads counts for whoever reads a line; it is counted anew wherever it is needed. */
const COUNTED = ['dependency_count', 'dependent_count', 'comment_count'];

/** Statuses that say that somebody is at work. Claims never travel, so that elsewhere such a bead is open. */
const CLAIMED = ['in_progress', 'hooked'];

/** What is said of a closed bead only; Beads leaves some of it on a bead that was opened again. */
const OF_CLOSED = ['outcome', 'closed_at', 'output', 'spawning'];

/** What older versions of Beads write in place of a bead that was deleted. */
const DELETED = 'tombstone';

/**
 * A bead as all lines of it have it, whoever wrote them: what is missing filled in, what contradicts itself mended. `fields` is
 * changed, and of what is then undefined nothing is said.
 */
export function settleBead(
  type: string,
  id: string,
  fields: Record<string, unknown>,
): Pick<Line, 'type' | 'fields'> {
  if (fields['status'] === DELETED) return tombstoneOf(fields);
  for (const name of COUNTED) if (name in fields) fields[name] = undefined;
  if (fields['wisp'] !== undefined) {
    if (fields['wisp'] === true) fields['ephemeral'] = true;
    fields['wisp'] = undefined;
  }
  if (type === 'issue') fillIn(fields);
  const said = fields['status'] ?? 'open';
  fields['status'] = CLAIMED.includes(String(said)) ? 'open' : said;
  if (fields['status'] === 'closed') {
    fields['outcome'] ??= 'pass';
    fields['closed_at'] ??= fields['updated_at'] ?? fields['created_at'];
  } else {
    for (const name of OF_CLOSED) if (name in fields) fields[name] = undefined;
    // A container that somebody skips stays open until all in it has closed, and says why.
    if (fields['by_hand'] !== true && 'close_reason' in fields) fields['close_reason'] = undefined;
  }
  const dependencies = fields['dependencies'] as readonly Dependency[] | undefined;
  if (dependencies) fields['dependencies'] = dependencies.map((each) => from(id, each));
  return { type, fields };
}

function fillIn(fields: Record<string, unknown>): void {
  fields['priority'] ??= 2;
  fields['issue_type'] ??= 'task';
  fields['created_at'] ??= fields['updated_at'];
  fields['updated_at'] ??= fields['created_at'];
}

/** A dependency of this bead; one of another does not belong in its line. */
function from(id: string, dependency: Dependency): Dependency {
  const { issue_id = id, ...rest } = dependency;
  if (issue_id !== id)
    throw new Misfit(`"dependencies" has one of ${JSON.stringify(issue_id)}, which is another bead`);
  return { issue_id, ...rest } as Dependency;
}

function tombstoneOf(fields: Fields): Pick<Line, 'type' | 'fields'> {
  const deleted_at = fields['deleted_at'] ?? fields['updated_at'] ?? fields['created_at'];
  return { type: 'tombstone', fields: { deleted_at } };
}
