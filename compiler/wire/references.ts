import type { Cooking } from '../expand/cooking.js';
import { writtenNeeds } from '../expand/needs.js';
import {
  living,
  meaning,
  type Need,
  type Node,
  type Region,
  type Step,
  stepBehind,
} from '../expand/region.js';
import { render } from '../language/render.js';
import { parseWaitsFor } from '../language/waits-for.js';
import type { Span } from '../read/source.js';

/** What `need` of `node` means: a step, a container, or a region. Undefined: reported. */
export function resolveNeed(need: Need, node: Node, cooking: Cooking): Node | undefined {
  if ('node' in need) return sibling(need.node, node);
  const found = need.names.find(need.name);
  if (!found) {
    reportUnknown(need, node, cooking);
    return undefined;
  }
  const target = meaningFor(found, node);
  if (target !== node && isInside(node, target)) {
    const { reporter } = cooking.context;
    const span = needSpan(need, cooking);
    const related = cooking.originNotes(firstOrigin(node));
    reporter.report('GT6003', { step: writtenId(node), container: need.name }, { span, related });
    return undefined;
  }
  return target;
}

/** Whose children a step waits for, and whether one of them is enough. */
export interface Spawner {
  readonly mode: 'all' | 'any';
  readonly node: Node;
}

/** The spawner that `waits_for` of `step` is about. `at`: the step, or the region that replaced it. */
export function resolveSpawner(
  step: Step,
  at: Node,
  cooking: Cooking,
): (Spawner & { readonly need: Need }) | undefined {
  const written = step.table.waits_for;
  const parsed = written === undefined ? undefined : parseWaitsFor(written);
  if (!parsed) return undefined;
  const { reporter, spans } = cooking.context;
  const span = spans.value(step.table, 'waits_for');
  const needs = new Set(writtenNeeds(step.table).map(({ name }) => name));
  const name = parsed.of ?? (needs.size === 1 ? [...needs][0] : undefined);
  if (name === undefined) {
    reporter.report('GT6004', { step: writtenId(step) }, { span, related: cooking.originNotes(step.origin) });
    return undefined;
  }
  const need: Need = {
    name: render(name, step.scope, () => undefined).text,
    names: step.names,
    table: step.table,
    key: 'waits_for',
    index: -1,
  };
  const node = resolveNeed(need, at, cooking);
  return node && { mode: parsed.mode, node, need };
}

/** Where a need is written. */
export function needSpan(need: Need, { context }: Cooking): Span | undefined {
  if ('node' in need) return undefined;
  const { table, key, index } = need;
  return (index >= 0 ? context.spans.item(table, key, index) : undefined) ?? context.spans.value(table, key);
}

/** Made by a pass, always between two members of one region: whatever has come to stand in that place. */
function sibling(target: Node, node: Node): Node {
  let at = living(target);
  while (at.inside && at.inside !== node.inside) at = at.inside;
  return at;
}

/** As `meaning`, but what advice put around a step may itself refer to the step. */
function meaningFor(found: Node, node: Node): Node {
  const whole = meaning(found);
  if (!isInside(node, whole)) return whole;
  let at = living(found);
  while (isAdviceAround(at) && !isInside(node, at.inside as Region)) at = at.inside as Region;
  return at;
}

const isAdviceAround = (node: Node): boolean =>
  node.inside?.kind === 'region' && node.inside.role === 'advice' && node.inside.core === node;

/** Whether `node` stands in `holder`, at any depth. */
export function isInside(node: Node, holder: Node): boolean {
  for (let at = node.inside; at; at = at.inside) if (at === holder) return true;
  return false;
}

function reportUnknown(need: Exclude<Need, { node: Node }>, node: Node, cooking: Cooking): void {
  if (cooking.lacksSteps) return;
  const { reporter } = cooking.context;
  const span = needSpan(need, cooking);
  const facts = {
    step: `step ${JSON.stringify(writtenId(node))}`,
    key: need.key,
    name: need.name,
    get near() {
      return reporter.near(need.name, need.names.known());
    },
  };
  reporter.report('GT3001', facts, { span, related: cooking.originNotes(firstOrigin(node)) });
}

/** As the author wrote it, so that a mistake in a loop is not reported once for each iteration. */
const writtenId = (node: Node): string => stepBehind(node)?.table.id ?? node.id;

const firstOrigin = (node: Node): Step['origin'] => stepBehind(node)?.origin;
