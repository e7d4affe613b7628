import { resolveBead } from '../../runtime/beads/resolve.js';
import { capacityNow } from '../../runtime/dispatch/capacity.js';
import { circumstancesOf } from '../../runtime/dispatch/circumstances.js';
import { claimedIn, readyIn } from '../../runtime/dispatch/territory.js';
import { dispatcherOfTown } from '../../runtime/dispatch/town-lock.js';
import { attentionIn } from '../../runtime/dispatch/why-here.js';
import { hookOf } from '../../runtime/dispatch/worker.js';
import { lanePaths } from '../../runtime/dispatch/yard.js';
import { fail } from '../../runtime/failure/failure.js';
import type { View } from '../../runtime/ledger/contract.js';
import type { Lane } from '../../runtime/ledger/lane.js';
import { isAlive, tailOf } from '../../runtime/polecat/index.js';
import { listRigs } from '../../runtime/town/index.js';
import { wholeNumber } from '../choices.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { toJson } from '../output/json.js';
import { table } from '../output/table.js';
import type { LedgerOptions } from '../session.js';
import { withYard } from '../yard.js';

/** What a lane shows of itself. */
interface LaneStatus {
  readonly id: string;
  readonly title: string;
  readonly rig: string | null;
  readonly agent: string;
  readonly polecat: string | null;
  readonly state: 'working' | 'gone' | 'ready' | 'waiting' | 'stalled' | 'broken' | 'landing';
  readonly step: string | null;
  readonly attempt: number | null;
  readonly open: number;
  readonly trouble: string | null;
  readonly sandbox: string | null;
  readonly branch: string | null;
}

/** `gt status`: who is at work in the town, and on what. */
export async function status(options: LedgerOptions, environment: Environment): Promise<ExitCode> {
  return withYard(options, environment, async ({ yard: { town }, engine }) => {
    const dispatcher = await dispatcherOfTown(town);
    const now = engine.outside.clock();
    const here = await circumstancesOf(town, now);
    const { lanes, attention } = await engine.read((view) => ({
      lanes: view.lanes({}).map((lane) => statusOf(view, lane, now)),
      attention: attentionIn(view, here(view)),
    }));
    const { all, perRig, perAgent } = await capacityNow(town);
    const { stdout } = environment;
    if (options.json) {
      stdout.write(
        toJson({
          town: town.name,
          dispatcher: dispatcher ? { pid: dispatcher.pid ?? null } : null,
          rigs: listRigs(town).map(({ name }) => name),
          capacity: { all, rigs: Object.fromEntries(perRig), agents: Object.fromEntries(perAgent) },
          lanes,
          attention,
        }),
      );
      return EXIT.ok;
    }
    const running = dispatcher
      ? `a dispatcher runs${dispatcher.pid === undefined ? '' : ` (process ${dispatcher.pid})`}`
      : 'no dispatcher runs; "gt start" begins one';
    stdout.write(`${town.name}: ${running}; at most ${all} polecats at a time\n`);
    const rows = lanes.map(({ id, title, rig, polecat, state, step, attempt, open, trouble }) => ({
      cells: [
        id,
        state,
        polecat ?? rig ?? '',
        step === null
          ? `${open} open`
          : `${step}${attempt !== null && attempt > 1 ? `, attempt ${attempt}` : ''}`,
        trouble ?? title,
      ],
    }));
    if (rows.length === 0) stdout.write('nothing is slung\n');
    else stdout.write(table(rows, stdout.isTerminal ? stdout.width : Number.POSITIVE_INFINITY));
    if (attention.length > 0)
      stdout.write(
        `\nattention:\n${table(
          attention.map(({ id, reason, message }) => ({ cells: [`  ${id}`, reason, message] })),
          stdout.isTerminal ? stdout.width : Number.POSITIVE_INFINITY,
        )}`,
      );
    return EXIT.ok;
  });
}

function statusOf(view: View, lane: Lane, now: number): LaneStatus {
  const bead = view.bead(lane.n);
  const [current] = claimedIn(view, lane);
  const isOver = bead?.state === 'closed';
  const state = lane.supervisor
    ? isAlive(lane.supervisor)
      ? 'working'
      : 'gone'
    : lane.trouble !== null
      ? 'broken'
      : isOver
        ? 'landing'
        : readyIn(view, lane, now, 1).length > 0
          ? 'ready'
          : view.molecule(lane.n)?.stalled
            ? 'stalled'
            : 'waiting';
  return {
    id: bead?.id ?? String(lane.n),
    title: bead?.title ?? '',
    rig: lane.rig,
    agent: lane.agent,
    polecat: lane.polecat,
    state,
    step: current?.id ?? null,
    attempt: current?.attempt ?? null,
    open: view.molecule(lane.n)?.openSteps ?? (isOver ? 0 : 1),
    trouble: lane.trouble,
    sandbox: lane.sandbox,
    branch: lane.branch,
  };
}

const USUAL_LINES = '40';

/** `gt peek`: the end of what an agent has printed. */
export async function peek(
  whose: string,
  options: LedgerOptions & { readonly lines?: string },
  environment: Environment,
): Promise<ExitCode> {
  const lines = wholeNumber('--lines', options.lines ?? USUAL_LINES);
  return withYard(options, environment, async ({ yard, engine }) => {
    const id = await engine.read((view) => {
      const polecat = view.lanes({}).find((lane) => lane.polecat === whose);
      if (polecat) return view.idOf(polecat.n) ?? whose;
      return whose.includes('/')
        ? (view.idOf(hookOf(view, { named: whose, folder: '' }).n) ?? whose)
        : resolveBead(view, whose).id;
    });
    const said = tailOf(lanePaths(yard, id).transcript, lines) ?? fail('GT8911', { id });
    const { stdout } = environment;
    stdout.write(options.json ? toJson({ id, lines: said }) : said.map((line) => `${line}\n`).join(''));
    return EXIT.ok;
  });
}
