import { type Node, type Step, stepBehind, stepsOf } from '../../expand/region.js';
import type { LintSubject } from '../../rules/subject.js';
import type { StepPlace } from './step-places.js';

/** A step that stands in no line of the formula's own steps. */
export interface Addition {
  readonly id: string;
  /** The formula that it is written in. */
  readonly by: string;
}

/** What composition adds beside one step. */
export interface Beside {
  readonly place: StepPlace;
  /** Inherited steps that stand right before it, in the order of the source. */
  readonly inheritedBefore: readonly Addition[];
  /** The same behind the last step of its list. */
  readonly inheritedAfter: readonly Addition[];
  readonly wovenBefore: readonly Addition[];
  readonly wovenAfter: readonly Addition[];
  /** Ids that it waits for because of what was woven, and that it does not say. */
  readonly wovenNeeds: readonly string[];
}

/** What composition adds to the steps that a formula writes. */
export interface Additions {
  readonly beside: readonly Beside[];
  /** Inherited steps where the formula has none of its own to put them beside. */
  readonly inheritedAlone: readonly Addition[];
  /** How many there are in all. */
  readonly inherited: number;
  readonly woven: number;
}

type Draft = { -readonly [Key in keyof Beside]: Beside[Key] };

/** What became of a formula, beside the steps of a text that may have changed since: steps are found by their ids. */
export function additionsOf(
  { root, cooking, schedule }: LintSubject,
  places: ReadonlyMap<string, StepPlace>,
): Additions {
  const { spans } = cooking.context;
  const drafts = new Map<StepPlace, Draft>();
  const woven = new Set<string>();
  let inherited = 0;
  const sourceOf = (step: Step) => spans.table(step.table)?.source ?? step.from.source;
  const addition = (step: Step): Addition => ({
    id: step.id,
    by: sourceOf(step).id.replace(/^[^:]*:/, ''),
  });
  const steps = (nodes: readonly Node[]): Addition[] =>
    [...stepsOf(nodes)].filter(({ removed }) => !removed).map(addition);
  const draftOf = (place: StepPlace): Draft => {
    const known = drafts.get(place) ?? {
      place,
      inheritedBefore: [],
      inheritedAfter: [],
      wovenBefore: [],
      wovenAfter: [],
      wovenNeeds: [],
    };
    drafts.set(place, known);
    return known;
  };

  const visit = (node: Node, around: StepPlace | undefined): void => {
    if (node.kind === 'region' && node.role === 'advice') {
      const at = node.members.indexOf(node.core as Node);
      const [before, after] = [steps(node.members.slice(0, at)), steps(node.members.slice(at + 1))];
      for (const { id } of [...before, ...after]) woven.add(id);
      const behind = stepBehind(node);
      const place = (behind && places.get(behind.id)) ?? around;
      const draft = place && draftOf(place);
      if (draft) draft.wovenBefore = [...draft.wovenBefore, ...before];
      if (node.core) visit(node.core, place);
      if (draft) draft.wovenAfter = [...draft.wovenAfter, ...after];
      return;
    }
    const step = stepBehind(node);
    visitAll(node.members, (step && places.get(step.id)) ?? around);
  };
  const alone: Addition[] = [];
  const visitAll = (nodes: readonly Node[], around: StepPlace | undefined): void => {
    let run: Addition[] = [];
    let last: StepPlace | undefined;
    for (const node of nodes) {
      const step = stepBehind(node);
      const place = step && places.get(step.id);
      // What the text has no more was not inherited for that.
      if (step && !place && !around && !step.removed && sourceOf(step) !== root.source) {
        run.push(addition(step));
        inherited++;
      }
      if (place) {
        if (run.length > 0) draftOf(place).inheritedBefore = run;
        run = [];
        last = place;
      }
      visit(node, around);
    }
    if (run.length === 0) return;
    if (last) draftOf(last).inheritedAfter = run;
    else alone.push(...run);
  };
  visitAll(cooking.roots, undefined);

  if (woven.size > 0)
    for (const { step, needs } of schedule.steps) {
      const place = places.get(step.id);
      const written = new Set([...(step.table.needs ?? []), ...(step.table.depends_on ?? [])]);
      const added = place ? needs.filter((id) => woven.has(id) && !written.has(id)) : [];
      if (place && added.length > 0) draftOf(place).wovenNeeds = added;
    }
  const beside = [...drafts.values()].sort((a, b) => a.place.head - b.place.head);
  return { beside, inheritedAlone: alone, inherited, woven: woven.size };
}
