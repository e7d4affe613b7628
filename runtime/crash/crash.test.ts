import { cpSync, mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLedger } from '../ledger/open.js';
import { ChildProgram } from '../testing/child-program.js';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { type WholeLedger, wholeLedger, wrongCountsOf } from '../testing/whole-ledger.js';
import { CLOCK, engineOver } from './engine.js';
import { SCENARIOS, type Scenario } from './scenarios.js';

// A process is killed with SIGKILL before and after every statement of every change, and around its commit. Afterwards
// all of the change is there or nothing, and doing it again comes to what one undisturbed run comes to.

let program: ChildProgram;
let folder: TemporaryFolder;
beforeAll(() => {
  program = new ChildProgram(new URL('./child.ts', import.meta.url));
});
afterAll(() => program.remove());

/** Processes at a time: as many as the machines that run this have cores. */
const AT_ONCE = 2;

async function begin(scenario: Scenario): Promise<string> {
  const path = folder.path('start');
  mkdirSync(path);
  const ledger = await openLedger(path, { create: { prefix: 't' } });
  await scenario.before?.(engineOver(ledger, CLOCK));
  ledger.close();
  return path;
}

/** The points of an undisturbed run, and what stands after it. */
async function undisturbed(
  name: string,
  start: string,
): Promise<{ points: string[]; before: WholeLedger; after: WholeLedger }> {
  const before = await look(start);
  cpSync(start, folder.path('whole'), { recursive: true });
  const { stdout, stderr } = await program.start(name, folder.path('whole'), '-1').ended;
  expect(stderr).toBe('');
  return {
    points: JSON.parse(stdout.at(-1) ?? '') as string[],
    before,
    after: await look(folder.path('whole')),
  };
}

async function look(path: string): Promise<WholeLedger> {
  const ledger = await openLedger(path);
  expect(await wrongCountsOf(ledger)).toEqual([]);
  const found = await wholeLedger(ledger);
  ledger.close();
  return found;
}

describe('killed at every point of', () => {
  it.each(Object.keys(SCENARIOS))('%s', async (name) => {
    const scenario = SCENARIOS[name] as Scenario;
    folder = new TemporaryFolder();
    const start = await begin(scenario);
    const { points, before, after } = await undisturbed(name, start);
    expect(points.length).toBeGreaterThan(4);
    expect(points).toContain('commit:before');

    const killAt = async (at: number): Promise<void> => {
      const path = folder.path(`killed-${at}`);
      cpSync(start, path, { recursive: true });
      const { signal } = await program.start(name, path, String(at)).ended;
      expect({ at: points[at], signal }).toEqual({ at: points[at], signal: 'SIGKILL' });
      const left = await look(path);
      // A change of several transactions may have done some of them.
      if (points.filter((point) => point === 'commit:before').length === 1)
        expect({ at: points[at], left }).toEqual({
          at: points[at],
          left: isDone(points, at) ? after : before,
        });
      const ledger = await openLedger(path);
      await scenario.act(engineOver(ledger, CLOCK + (scenario.wait ?? 0)));
      expect({ at: points[at], again: await wholeLedger(ledger) }).toEqual({ at: points[at], again: after });
      ledger.close();
    };
    const left = points.keys();
    const work = async (): Promise<void> => {
      for (const at of left) await killAt(at);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    folder.remove();
  });
});

/** Whether the commit was over at that point. */
const isDone = (points: readonly string[], at: number): boolean => points.indexOf('commit:after') <= at;
