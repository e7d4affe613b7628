import { relative } from 'node:path';
import { parseJson } from '../../runtime/beads/fields.js';
import { verify } from '../../runtime/check/verify.js';
import { assignmentOf, messageLine, printAssignment } from '../../runtime/dispatch/assignment.js';
import { sandboxOf, whyNotLanded } from '../../runtime/dispatch/lane-sandbox.js';
import { type Nudged, nudge } from '../../runtime/dispatch/nudge.js';
import { laneOf, openIn } from '../../runtime/dispatch/territory.js';
import {
  claimOn,
  handOff,
  hookOf,
  reportedStep,
  reportOn,
  type Whose,
} from '../../runtime/dispatch/worker.js';
import { folderOf } from '../../runtime/dispatch/yard.js';
import { fail } from '../../runtime/failure/failure.js';
import type { View } from '../../runtime/ledger/contract.js';
import type { Lane } from '../../runtime/ledger/lane.js';
import { messagesTo, read } from '../../runtime/message/inbox.js';
import { parseIdentity, printIdentity } from '../../runtime/town/index.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { toJson } from '../output/json.js';
import type { LedgerOptions } from '../session.js';
import { readJsonText } from '../texts.js';
import { type OpenYard, withYard } from '../yard.js';

export interface WorkOptions extends LedgerOptions {
  readonly trust?: boolean;
}

export interface DoneOptions extends WorkOptions {
  readonly outcome: 'pass' | 'fail' | 'skipped';
  readonly reason?: string;
  readonly output?: string;
}

/** `gt hook`: what is on somebody's hook; `gt prime`: the same, its next step is claimed, and its messages count as read. */
export async function showHook(
  named: string | undefined,
  claims: boolean,
  options: WorkOptions,
  environment: Environment,
): Promise<ExitCode> {
  return withYard(options, environment, async (open) => {
    const { engine } = open;
    const person = personFor(named, open, environment);
    if (person !== undefined) return showMessages(person, claims, options, environment, open);
    const lane = await engine.read((view) => laneFor(view, named, open, environment));
    const worker = lane.polecat ?? open.session.actor();
    if (claims) await engine.change(worker, (turn) => claimOn(turn, lane, worker));
    const assignment = await engine.read((view) => assignmentOf(view, view.lane(lane.n) ?? lane));
    const { stdout } = environment;
    stdout.write(options.json ? toJson(assignment) : printAssignment(assignment));
    // Once they are written: who dies before that is shown them again.
    if (claims && assignment.messages.length > 0)
      await engine.change(worker, (turn) => read(turn, assignment.messages));
    return EXIT.ok;
  });
}

/** People have no lane: on their hook is what they have been told. Rejects with GT8905 where that is nothing. */
async function showMessages(
  person: string,
  reads: boolean,
  { json }: WorkOptions,
  { stdout }: Environment,
  { engine }: OpenYard,
): Promise<ExitCode> {
  const messages = await engine.read((view) => messagesTo(view, person));
  if (messages.length === 0) return fail('GT8905', { worker: person });
  if (json) stdout.write(toJson({ identity: person, messages }));
  else stdout.write([`Messages for ${person}:`, ...messages.map(messageLine), ''].join('\n'));
  if (reads) await engine.change(person, (turn) => read(turn, messages));
  return EXIT.ok;
}

/** The mayor or one of a crew, when one is named, or somebody stands in their folder and no agent's environment says otherwise. */
function personFor(
  named: string | undefined,
  { yard }: OpenYard,
  { variable, surroundings }: Environment,
): string | undefined {
  if (named === undefined && variable('GT_LANE')) return undefined;
  const folder = relative(yard.town.root, surroundings.cwd).split('/').slice(0, 3).join('/');
  const [, text] = /^(mayor\/?|[^/]+\/crew\/[^/]+)$/.exec(named ?? folder) ?? [];
  return text === undefined ? undefined : printIdentity(parseIdentity(text));
}

