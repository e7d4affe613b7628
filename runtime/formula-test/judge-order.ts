import type { StepHistory } from './history.js';
import type { Unmet } from './judge.js';
import { matcher } from './scripts.js';

/** Whether all that each name means had ended before anything that the next one means began. */
export function judgeOrder(names: readonly string[], steps: readonly StepHistory[]): Unmet[] {
  const unmet: Unmet[] = [];
  for (const [at, second] of names.entries()) {
    const first = names[at - 1];
    if (first !== undefined) unmet.push(...judgePair(first, second, steps));
  }
  return unmet;
}

/** A step that did not run has no place in an order: whoever expects one expects that it runs. */
function judgePair(first: string, second: string, steps: readonly StepHistory[]): Unmet[] {
  const [before, after] = [meant(first, steps), meant(second, steps)];
  const expected = `${JSON.stringify(first)} ends before ${JSON.stringify(second)} begins`;
  const about = [...before, ...after].map(({ id }) => id);
  const ran = [...before, ...after].filter(({ began }) => began !== undefined);
  for (const [name, group] of [
    [first, before],
    [second, after],
  ] as const)
    if (!group.some((step) => ran.includes(step)))
      return [{ expected, happened: `${JSON.stringify(name)} never begins`, steps: about }];
  for (const one of before) {
    if (one.began === undefined) continue;
    for (const other of after) {
      if (other.began === undefined || one === other) continue;
      if (one.ended !== undefined && one.ended < other.began) continue;
      const when = one.ended === undefined ? 'never ends' : 'has not ended by then';
      return [
        {
          expected,
          happened: `${JSON.stringify(other.id)} begins, and ${JSON.stringify(one.id)} ${when}`,
          steps: [one.id, other.id],
        },
      ];
    }
  }
  return [];
}

const meant = (name: string, steps: readonly StepHistory[]): StepHistory[] => {
  const is = matcher(name);
  return steps.filter(({ id }) => is(id));
};
