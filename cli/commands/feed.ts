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
import { allOf, lastOf, type Wanted } from '../events.js';
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

/** How many are shown of those that have been, unless it is said. */
const USUAL = '20';
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
    const begin = (): Promise<number> =>
      limit === 0 ? allOf(ledger, wanted, 0, tell) : lastOf(ledger, wanted, limit, tell);
    if (options.follow) await untilStopped(async (stop) => follow(ledger, wanted, await begin(), tell, stop));
    else await begin();
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

/** Until SIGINT or SIGTERM, or until nobody reads any more. */
async function follow(
  ledger: Ledger,
  wanted: Wanted,
  from: number,
  tell: (events: readonly LedgerEvent[]) => void,
  stop: AbortSignal,
): Promise<void> {
  let seen = from;
  for (let changed = performance.now(); !stop.aborted; ) {
    const version = ledger.version();
    const before = seen;
    seen = await allOf(ledger, wanted, seen, tell);
    if (seen !== before) changed = performance.now();
    while (!stop.aborted && ledger.version() === version)
      await wait(performance.now() - changed < LIVELY_FOR ? LIVELY : IDLE);
  }
}

/** From now on, what ends this process otherwise ends the work in peace. */
async function untilStopped<T>(work: (stop: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const end = (): void => stop.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
  for (const sign of ['error', 'close'] as const) process.stdout.on(sign, end);
  try {
    return await work(stop.signal);
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, end);
    for (const sign of ['error', 'close'] as const) process.stdout.removeListener(sign, end);
  }
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