/** `gt nudge`: say something to whoever is at work. */
export async function nudgeWorker(
  whom: string,
  text: string,
  options: LedgerOptions,
  environment: Environment,
): Promise<ExitCode> {
  return withYard(options, environment, async ({ yard: { town }, engine, session }) => {
    const nudged = await nudge(whom, text, { town, engine, actor: session.actor() });
    const { stdout } = environment;
    if (options.json) stdout.write(toJson(nudged));
    else stdout.write(`${nudgedText(nudged)}\n`);
    return EXIT.ok;
  });
}

function nudgedText({ to, delivery, running, lane }: Nudged): string {
  if (delivery === 'typed') return `typed into the terminal of ${to}`;
  const now = lane === null ? '' : running ? ', which has no terminal' : ', which is not at work now';
  return `kept for ${to}${now}: it is shown with the next "gt prime" or "gt hook"`;
}

/** `gt done`: the step that somebody has claimed is done, or cannot be. */
export async function done(
  id: string | undefined,
  options: DoneOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { outcome, reason, json, trust = false } = options;
  const output =
    options.output === undefined
      ? undefined
      : parseJson('the output', await readJsonText(options.output, environment));
  return withYard(options, environment, async (open) => {
    const { engine } = open;
    const { lane, step, isLast } = await engine.read((view) => {
      const own = laneFor(view, undefined, open, environment, id);
      const found = reportedStep(view, own, id);
      return { lane: own, step: found, isLast: openIn(view, own) <= 1 };
    });
    const worker = lane.polecat ?? open.session.actor();
    if (outcome === 'pass' && isLast) {
      const name = await engine.read((view) => view.idOf(lane.n) ?? '');
      const reason = await whyNotLanded(sandboxOf(open.yard, lane, name), lane.land);
      if (reason !== undefined) fail('GT8910', { id: step.id, reason });
    }
    const verifies = await engine.change(worker, (turn) =>
      reportOn(turn, step, step.attempt, { outcome, reason, output }),
    );
    const folder = folderOf(open.yard, lane) ?? environment.surroundings.cwd;
    if (verifies) await verify(engine, step.id, { actor: worker, folder, env: environment.variables, trust });
    const after = await engine.read((view) => {
      const bead = view.beadById(step.id);
      return {
        state: bead?.state ?? 'gone',
        outcome: bead?.outcome ?? null,
        reason: bead?.closeReason ?? null,
        open: view.molecule(lane.root)?.openSteps ?? 0,
      };
    });
    const { stdout } = environment;
    if (json) stdout.write(toJson({ id: step.id, attempt: step.attempt, ...after }));
    else {
      const how = after.state === 'closed' ? `closed: ${after.outcome}` : after.state;
      const next = after.open === 0 ? 'all of it is done' : '"gt prime" gives the next step';
      stdout.write(`${step.id} ${how}${after.reason ? ` (${after.reason})` : ''}; ${next}\n`);
    }
    return outcome === 'pass' && after.state === 'closed' && after.outcome !== 'pass'
      ? EXIT.findings
      : EXIT.ok;
  });
}

/** `gt handoff`: somebody else goes on from here. */
export async function handoff(
  options: WorkOptions & { readonly message?: string },
  environment: Environment,
): Promise<ExitCode> {
  return withYard(options, environment, async (open) => {
    const { lane, step } = await open.engine.read((view) => {
      const own = laneFor(view, undefined, open, environment);
      return { lane: own, step: reportedStep(view, own, undefined) };
    });
    await open.engine.change(lane.polecat ?? open.session.actor(), (turn) => {
      const current = turn.tx.bead(step.n);
      if (current) handOff(turn, current, options.message);
    });
    const { stdout } = environment;
    stdout.write(options.json ? toJson({ id: step.id, released: true }) : `${step.id} is given back\n`);
    return EXIT.ok;
  });
}

function laneFor(
  view: View,
  named: string | undefined,
  { yard }: OpenYard,
  { variable, surroundings }: Environment,
  step?: string,
): Lane {
  const whose: Whose = {
    named,
    lane: variable('GT_LANE') || undefined,
    folder: relative(yard.town.root, surroundings.cwd),
  };
  // Who names a step of his own need not stand anywhere.
  const node = named === undefined && step !== undefined ? view.node(view.numberOf(step) ?? -1) : undefined;
  const own = whose.lane === undefined && node ? laneOf(view, node) : undefined;
  return own ?? hookOf(view, whose);
}
