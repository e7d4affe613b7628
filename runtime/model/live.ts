import type { Act } from './act.js';
import { Beside } from './beside.js';
import type { DrawnStep } from './drawn-formula.js';
import { actOf, type DrawnAct } from './drawn-history.js';
import { filesOf } from './written-formula.js';

/** The engine did not do what the rules say. */
export class Apart extends Error {
  override readonly name = 'Apart';
  constructor(files: Readonly<Record<string, string>>, acts: readonly Act[], differences: readonly string[]) {
    const history = acts.map((act) => JSON.stringify(act));
    super([...Object.values(files), ...history, 'then the engine said:', ...differences].join('\n'));
  }
}

/** Pour a formula and do all that was drawn, to the engine and to the model. Gives how many actions were made; throws Apart. */
export async function live(
  steps: readonly DrawnStep[],
  drawn: readonly DrawnAct[],
  phase: 'liquid' | 'vapor',
): Promise<number> {
  const files = filesOf(steps);
  const acts: Act[] = [];
  const beside = await Beside.open();
  const agree = (differences: readonly string[]): void => {
    if (differences.length > 0) throw new Apart(files, acts, differences);
  };
  try {
    if (!(await beside.pour(files, phase))) return 0;
    agree(await beside.differences(true));
    for (const each of drawn) {
      const act = actOf(each, beside.world);
      if (!act) continue;
      acts.push(act);
      const { engine, model } = await beside.act(act);
      if ((engine === 'done') !== (model === 'done')) agree([`${engine} and not: ${model}`]);
      agree(await beside.differences(false));
    }
    agree(await beside.differences(true));
    return acts.length;
  } finally {
    beside.close();
  }
}
