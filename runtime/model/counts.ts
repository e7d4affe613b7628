import { type Edge, isActive, isOpen, type Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';

/** Counts that the ledger keeps and that are not what its rows come to, one line each. */
export function wrongCounts(view: View): string[] {
  const molecules = view.molecules({});
  const plain = view.beads({ ephemeral: 'include' }).filter(({ molecule }) => molecule === null);
  const nodes = [...plain, ...molecules.flatMap(({ n }) => view.nodesOf(n))];
  return [
    ...nodes.flatMap((node) => wrongNode(view, node)),
    ...molecules.flatMap((molecule) => {
      const steps = view
        .nodesOf(molecule.n)
        .filter((node) => node.kind !== 'barrier' && node.n !== molecule.n && isOpen(node));
      const is = {
        openSteps: molecule.lean ? molecule.openSteps : steps.length,
        activeSteps:
          steps.filter(isActive).length +
          view.spawnings().filter(({ n }) => view.node(n)?.molecule === molecule.n).length,
        runningSteps: steps.filter(({ state }) => state === 'claimed' || state === 'verifying').length,
        stalled: (molecule.lean ? molecule.openSteps : steps.length) > 0 && !steps.some(isActive),
      };
      return Object.entries(is).flatMap(([name, value]) => {
        const said = molecule[name as keyof typeof is];
        return said === value ? [] : [`${view.idOf(molecule.n)}: ${name} ${said} should be ${value}`];
      });
    }),
  ];
}

function wrongNode(view: View, node: Node): string[] {
  const id = view.idOf(node.n) ?? `barrier ${node.n}`;
  const inside = view.children(node.n).filter((child) => !isFinished(view, child));
  const wrong: string[] = [];
  const lean = node.molecule !== null && view.molecule(node.molecule)?.lean === true;
  if (!lean && inside.length !== node.openChildren)
    wrong.push(`${id}: ${node.openChildren} open children should be ${inside.length}`);
  const parent = node.parent === null ? undefined : view.node(node.parent);
  const unmet = view.edgesFrom(node.n).filter((edge) => !isMet(view, edge, node)).length;
  const blockers = unmet + (parent && !hasBegun(parent) ? 1 : 0);
  // Clean-up that runs although it waits, what runs, and what has ended count nothing.
  const isCounted =
    isOpen(node) && node.state !== 'running' && !(node.runIf === 'always' && node.blockers === 0);
  if (isCounted && blockers !== node.blockers)
    wrong.push(`${id}: ${node.blockers} blockers should be ${blockers}`);
  return wrong;
}

/** Whether it has ended, and so has all in it and all that it spawns. */
const isFinished = (view: View, node: Node): boolean =>
  !isOpen(node) &&
  view.spawning(node.n) === undefined &&
  view.children(node.n).every((child) => isFinished(view, child));

const hasBegun = (node: Node): boolean =>
  !isOpen(node) || (node.kind === 'container' ? node.state === 'running' : node.blockers === 0);

function isMet(view: View, { type, to, join }: Edge, { runIf }: Node): boolean {
  const target = view.node(to);
  if (!target || !['blocks', 'conditional-blocks', 'waits-for'].includes(type)) return true;
  if (isOpen(target)) return false;
  const { byHand, outcome, onFail } = target;
  const lets =
    byHand || outcome === 'pass' || outcome === 'skipped' || (outcome === 'fail' && onFail === 'continue');
  if (type === 'conditional-blocks') return true;
  if (runIf === 'passed' && !lets) return false;
  if (type === 'blocks') return true;
  const children = view.children(to);
  const isFirst = join === 'any' && children.some((child) => child.outcome === 'pass');
  return isFirst || (view.spawning(to) === undefined && children.every((child) => isFinished(view, child)));
}
