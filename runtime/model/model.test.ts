import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnSteps } from './drawn-formula.js';
import { drawnAct } from './drawn-history.js';
import { live } from './live.js';

// Random formulas, poured, and random histories of what workers, people and time do to them: after each action the
// engine, on SQLite, and the model, which counts everything anew from the rules, say the same of every bead (state, hold,
// outcome, attempt, why), of readiness and its order, of every molecule, and of what the events alone come to.

/** Histories of each phase, and actions that they make at the least, together 10,000. */
const HISTORIES = 260;
const ACTIONS = 5_000;

describe('random histories', () => {
  it.each(['liquid', 'vapor'] as const)(
    'of %s matter: the engine does what the model does',
    async (phase) => {
      let made = 0;
      const history = fc.array(drawnAct, { minLength: 30, maxLength: 60, size: 'max' });
      const property = fc.asyncProperty(drawnSteps, history, async (steps, acts) => {
        made += await live(steps, acts, phase);
      });
      await fc.assert(property, { numRuns: HISTORIES, endOnFailure: true });
      process.stdout.write(`${made} actions on ${phase} matter\n`);
      expect(made).toBeGreaterThanOrEqual(ACTIONS);
    },
  );
});
