import fc from 'fast-check';
import { describe, it } from 'vitest';
import { drawnSteps } from './drawn-formula.js';
import { drawnAct } from './drawn-history.js';
import { live } from './live.js';

// Random formulas, poured, and random histories of what workers, people, operators and time do to them: after each action
// the engine, on SQLite, and the model, which counts everything anew from the rules, say the same of every bead (state,
// hold, outcome, attempt), of readiness and its order, of every molecule, and of why those are where they are that have
// moved, and one other; and the events alone come to what the rows say (spec: LAW-10).

/** Actions on each kind of matter, at the least; together 10,000. */
const ACTIONS = 5_000;
/** What is drawn is the same each time, so that a red run means a change; MODEL_SEED draws other histories. */
const SEED = Number(process.env['MODEL_SEED'] ?? 42);

describe('random histories', () => {
  it.each(['liquid', 'vapor'] as const)(
    'of %s matter: the engine does what the model does',
    async (phase) => {
      let made = 0;
      const history = fc.array(drawnAct, { minLength: 30, maxLength: 60, size: 'max' });
      const property = fc.asyncProperty(drawnSteps, history, async (steps, acts) => {
        made += await live(steps, acts, phase);
      });
      for (let seed = SEED; made < ACTIONS; seed += 1)
        await fc.assert(property, { seed, numRuns: 50, endOnFailure: true });
      process.stdout.write(`${made} actions on ${phase} matter\n`);
    },
    // On a busy machine.
    600_000,
  );
});
