import { beadJson } from '../../runtime/beads/json.js';
import { type Waiting, waitingFor } from '../../runtime/beads/waiting.js';
import type { BeadRow } from '../../runtime/ledger/bead.js';
import type { View } from '../../runtime/ledger/contract.js';
import type { BeadQuery, ReadyQuery } from '../../runtime/ledger/query.js';
import { claimNext } from '../../runtime/step/claim.js';
import { isBlocking } from '../../runtime/step/wait.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { type FilterOptions, filterQuery, limitOf } from '../filters.js';
import { writeBeads } from '../output/beads.js';
import { writeChanged } from '../output/changed.js';
import { toJson } from '../output/json.js';
import { type Noted, notedTable } from '../output/noted-table.js';
import { reasonJson, reasonText } from '../output/reason.js';
import { projectStepTypes } from '../project-types.js';
import { type LedgerOptions, withLedger } from '../session.js';

export interface BlockedOptions extends LedgerOptions, FilterOptions {}

export interface ReadyOptions extends BlockedOptions {
  readonly explain?: boolean;
  readonly claim?: boolean;
}

interface Held {
  readonly bead: BeadRow;
  readonly waiting: readonly Waiting[];
}

/** `bd ready`: what can be claimed now. */
export async function ready(options: ReadyOptions, environment: Environment): Promise<ExitCode> {
  const limit = limitOf(options);
  if (options.claim && options.explain)
    throw new UsageError('--claim and --explain exclude each other; drop one of the two');
  if (options.actor !== undefined && !options.claim)
    throw new UsageError('--actor has no effect without --claim; "ready" changes nothing');
  const stepTypes = await projectStepTypes(environment);
  if (options.claim) return claimFirst(options, stepTypes, environment);
  return withLedger(options, environment, async (session) => {
    const { found, explained } = await session.read((view) => {
      const query = filterQuery(view, options, stepTypes);
      const beads = readyBeads(view, {
        ...query,
        now: session.now,
        limit: limit === undefined ? undefined : limit + 1,
      });
      const shown = beads.slice(0, limit);
      const all = beads.length > shown.length ? undefined : beads.length;
      const json = options.json ? shown.map((bead) => beadJson(view, bead)) : [];
      const explained = options.explain ? explain(view, shown, heldBeads(view, query, limit)) : undefined;
      return { found: { beads: shown, all, json }, explained };
    });
    if (!explained) return writeBeads(found, options, environment);
    const { stdout } = environment;
    if (options.json) stdout.write(toJson(explained.json));
    else {
      stdout.write(notedTable(explained.ready, stdout));
      if (explained.held.length > 0) stdout.write(`\nwaiting\n${heldTable(explained.held, stdout)}`);
    }
    return EXIT.ok;
  });
}

/** `bd ready --claim`: of any number of workers that ask at once, each gets another bead. */
async function claimFirst(
  options: ReadyOptions,
  stepTypes: readonly string[],
  environment: Environment,
): Promise<ExitCode> {
  return withLedger(options, environment, async (session) => {
    const change = await session.change((turn) => {
      const query = filterQuery(turn.tx, options, stepTypes);
      const claimed = claimNext(turn, query, { worker: turn.actor, lease: null });
      return claimed ? [claimed.n] : [];
    });
    await writeChanged(session, change, options, environment);
    if (change.result.length === 0) environment.stderr.write('nothing is ready\n');
    return EXIT.ok;
  });
}

/** `bd blocked`: what cannot be claimed, and what it waits for. */
export async function blocked(options: BlockedOptions, environment: Environment): Promise<ExitCode> {
  const limit = limitOf(options);
  const stepTypes = await projectStepTypes(environment);
  return withLedger(options, environment, async (session) => {
    const { held, all, json } = await session.read((view) => {
      const query = filterQuery(view, options, stepTypes);
      const held = heldBeads(view, query, limit);
      const all = held.length === limit ? view.count({ ...query, ...WAITING }) : held.length;
      return { held, all, json: options.json ? held.map((each) => heldJson(view, each)) : [] };
    });
    const { stdout, stderr } = environment;
    stdout.write(options.json ? toJson(json) : heldTable(held, stdout));
    if (held.length === 0 && !options.json) stderr.write('nothing waits\n');
    if (held.length < all) stderr.write(`${held.length} of ${all} beads; --limit 0 shows all\n`);
    return EXIT.ok;
  });
}

/** States of those that wait for something other than a moment that is known. */
const WAITING = { states: ['blocked', 'gated', 'held'], sort: 'priority' } as const satisfies BeadQuery;

/** A deferral or backoff that has ended is over, though nobody has written that yet. */
const readyBeads = (view: View, query: ReadyQuery): BeadRow[] =>
  view.ready(query).map((bead) => ({ ...bead, state: 'ready', hold: null, wakeAt: null }));

const heldBeads = (view: View, query: BeadQuery, limit: number | undefined): Held[] =>
  view.beads({ ...query, ...WAITING, limit }).map((bead) => ({ bead, waiting: waitingFor(view, bead) }));

function heldJson(view: View, { bead, waiting }: Held): unknown {
  const blockedBy = waiting.map(reasonJson);
  return { ...beadJson(view, bead), blocked_by: blockedBy, blocked_by_count: blockedBy.length };
}

const heldTable = (held: readonly Held[], stdout: Environment['stdout']): string =>
  notedTable(
    held.map(({ bead, waiting }) => ({ bead, notes: waiting.map(reasonText) })),
    stdout,
  );

/** Why each is ready, and what the others wait for; for programs as Beads has it. */
interface Explained {
  readonly ready: readonly Noted[];
  readonly held: readonly Held[];
  readonly json: unknown;
}

function explain(view: View, beads: readonly BeadRow[], held: readonly Held[]): Explained {
  const reasons = beads.map((bead) => {
    const needs = view.edgesFrom(bead.n).filter(({ type }) => isBlocking(type));
    const resolved = needs.flatMap(({ to }) => view.idOf(to) ?? []);
    const reason = needs.length === 0 ? 'it waits for nothing' : 'all that it waited for has ended';
    return { bead, reason, resolved };
  });
  const json = {
    ready: reasons.map(({ bead, reason, resolved }) => ({
      ...beadJson(view, bead),
      reason,
      resolved_blockers: resolved,
    })),
    blocked: held.map((each) => heldJson(view, each)),
    summary: { ready: beads.length, blocked: held.length },
  };
  const ready = reasons.map(({ bead, reason, resolved }) => ({
    bead,
    notes: [resolved.length === 0 ? reason : `${reason}: ${resolved.join(', ')}`],
  }));
  return { ready, held, json };
}
