// The tests of the compiler, in a thread that can be ended where a mutant does not: loaded once, and called again for each
// mutant, which is switched on by its number.
import { readFileSync, writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { DryRunStatus, MutantRunStatus, TestStatus } from '@stryker-mutator/api/test-runner';
import { collect } from './tests.mjs';

/** What the instrumented code reads and counts. */
const instrumented = () => (globalThis.__stryker__ ??= {});

/** What the run without a mutant has shown, for the other processes that run mutants: they share its folder. */
const KNOWN = 'without-mutants.json';

/** A mutant that is reached so much more often than without it, in one test, makes an endless loop. */
const MORE_OFTEN = 100;
const OFTEN = 10_000;

class Bench {
  #tests;
  /** By id of a test: how many milliseconds it took, and how often it reached each mutant. */
  #known;

  async dryRun() {
    const counts = instrumented();
    await this.#load();
    const tests = [];
    for (const test of this.#tests) {
      counts.currentTestId = test.id;
      tests.push(await run(test));
    }
    counts.currentTestId = undefined;
    const { mutantCoverage } = counts;
    const took = Object.fromEntries(tests.map(({ id, timeSpentMs }) => [id, timeSpentMs]));
    writeFileSync(KNOWN, JSON.stringify({ took, reached: mutantCoverage?.perTest ?? {} }));
    return { status: DryRunStatus.Complete, tests, mutantCoverage };
  }

  async mutantRun({ testFilter, activeMutant, mutantActivation }) {
    const counts = instrumented();
    this.#known ??= JSON.parse(readFileSync(KNOWN, 'utf8'));
    // What runs as a module is loaded has to be loaded with the mutant, and again without it.
    const isStatic = mutantActivation === 'static';
    try {
      counts.activeMutant = isStatic ? activeMutant.id : undefined;
      if (isStatic || !this.#tests) await this.#load();
      const wanted = testFilter && new Set(testFilter);
      const result = await this.#try(activeMutant, wanted);
      if (isStatic || !(await this.#isSpoilt(result))) return result;
      await this.#load();
      return await this.#try(activeMutant, wanted);
    } catch (error) {
      // It cannot even be loaded with the mutant: every test would fail.
      this.#tests = undefined;
      return { status: MutantRunStatus.Killed, killedBy: [], failureMessage: String(error), nrOfTests: 0 };
    } finally {
      counts.activeMutant = undefined;
      if (isStatic) this.#tests = undefined;
    }
  }

  /** The tests that are wanted, the quickest first, until one fails. */
  async #try(mutant, wanted) {
    const counts = instrumented();
    const { took, reached } = this.#known;
    const tests = this.#tests
      .filter(({ id }) => wanted?.has(id) ?? true)
      .sort((a, b) => (took[a.id] ?? 0) - (took[b.id] ?? 0));
    counts.activeMutant = mutant.id;
    for (const [at, test] of tests.entries()) {
      counts.hitCount = 0;
      counts.hitLimit = Math.max(OFTEN, MORE_OFTEN * (reached[test.id]?.[mutant.id] ?? 0));
      parentPort.postMessage({ begins: test.id, took: took[test.id] ?? 0 });
      const { status, failureMessage } = await run(test);
      if (counts.hitCount > counts.hitLimit)
        return { status: MutantRunStatus.Timeout, reason: `endless loop in ${test.id}` };
      if (status === TestStatus.Failed)
        return { status: MutantRunStatus.Killed, killedBy: [test.id], failureMessage, nrOfTests: at + 1 };
    }
    return { status: MutantRunStatus.Survived, nrOfTests: tests.length };
  }

  /** Whether a test that failed with the mutant fails without it too: a mutant has left something behind. */
  async #isSpoilt({ killedBy: [id] = [] }) {
    const test = this.#tests.find((each) => each.id === id);
    if (!test) return false;
    Object.assign(instrumented(), { activeMutant: undefined, hitLimit: undefined });
    return (await run(test)).status === TestStatus.Failed;
  }

  async #load() {
    this.#tests = await collect(workerData.bundle, workerData.root);
  }
}

async function run(test) {
  const start = performance.now();
  const failure = await test.run().then(
    () => undefined,
    (error) => String(error),
  );
  const result = { id: test.id, name: test.name, timeSpentMs: performance.now() - start };
  return failure === undefined
    ? { ...result, status: TestStatus.Success }
    : { ...result, status: TestStatus.Failed, failureMessage: failure };
}

const bench = new Bench();
parentPort.on('message', async ({ deed, options }) => {
  parentPort.postMessage({ result: await bench[deed](options) });
});
