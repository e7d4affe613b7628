import type { BeadRow } from '../bead.js';
import type { BeadQuery, ReadyQuery } from '../query.js';

/** A bead with what a query may ask of it. */
export interface Known {
  readonly row: BeadRow;
  readonly labels: readonly string[];
}

/** What `beads` must give, said without SQL: the numbers, in order. */
export function listed(all: readonly Known[], query: BeadQuery): number[] {
  const turn = query.reverse ? -1 : 1;
  const found = all
    .filter((each) => matches(each, query, all) && matchesList(each, query))
    .map(({ row }) => row)
    .sort((a, b) => turn * ORDERS[query.sort ?? 'n'](a, b) || 0);
  const from = query.offset ?? 0;
  return found.slice(from, query.limit === undefined ? undefined : from + query.limit).map(({ n }) => n);
}

/** What `ready` must give. */
export function readyOnes(all: readonly Known[], query: ReadyQuery): number[] {
  const isOver = ({ state, wakeAt, blockers, openChildren }: BeadRow): boolean =>
    (state === 'deferred' || state === 'backoff') &&
    wakeAt !== null &&
    wakeAt <= query.now &&
    blockers === 0 &&
    openChildren === 0;
  return all
    .filter((each) => (each.row.state === 'ready' || isOver(each.row)) && matches(each, query, all))
    .map(({ row }) => row)
    .sort(ORDERS.priority)
    .slice(0, query.limit)
    .map(({ n }) => n);
}

function matches({ row, labels }: Known, query: Omit<BeadQuery, 'sort'>, all: readonly Known[]): boolean {
  const among = <T>(list: readonly T[] | undefined, value: T): boolean => list?.includes(value) ?? true;
  return (
    (query.ephemeral === 'include' || row.ephemeral === (query.ephemeral === 'only')) &&
    among(query.types, row.type) &&
    !query.excludeTypes?.includes(row.type) &&
    among(query.priorities, row.priority) &&
    among<string | null>(query.assignees, row.assignee) &&
    (query.unassigned === undefined || query.unassigned === (row.assignee === null)) &&
    (query.labels ?? []).every((label) => labels.includes(label)) &&
    (query.anyLabels?.some((label) => labels.includes(label)) ?? true) &&
    !query.excludeLabels?.some((label) => labels.includes(label)) &&
    (query.parent === undefined || row.parent === query.parent) &&
    (query.molecule === undefined || row.molecule === query.molecule) &&
    (query.under === undefined || isUnder(row, query.under, all)) &&
    Object.entries(query.metadata ?? {}).every(([key, value]) => String(row.metadata?.[key]) === value)
  );
}

function matchesList({ row }: Known, query: BeadQuery): boolean {
  const has = (text: string, fields: readonly string[]): boolean =>
    fields.some((field) => field.toLowerCase().includes(text.toLowerCase()));
  const before = (at: number | null, limit: number | undefined): boolean =>
    limit === undefined || (at !== null && at < limit);
  const after = (at: number | null, limit: number | undefined): boolean =>
    limit === undefined || (at !== null && at > limit);
  return (
    (query.states?.includes(row.state) ?? true) &&
    (row.hold === null || (query.holds?.includes(row.hold) ?? true)) &&
    (query.text === undefined || has(query.text, [row.id, row.title, row.description, row.notes])) &&
    (query.titleText === undefined || has(query.titleText, [row.title])) &&
    after(row.createdAt, query.createdAfter) &&
    before(row.createdAt, query.createdBefore) &&
    after(row.updatedAt, query.updatedAfter) &&
    before(row.updatedAt, query.updatedBefore) &&
    after(row.closedAt, query.closedAfter) &&
    before(row.closedAt, query.closedBefore) &&
    before(row.dueAt, query.dueBefore)
  );
}

function isUnder({ parent }: BeadRow, top: number, all: readonly Known[]): boolean {
  if (parent === null) return false;
  const above = all.find(({ row }) => row.n === parent);
  return parent === top || (above !== undefined && isUnder(above.row, top, all));
}

const ORDERS: Readonly<Record<NonNullable<BeadQuery['sort']> | 'n', (a: BeadRow, b: BeadRow) => number>> = {
  n: (a, b) => a.n - b.n,
  created: (a, b) => a.createdAt - b.createdAt || a.n - b.n,
  priority: (a, b) => a.priority - b.priority || a.createdAt - b.createdAt || a.n - b.n,
  updated: (a, b) => a.updatedAt - b.updatedAt || a.n - b.n,
  closed: (a, b) => (a.closedAt ?? 0) - (b.closedAt ?? 0) || a.n - b.n,
  id: (a, b) => (a.id < b.id ? -1 : 1),
};
