import { didYouMean } from '../../../compiler/diagnostics/define.js';
import { quote, refused } from '../define.js';

/** Ids of a circle that a message names, half of them from either end. */
const MAX_NAMED = 40;

/** The whole way around, unless it is so long that nobody could read it. */
function around(path: readonly string[]): string {
  if (path.length <= MAX_NAMED) return path.join(' -> ');
  const [first, last] = [path.slice(0, MAX_NAMED / 2), path.slice(-MAX_NAMED / 2)];
  return [...first, `(${path.length - MAX_NAMED} more)`, ...last].join(' -> ');
}

/** GT81xx: beads, their fields and their dependencies. */
export const beads = {
  GT8101: refused<{ id: string; near: readonly string[] }>(
    ({ id }) => `there is no bead ${quote(id)}`,
    ({ near }) => didYouMean(near) ?? '"bd list --all" and "bd search TEXT" show which there are',
  ),
  GT8102: refused<{ part: string; ids: readonly string[]; more: boolean }>(
    ({ part, ids, more }) => `${quote(part)} could be ${ids.map(quote).join(', ')}${more ? ' or more' : ''}`,
    () => 'give more of the id',
  ),
  GT8103: refused<{ id: string; digest: string | null }>(
    ({ id, digest }) =>
      digest === null ? `${quote(id)} was deleted` : `${quote(id)} has gone into the digest ${quote(digest)}`,
    ({ digest }) => (digest === null ? undefined : `"bd show ${digest}" tells how it ended`),
  ),
  GT8104: refused<{ id: string }>(
    ({ id }) => `a bead has, or had, the id ${quote(id)}`,
    () => 'ids are never used again; leave out --id, and one is made',
  ),
  GT8105: refused<{ field: string; reason: string }>(({ field, reason }) => `${field} ${reason}`),
  GT8106: refused<{ type: string; near: readonly string[]; known: readonly string[] }>(
    ({ type }) => `${quote(type)} is no type of beads`,
    ({ near, known }) =>
      `${didYouMean(near) ?? `the types are ${known.join(', ')}`}; .beads/gt.toml can add types: [types] step_types`,
  ),
  GT8107: refused<{ field: string; text: string }>(
    ({ field, text }) => `${field} ${quote(text)} is no date`,
    () => 'write 2026-01-31, 2026-01-31T18:00, 2026-01-31T18:00:00Z, or from now on: +2d, +1h30m',
  ),
  GT8108: refused<{ type: string; near: readonly string[]; known: readonly string[] }>(
    ({ type }) => `${quote(type)} is no type of dependencies`,
    ({ near, known }) => didYouMean(near) ?? `the types are ${known.join(', ')}`,
  ),
  GT8109: refused<{ path: readonly string[] }>(
    ({ path }) => `nothing in this circle could ever start: ${around(path)}`,
    () => 'each waits for the next, as a parent waits for its children; leave one of these dependencies out',
  ),
  GT8110: refused<{ id: string }>(({ id }) => `${quote(id)} cannot depend on itself`),
  GT8111: refused<{ from: string; to: string; has: string; wanted: string }>(
    ({ from, to, has, wanted }) =>
      `${quote(from)} already depends on ${quote(to)} as ${quote(has)}, and cannot as ${quote(wanted)} too`,
    ({ from, to }) => `"bd dep remove ${from} ${to}" takes the other away`,
  ),
  GT8112: refused<{ from: string; to: string }>(
    ({ from, to }) => `${quote(from)} does not depend on ${quote(to)}`,
    ({ from }) => `"bd dep list ${from}" shows what it depends on`,
  ),
  GT8113: refused<{ where: string; line: number; reason: string; help: string | undefined }>(
    ({ where, line, reason }) => `${where}, line ${line}: ${reason}`,
    ({ help }) => help ?? 'nothing of the file was carried out',
  ),
  GT8114: refused<{ child: string; parent: string }>(
    ({ child, parent }) => `${quote(child)} cannot go into ${quote(parent)}, which is closed`,
    ({ parent }) => `"bd reopen ${parent}" opens it again`,
  ),
  GT8115: refused<{ id: string; what: string; reason: string }>(
    ({ id, what, reason }) => `${what} of ${quote(id)} cannot be changed: ${reason}`,
  ),
};
