import { parseMoment } from '../../runtime/beads/dates.js';
import { beadJson } from '../../runtime/beads/json.js';
import { STATUSES, type Status, statesOf } from '../../runtime/beads/status.js';
import type { BeadRow } from '../../runtime/ledger/bead.js';
import type { BeadQuery } from '../../runtime/ledger/query.js';
import { listed, oneOf } from '../choices.js';
import type { Environment } from '../environment.js';
import { type ExitCode, UsageError } from '../exit.js';
import { type FilterOptions, filterQuery, limitOf } from '../filters.js';
import { writeBeads } from '../output/beads.js';
import { projectStepTypes } from '../project-types.js';
import { type LedgerOptions, withLedger } from '../session.js';

export interface SearchOptions extends LedgerOptions, FilterOptions {
  readonly status?: readonly string[];
}

export interface ListOptions extends SearchOptions {
  readonly all?: boolean;
  readonly title?: string;
  readonly createdAfter?: string;
  readonly createdBefore?: string;
  readonly updatedAfter?: string;
  readonly updatedBefore?: string;
  readonly closedAfter?: string;
  readonly closedBefore?: string;
  readonly dueBefore?: string;
  readonly sort: 'priority' | 'created' | 'updated' | 'closed' | 'id';
  readonly reverse?: boolean;
}

/** `bd list`: beads, those that are closed only where they are asked for. */
export async function list(options: ListOptions, environment: Environment): Promise<ExitCode> {
  const asksForClosed = options.closedAfter !== undefined || options.closedBefore !== undefined;
  if (options.all && options.status)
    throw new UsageError('--all has no effect with --status, which says what is listed; drop one of the two');
  const statuses =
    statusesOf(options) ??
    (options.all || asksForClosed ? undefined : STATUSES.filter((status) => status !== 'closed'));
  return find(options, environment, (now) => ({
    ...statesQuery(statuses),
    ...momentsOf(options, now),
    titleText: options.title,
    sort: options.sort,
    reverse: options.reverse,
  }));
}

/** `bd search`: beads by their texts, closed ones too. */
export async function search(
  text: string,
  options: SearchOptions,
  environment: Environment,
): Promise<ExitCode> {
  if (text.trim() === '') throw new UsageError('search for what? give a text: search TEXT');
  const more = statesQuery(statusesOf(options));
  return find(options, environment, () => ({ ...more, text, sort: 'updated', reverse: true }));
}

async function find(
  options: SearchOptions,
  environment: Environment,
  more: (now: number) => BeadQuery,
): Promise<ExitCode> {
  const limit = limitOf(options);
  const stepTypes = await projectStepTypes(environment);
  return withLedger(options, environment, async (session) => {
    const found = await session.read((view) => {
      const query: BeadQuery = { ...filterQuery(view, options, stepTypes), ...more(session.now) };
      const beads = view.beads({ ...query, limit });
      const all = beads.length === limit ? view.count(query) : beads.length;
      return { beads, all, json: options.json ? beads.map((bead: BeadRow) => beadJson(view, bead)) : [] };
    });
    return writeBeads(found, options, environment);
  });
}

function statusesOf({ status }: SearchOptions): Status[] | undefined {
  return listed(status)?.map((word) => oneOf('--status', word, STATUSES));
}

const statesQuery = (statuses: readonly Status[] | undefined): BeadQuery =>
  statuses === undefined ? {} : statesOf(statuses);

function momentsOf(options: ListOptions, now: number): BeadQuery {
  const at = (option: string, text: string | undefined): number | undefined =>
    text === undefined ? undefined : parseMoment(text, now, option);
  return {
    createdAfter: at('--created-after', options.createdAfter),
    createdBefore: at('--created-before', options.createdBefore),
    updatedAfter: at('--updated-after', options.updatedAfter),
    updatedBefore: at('--updated-before', options.updatedBefore),
    closedAfter: at('--closed-after', options.closedAfter),
    closedBefore: at('--closed-before', options.closedBefore),
    dueBefore: at('--due-before', options.dueBefore),
  };
}
