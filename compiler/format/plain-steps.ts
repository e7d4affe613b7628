import type { ProtoStep } from '../emit/protomolecule.js';
import { emptyTable, type Table } from '../read/spans.js';
import { plainStep, type Refuse, within } from './plain-step.js';
import { Shape } from './shape.js';

/** Steps as tables, containers with their children in them. */
export interface PlainSteps {
  readonly steps: Table[];
  /** By table: the step that it says. */
  readonly origins: ReadonlyMap<Table, ProtoStep>;
}

/** The keys of a step that a formula may have. */
export const STEP_KEYS: ReadonlySet<string> = new Set(Shape.formula.below('steps').items.keys);

/**
 * The steps of a workflow, in their order. `needs`: whole ids by step. The body of a loop with `until`, which is
 * repeated only while the molecule runs, becomes a body again.
 */
export function plainSteps(
  steps: readonly ProtoStep[],
  needs: ReadonlyMap<string, readonly string[]>,
  refuse: Refuse,
  left: (step: string, key: string) => void,
): PlainSteps {
  const inside = new Map<string | undefined, ProtoStep[]>();
  for (const step of steps) {
    const list = inside.get(step.container);
    if (list) list.push(step);
    else inside.set(step.container, [step]);
  }
  const origins = new Map<Table, ProtoStep>();
  const tablesOf = (container: string | undefined, bodies: readonly string[]): Table[] =>
    (inside.get(container) ?? []).map((step) => {
      const prefix = bodies.at(-1) ?? '';
      const own = needs.get(step.id) ?? [];
      const table = plainStep({ step, needs: own, prefix }, STEP_KEYS, refuse, (key) => left(step.id, key));
      origins.set(table, step);
      if (!step.loop) {
        const children = tablesOf(step.id, bodies);
        if (children.length > 0) table['children'] = children;
        return table;
      }
      const { until, max, on_exhausted } = step.loop;
      const body = tablesOf(step.id, [...bodies, `${step.id}.iter1.`]);
      table['loop'] = Object.assign(emptyTable(), {
        until,
        max,
        ...(on_exhausted !== 'fail' && { on_exhausted }),
        body,
      });
      return table;
    });
  const tables = tablesOf(undefined, []);
  refuseHidden(steps, needs, refuse);
  return { steps: tables, origins };
}

/** In a body a name means the step of the same iteration; what it hides outside cannot be named there. */
function refuseHidden(
  steps: readonly ProtoStep[],
  needs: ReadonlyMap<string, readonly string[]>,
  refuse: Refuse,
): void {
  const byId = new Map(steps.map((step) => [step.id, step]));
  for (const step of steps) {
    for (let at = step.container; at !== undefined; at = byId.get(at)?.container) {
      if (!byId.get(at)?.loop) continue;
      const prefix = `${at}.iter1.`;
      const hidden = needs
        .get(step.id)
        ?.find((need) => within(need, prefix) === need && byId.has(prefix + need));
      if (hidden !== undefined) {
        refuse(
          `step "${step.id}"`,
          `it needs "${hidden}", and in its loop that name means "${prefix}${hidden}"`,
        );
      }
    }
  }
}
