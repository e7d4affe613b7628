import { findCircles, refuseCircle } from '../../runtime/beads/cycle.js';
import { addDependency, removeDependency } from '../../runtime/beads/depend.js';
import { type Branch, dependencyTree } from '../../runtime/beads/dependency-tree.js';
import { beadJson } from '../../runtime/beads/json.js';
import { checkEdgeType } from '../../runtime/beads/new/dependency.js';
import { resolveBead, resolveNumber } from '../../runtime/beads/resolve.js';
import { statusOf } from '../../runtime/beads/status.js';
import type { BeadRow, Edge } from '../../runtime/ledger/bead.js';
import type { View } from '../../runtime/ledger/contract.js';
import type { Turn } from '../../runtime/step/turn.js';
import { wholeNumber } from '../choices.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { beadTable } from '../output/bead-row.js';
import { branchText } from '../output/branches.js';
import { writeChanged } from '../output/changed.js';
import { counted } from '../output/counted.js';
import { toJson } from '../output/json.js';
import { type LedgerOptions, withLedger } from '../session.js';

export interface DepOptions extends LedgerOptions {}

export interface AddOptions extends DepOptions {
  readonly type: string;
}

export interface TreeOptions extends DepOptions {
  readonly direction: 'down' | 'up';
  readonly depth: string;
}

/** `bd dep add`: a bead depends on others. */
export async function add(
  id: string,
  on: readonly string[],
  options: AddOptions,
  environment: Environment,
): Promise<ExitCode> {
  return change(id, on, options, environment, (turn, from, targets) => {
    const type = checkEdgeType(options.type);
    for (const to of targets) addDependency(turn, { from, to, type });
    refuseCircle(turn.tx, [from]);
  });
}

/** `bd dep remove`: a bead depends on others no longer. */
export async function remove(
  id: string,
  on: readonly string[],
  options: DepOptions,
  environment: Environment,
): Promise<ExitCode> {
  return change(id, on, options, environment, (turn, from, targets) => {
    for (const to of targets) removeDependency(turn, from, to);
  });
}

async function change(
  id: string,
  on: readonly string[],
  options: DepOptions,
  environment: Environment,
  work: (turn: Turn, from: number, targets: readonly number[]) => void,
): Promise<ExitCode> {
  return withLedger(options, environment, async (session) => {
    const changed = await session.change((turn) => {
      const from = resolveNumber(turn.tx, id);
      const targets = on.map((each) => resolveNumber(turn.tx, each));
      work(turn, from, targets);
      return [from];
    });
    await writeChanged(session, changed, options, environment);
    return EXIT.ok;
  });
}

interface Neighbour {
  readonly bead: BeadRow;
  readonly type: Edge['type'];
}

/** `bd dep list`: what a bead depends on, and what depends on it. */
export async function list(id: string, options: DepOptions, environment: Environment): Promise<ExitCode> {
  const { stdout } = environment;
  return withLedger(options, environment, async (session) => {
    const { needs, dependents, json } = await session.read((view) => {
      const { n } = resolveBead(view, id);
      const needs = view.edgesFrom(n).flatMap(({ to, type }) => neighbour(view, to, type));
      const dependents = view.edgesTo(n).flatMap(({ from, type }) => neighbour(view, from, type));
      const shown = (all: readonly Neighbour[]) =>
        all.map(({ bead, type }) => ({ ...beadJson(view, bead), dependency_type: type }));
      return { needs, dependents, json: { dependencies: shown(needs), dependents: shown(dependents) } };
    });
    if (options.json) stdout.write(toJson(json));
    else stdout.write(grouped('depends on', needs, stdout) + grouped('depended on by', dependents, stdout));
    if (!options.json && needs.length + dependents.length === 0)
      environment.stderr.write('no dependencies\n');
    return EXIT.ok;
  });
}

const neighbour = (view: View, n: number, type: Edge['type']): Neighbour[] => {
  const bead = view.bead(n);
  return bead ? [{ bead, type }] : [];
};

function grouped(name: string, all: readonly Neighbour[], stdout: Environment['stdout']): string {
  const types = [...new Set(all.map(({ type }) => type))];
  return types
    .map((type) => {
      const beads = all.filter((each) => each.type === type).map(({ bead }) => bead);
      return `${name} (${type})\n${beadTable(beads, stdout)}`;
    })
    .join('');
}

/** `bd dep tree`: all that a bead waits for, or that waits for it. */
export async function tree(id: string, options: TreeOptions, environment: Environment): Promise<ExitCode> {
  const depth = wholeNumber('--depth', options.depth) || Number.POSITIVE_INFINITY;
  return withLedger(options, environment, async (session) => {
    const root = await session.read((view) =>
      dependencyTree(view, resolveBead(view, id), options.direction, depth),
    );
    const { stdout } = environment;
    stdout.write(options.json ? toJson(branchesJson(root)) : branchText(root, stdout));
    return EXIT.ok;
  });
}

/** A flat list, each behind what it hangs on: a tree may be deeper than JSON can be. */
function branchesJson(root: Branch): unknown[] {
  const shown: unknown[] = [];
  const stack: { readonly branch: Branch; readonly under: string | null; readonly depth: number }[] = [
    { branch: root, under: null, depth: 0 },
  ];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { branch, under, depth } = top;
    const { bead, type = null, isRepeated, isCut, branches } = branch;
    const { id, title, priority, state, outcome } = bead;
    const status = statusOf(bead);
    shown.push({
      ...{ id, title, status, state, outcome, priority, under, depth },
      ...{ dependency_type: type, repeated: isRepeated, cut: isCut },
    });
    for (const each of branches.toReversed()) stack.push({ branch: each, under: id, depth: depth + 1 });
  }
  return shown;
}

/** `bd dep cycles`: beads that wait for each other. */
export async function cycles(options: DepOptions, environment: Environment): Promise<ExitCode> {
  const { stdout, stderr } = environment;
  return withLedger(options, environment, async (session) => {
    const { circles, beads } = await session.read((view) => {
      const numbers = view.beads({ ephemeral: 'include' }).map(({ n }) => n);
      return { circles: findCircles(view, numbers), beads: numbers.length };
    });
    if (options.json) stdout.write(toJson(circles));
    else stdout.write(circles.map((circle) => `${circle.join(' -> ')}\n`).join(''));
    const found = circles.length === 0 ? 'no circles' : counted(circles.length, 'circle', 'circles');
    stderr.write(`looked at ${counted(beads, 'bead', 'beads')}: ${found}\n`);
    return circles.length === 0 ? EXIT.ok : EXIT.findings;
  });
}
