import type { PhaseContext } from '../check/context.js';
import type { Step } from '../check/generated/formula.js';
import { checkStep } from '../check/step-rules.js';
import { MAX_STEP_NESTING } from '../limits.js';
import { emptyTable, type Table } from '../read/spans.js';
import { patchedStep } from './patched-step.js';

/** The lists of a formula that hold steps by id, and whether these can say in which order they stand. */
const LISTS = { steps: true, template: true, legs: false, aspects: false } as const;

/** What a part of a step cannot be without, once a patch has brought it; a test holds this against the schema. */
export const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  gate: ['type'],
  retry: ['max_attempts'],
  check: ['run'],
  loop: ['body'],
  on_complete: ['for_each', 'bond'],
};

/** Keys that order and compose steps, which parts of a convoy do not have. */
export const OF_STEPS: readonly string[] = [
  'needs',
  'depends_on',
  'needs_add',
  'needs_remove',
  'waits_for',
  'parallel',
  'children',
  'loop',
  'expand',
  'expand_vars',
];

/** Keys that only legs have. */
export const OF_LEGS: readonly string[] = ['focus', 'review_only'];

/**
 * Change single fields of the steps of `merged`, what a formula has once it is folded in (spec: EXT-5): every
 * step that was written with the id, children, bodies of loops, legs and the synthesis included.
 * `patches`: by id.
 */
export function applyPatches(
  merged: Table,
  patches: Readonly<Record<string, Table>>,
  context: PhaseContext,
): void {
  const patching = new Patching(patches, context);
  for (const [key, isOrdered] of Object.entries(LISTS)) {
    const list = merged[key] as Table[] | undefined;
    if (list) merged[key] = patching.list(list, isOrdered);
  }
  const synthesis = merged['synthesis'] as Table | undefined;
  if (synthesis) merged['synthesis'] = patching.one(synthesis, 'synthesis', false);
  patching.reportUnknown();
}

class Patching {
  readonly #known = new Set<string>();
  /** The patches in whose children or bodies we are. */
  readonly #bringing = new Set<string>();
  /** Steps were left out, so that a patch without a step says nothing. */
  #isCut = false;

  constructor(
    private readonly patches: Readonly<Record<string, Table>>,
    private readonly context: PhaseContext,
  ) {}

  /** The same list when nothing in it changes. `depth`: how many steps these stand in, themselves included. */
  list(steps: Table[], isOrdered: boolean, depth = 1): Table[] {
    const { reporter, spans } = this.context;
    if (depth > MAX_STEP_NESTING) {
      const [first] = steps;
      reporter.report('GT2014', { limit: MAX_STEP_NESTING }, { span: first && spans.table(first) });
      this.#isCut = true;
      return [];
    }
    // From outside in: what another patch brings is patched, and what it takes the place of is not.
    const list = steps.map((step) => {
      const id = String(step['id']);
      return this.#inside(this.one(step, id, isOrdered), id, depth);
    });
    return list.some((step, index) => step !== steps[index]) ? list : steps;
  }

  one(step: Table, id: string, isOrdered: boolean): Table {
    this.#known.add(id);
    const patch = this.#patchOf(id);
    if (!patch) return step;
    this.#checkKeys(patch, id, isOrdered);
    this.#checkRemovedNeeds(step, patch, id);
    const result = patchedStep(step, patch, this.context.spans);
    this.#checkResult(result as unknown as Step, id);
    return result;
  }

  /** What a patch brings itself it does not change again: that would never end. */
  #patchOf(id: string): Table | undefined {
    return Object.hasOwn(this.patches, id) && !this.#bringing.has(id) ? this.patches[id] : undefined;
  }

  #inside(step: Table, id: string, depth: number): Table {
    const { spans } = this.context;
    const children = step['children'] as Table[] | undefined;
    const loop = step['loop'] as Table | undefined;
    const body = loop?.['body'] as Table[] | undefined;
    const patch = this.#patchOf(id);
    const within = (steps: Table[], isBrought: boolean): Table[] => {
      if (isBrought) this.#bringing.add(id);
      const list = this.list(steps, true, depth + 1);
      if (isBrought) this.#bringing.delete(id);
      return list;
    };
    const newChildren = children && within(children, patch?.['children'] !== undefined);
    const newBody = body && within(body, (patch?.['loop'] as Table | undefined)?.['body'] !== undefined);
    if (newChildren === children && newBody === body) return step;
    const copy: Table = Object.assign(emptyTable(), step);
    spans.copy(step, copy);
    if (newChildren) copy['children'] = newChildren;
    if (loop && newBody) {
      const newLoop: Table = Object.assign(emptyTable(), loop, { body: newBody });
      spans.copy(loop, newLoop);
      copy['loop'] = newLoop;
    }
    return copy;
  }

  /** A patch may only say what its step could. */
  #checkKeys(patch: Table, id: string, isOrdered: boolean): void {
    const { reporter, spans } = this.context;
    const where = `the patch of ${JSON.stringify(id)}`;
    const [first, ...others] = Object.keys(patch).filter((key) => key !== 'remove');
    if (patch['remove'] === true && first !== undefined) {
      const reason = 'a step that goes cannot change; keep one of them';
      reporter.report(
        'GT2010',
        { where, one: 'remove', other: first, reason },
        { span: spans.key(patch, first) },
      );
      for (const key of [first, ...others]) delete patch[key];
    }
    const because = isOrdered ? 'only legs have it' : 'legs and the synthesis do not have it';
    for (const key of Object.keys(patch)) {
      if (!(isOrdered ? OF_LEGS : OF_STEPS).includes(key)) continue;
      reporter.report('GT2012', { where, key, because }, { span: spans.key(patch, key) });
      delete patch[key];
    }
  }

  #checkRemovedNeeds(step: Table, patch: Table, id: string): void {
    const { reporter, spans } = this.context;
    const list = (key: string): string[] => (step[key] as string[] | undefined) ?? [];
    const has = new Set([...list('needs'), ...list('depends_on'), ...list('needs_add')]);
    ((patch['needs_remove'] as string[] | undefined) ?? []).forEach((name, index) => {
      if (has.has(name)) return;
      const facts = {
        step: id,
        name,
        has,
        get near() {
          return reporter.near(name, has);
        },
      };
      reporter.report('GT4005', facts, { span: spans.item(patch, 'needs_remove', index) });
    });
  }

  #checkResult(step: Step, id: string): void {
    const { reporter, spans } = this.context;
    const table = step as unknown as Table;
    for (const [part, required] of Object.entries(REQUIRED)) {
      const value = table[part] as Table | undefined;
      const missing = value && required.find((key) => value[key] === undefined);
      if (missing === undefined) continue;
      const facts = {
        where: `${part} of step ${JSON.stringify(id)}`,
        key: missing,
        because: 'the inherited step has none',
      };
      reporter.report('GT2011', facts, { span: spans.value(table, part) });
      delete table[part];
    }
    checkStep(step, this.context);
  }

  reportUnknown(): void {
    if (this.#isCut) return;
    const { reporter, spans } = this.context;
    for (const id of Object.keys(this.patches)) {
      if (this.#known.has(id)) continue;
      const near = reporter.near(id, this.#known);
      reporter.report('GT4004', { id, near }, { span: spans.key(this.patches, id) });
    }
  }
}
