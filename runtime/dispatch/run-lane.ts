import { mkdirSync } from 'node:fs';
import { relative } from 'node:path';
import type { View } from '../ledger/contract.js';
import type { Lane } from '../ledger/lane.js';
import { type Driver, ensureSandbox, findAgent, processOf, type Sandbox } from '../polecat/index.js';
import type { Engine } from '../step/engine.js';
import { lanesBefore } from './before.js';
import { whyNotLanded } from './lane-sandbox.js';
import { ProcessHands } from './process-hands.js';
import { supervise } from './supervise.js';
import type { Hands } from './walk.js';
import { lanePaths, type Yard } from './yard.js';

export interface RunLaneOptions {
  readonly yard: Yard;
  readonly engine: Engine;
  readonly lane: number;
  readonly driver: Driver;
  /** All variables of this process. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** What stands in front of PATH, so that agents find this very program. */
  readonly bin: string | undefined;
  readonly trust: boolean;
  readonly lease?: number | undefined;
  readonly signal: AbortSignal;
}

/** The work of a supervisor: one session of a lane, in its sandbox. False when somebody else has it. */
export function runLane(options: RunLaneOptions): Promise<boolean> {
  const mark = processOf(process.pid);
  if (!mark) throw new Error('this process does not live');
  const { engine, lane, lease, signal } = options;
  return supervise({ engine, lane, mark, lease, signal, prepare: (taken) => prepare(taken, options) });
}

async function prepare(lane: Lane, options: RunLaneOptions): Promise<Hands> {
  const { yard, engine, driver, variables, bin, trust } = options;
  const { town } = yard;
  const worker = lane.polecat ?? '';
  const id = await engine.read((view) => view.idOf(lane.n) ?? '');
  const paths = lanePaths(yard, id);
  const sandbox = await ensuredSandbox(lane, id, options);
  const folder = sandbox?.path ?? paths.plain;
  if (!sandbox) mkdirSync(folder, { recursive: true });
  const place = { sandbox: relative(town.root, folder), branch: sandbox?.branch ?? null };
  await engine.change(worker, (turn) => turn.tx.updateLane(lane.n, place));
  return new ProcessHands(engine, {
    worker,
    lane: { ...lane, ...place },
    folder,
    transcript: paths.transcript,
    outputFile: paths.output,
    env: {
      PATH: [bin, variables['PATH']].filter((part) => part !== undefined).join(':'),
      GT_TOWN_ROOT: town.root,
      BEADS_DIR: yard.ledger,
      GT_LANE: id,
    },
    secrets: variables,
    agent: (name) => findAgent(town, name),
    driver,
    trust,
    land: () => whyNotLanded(sandbox, lane.land),
  });
}

/** A part of a molecule that has a lane of its own begins from where that stands which comes before it. */
async function ensuredSandbox(
  lane: Lane,
  id: string,
  { yard, engine }: RunLaneOptions,
): Promise<Sandbox | undefined> {
  if (lane.rig === null) return undefined;
  const from = await engine.read((view) => beginningOf(view, lane));
  return ensureSandbox({ town: yard.town, rig: lane.rig, lane: id, from });
}

/** The branch of what comes before it, else that of the main lane, which may not have begun. */
function beginningOf(view: View, lane: Lane): string | undefined {
  const node = lane.n === lane.root ? undefined : view.node(lane.n);
  if (!node) return undefined;
  const before = lanesBefore(view, node, lane).find(({ branch }) => branch !== null);
  return (before ?? view.lane(lane.root))?.branch ?? undefined;
}
