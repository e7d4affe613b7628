import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { Beside } from './beside.js';
import { drawnSteps } from './drawn-formula.js';
import { actOf, drawnAct } from './drawn-history.js';
import { filesOf } from './written-formula.js';

// Random formulas, poured, and random histories of what workers, people and time do to them: after each action the
// engine, on a real SQLite file, and the model, which counts everything anew from the rules, say the same of every bead
// (state, hold, outcome, attempt, why), of readiness and its order, and of every molecule.

/** Actions in all, at the least. */
const ACTIONS = 10_000;
const LONGEST = 60;

const place = new TemporaryFolder();
afterAll(() => place.remove());
let histories = 0;

/** Gives how many actions were made. */
async function live(steps: unknown, acts: readonly unknown[], phase: 'liquid' | 'vapor'): Promise<number> {
  const folder = join(place.path('.'), String(histories++));
  mkdirSync(folder, { recursive: true });
  const beside = await Beside.open(folder);
  try {
    const files = filesOf(steps as Parameters<typeof filesOf>[0]);
    if (!(await beside.pour(files, phase))) return 0;
    await agree(beside, 'pour');
    let made = 0;
    for (const drawn of acts) {
      const act = actOf(drawn as Parameters<typeof actOf>[0], beside.world);
      if (!act) continue;
      const { engine, model } = await beside.act(act);
      made += 1;
      const what = JSON.stringify(act);
      expect({ what, said: engine === 'done' ? 'done' : 'refused' }).toEqual({
        what,
        said: model === 'done' ? 'done' : 'refused',
      });
      await agree(beside, what);
    }
    return made;
  } finally {
    beside.close();
  }
}

async function agree(beside: Beside, after: string): Promise<void> {
  const { engine, model } = await beside.seen();
  expect({ after, ...engine }).toEqual({ after, ...model });
  expect({ after, wrong: await beside.wrong() }).toEqual({ after, wrong: [] });
}

describe('random histories', () => {
  it.each(['liquid', 'vapor'] as const)(
    'of %s matter: the engine does what the model does',
    async (phase) => {
      let made = 0;
      const history = fc.array(drawnAct, { minLength: 30, maxLength: LONGEST, size: 'max' });
      const property = fc.asyncProperty(drawnSteps, history, async (steps, acts) => {
        if (made < ACTIONS / 2) made += await live(steps, acts, phase);
      });
      await fc.assert(property, { numRuns: 1_000, endOnFailure: true });
      expect(made).toBeGreaterThanOrEqual(ACTIONS / 2);
    },
  );
});
