import { setTimeout as wait } from 'node:timers/promises';
import { didYouMean } from '../../compiler/diagnostics/define.js';
import { suggest } from '../../compiler/diagnostics/suggest.js';
import { resolveBead } from '../../runtime/beads/resolve.js';
import { isFailure } from '../../runtime/failure/failure.js';
import type { EventQuery, Ledger, View } from '../../runtime/ledger/contract.js';
import { EVENT_TYPES, type EventType, type LedgerEvent } from '../../runtime/ledger/event.js';
import { openLedger } from '../../runtime/ledger/open.js';
import { listed, spanOption, wholeNumber } from '../choices.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { eventJson } from '../output/event-json.js';
import { feedLine } from '../output/news.js';
import { type LedgerOptions, rebuiltFolder } from '../session.js';

export interface FeedOptions extends LedgerOptions {
  readonly follow?: boolean;
  readonly mol?: string;
  readonly type?: readonly string[];
  readonly since?: string;
  readonly limit?: string;
}

/** Which events. */
interface Wanted {
  readonly query: Pick<EventQuery, 'molecule' | 'subject' | 'types'>;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** How many are shown of those that have been, unless it is said. */
const USUAL = '20';
/** Events that are read at once. */
const PAGE = 1_000;
/** Milliseconds between two looks at whether anybody has written: after something has happened, and when nothing does. */
const LIVELY = 10;
const IDLE = 200;
const LIVELY_FOR = 2_000;

/** `gt feed`: the newest events, and with `--follow` all that come; `gt log`: all that have been. */
export async function feed(
  options: FeedOptions,
  environment: Environment,
  isWhole: boolean,
): Promise<ExitCode> {
  const asked = options.limit ?? (isWhole ? undefined : USUAL);
  const limit = asked === undefined ? 0 : wholeNumber('--limit', asked);
  const types = typesOf(options.type);
  const now = environment.clock();
  const since = options.since === undefined ? 0 : now - spanOption('--since', options.since);
  const ledger = await openLedger(await rebuiltFolder(options, environment));
  try {
    const scope = await ledger.read((view) => scopeOf(view, options.mol));
    const wanted: Wanted = { query: { ...scope, types }, since };
    const tell = (events: readonly LedgerEvent[]): void => write(events, options, environment);
    const seen =
      limit === 0 ? await allOf(ledger, wanted, 0, tell) : await lastOf(ledger, wanted, limit, tell);
    if (options.follow) await follow(ledger, wanted, seen, tell);
    return EXIT.ok;
  } finally {
    ledger.close();
  }
}

function write(
  events: readonly LedgerEvent[],
  { json }: FeedOptions,
  { stdout }: Pick<Environment, 'stdout'>,
): void {
  if (events.length === 0) return;
  const lines = events.map((event) =>
    json ? `${JSON.stringify(eventJson(event))}\n` : feedLine(event, stdout),
  );
  stdout.write(lines.join(''));
}

/** All after one, page by page; gives the last that was looked at. */
async function allOf(
  ledger: Ledger,
  { query, since }: Wanted,
  after: number,
  tell: (events: readonly LedgerEvent[]) => void,
): Promise<number> {
  for (let seen = after; ; ) {
    const start = seen;
    const { page, newest } = await ledger.read((view) => ({
      page: view.events({ ...query, after: start, limit: PAGE }),
      newest: newestOf(view),
    }));
    tell(page.filter(({ at }) => at >= since));
    // Behind a page that is not full nothing of that snapshot is left.
    if (page.length < PAGE) return Math.max(start, newest);
    seen = page.at(-1)?.seq ?? start;
  }
}

/** The newest, the last of them last; gives the newest of all. */
async function lastOf(
  ledger: Ledger,
  { query, since }: Wanted,
  limit: number,
  tell: (events: readonly LedgerEvent[]) => void,
): Promise<number> {
  const { found, newest } = await ledger.read((view) => ({
    found: view.events({ ...query, newestFirst: true, limit }).filter(({ at }) => at >= since),
    newest: newestOf(view),
  }));
  tell(found.toReversed());
  return newest;
}

const newestOf = (view: View): number => view.events({ newestFirst: true, limit: 1 })[0]?.seq ?? 0;

/** Until SIGINT or SIGTERM, or until nobody reads any more. */
async function follow(
  ledger: Ledger,
  wanted: Wanted,
  from: number,
  tell: (events: readonly LedgerEvent[]) => void,
): Promise<void> {
  const stop = new AbortController();
  const end = (): void => stop.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  process.stdout.once('error', end);
  process.stdout.once('close', end);
  let seen = from;
  for (let changed = performance.now(); !stop.signal.aborted; ) {
    const version = ledger.version();
    const before = seen;
    seen = await allOf(ledger, wanted, seen, tell);
    if (seen !== before) changed = performance.now();
    while (!stop.signal.aborted && ledger.version() === version)
      await wait(performance.now() - changed < LIVELY_FOR ? LIVELY : IDLE);
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, end);
  process.stdout.removeListener('error', end);
  process.stdout.removeListener('close', end);
}

/** Those of a molecule or wisp, which may be gone; or of a bead or step alone. */
function scopeOf(view: View, named: string | undefined): Pick<EventQuery, 'molecule' | 'subject'> {
  if (named === undefined) return {};
  const has = (molecule: string): boolean => view.events({ molecule, limit: 1 }).length > 0;
  try {
    const { id } = resolveBead(view, named);
    return has(id) ? { molecule: id } : { subject: id };
  } catch (error) {
    const isGone = isFailure(error) && (error.code === 'GT8101' || error.code === 'GT8103');
    if (isGone && has(named)) return { molecule: named };
    throw error;
  }
}

/** A type such as `bead.closed`, or all that begin with a word such as `step`. Throws a UsageError. */
function typesOf(given: readonly string[] | undefined): EventType[] | undefined {
  const heads = [...new Set(EVENT_TYPES.map((type) => type.slice(0, type.indexOf('.'))))];
  return listed(given)?.flatMap((word): EventType[] => {
    if (heads.includes(word)) return EVENT_TYPES.filter((type) => type.startsWith(`${word}.`));
    const type = EVENT_TYPES.find((each) => each === word);
    if (type !== undefined) return [type];
    const near = didYouMean(suggest(word, [...heads, ...EVENT_TYPES]));
    throw new UsageError(
      `--type: there is no ${JSON.stringify(word)}; ${near ?? `it begins with one of ${heads.join(', ')}`}`,
    );
  });
}
