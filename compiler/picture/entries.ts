import type { Picture, PictureStep } from './picture.js';

/** A step, or a barrier (without `step`). */
export interface Entry {
  readonly id: string;
  readonly step: PictureStep | undefined;
  readonly needs: readonly string[];
}

/** The steps in their order, each barrier just before the first step that waits for it. */
export function entriesOf({ steps, barriers }: Picture): Entry[] {
  const isBarrier = new Set(barriers.map(({ id }) => id));
  /** By barrier: the position of the first step that waits for it, if only behind other barriers. */
  const firstUse = new Map<string, number>();
  function use(needs: readonly string[], position: number): void {
    for (const need of needs) {
      if (isBarrier.has(need) && position < (firstUse.get(need) ?? Number.POSITIVE_INFINITY)) {
        firstUse.set(need, position);
      }
    }
  }
  steps.forEach(({ needs }, position) => {
    use(needs, position);
  });
  for (const { id, needs } of [...barriers].reverse()) use(needs, firstUse.get(id) ?? steps.length);

  const before = new Map<number, Entry[]>();
  for (const { id, needs } of barriers) {
    const position = firstUse.get(id) ?? steps.length;
    const entry = { id, needs, step: undefined };
    const list = before.get(position);
    if (list) list.push(entry);
    else before.set(position, [entry]);
  }
  const entries: Entry[] = [];
  steps.forEach((step, position) => {
    for (const barrier of before.get(position) ?? []) entries.push(barrier);
    entries.push({ id: step.id, needs: step.needs, step });
  });
  for (const barrier of before.get(steps.length) ?? []) entries.push(barrier);
  return entries;
}

/** The position of the first entry of each id. */
export function positionsOf(entries: readonly Entry[]): Map<string, number> {
  const positions = new Map<string, number>();
  entries.forEach(({ id }, position) => {
    if (!positions.has(id)) positions.set(id, position);
  });
  return positions;
}
