// How Stryker runs the tests of the compiler. They are loaded once and called again for each mutant, which is switched on by a
// number: with a worker of vitest for each, 6,000 mutants took five hours.
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { bundleTests } from './bundle.mjs';
import { collect } from './tests.mjs';

/** What the instrumented code reads and counts. */
const instrumented = () => (globalThis.__stryker__ ??= {});

class InProcess {
  #root = process.cwd();
  #bundle;
  #tests;
  /** Milliseconds that each test took without a mutant, by id: the quickest are asked first. */
  #took = new Map();

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    this.#bundle = await bundleTests(this.#root);
  }

  async dryRun() {
    const counts = instrumented();
    await this.#load();
    const tests = await this.#run(this.#tests, false, (test) => {
      counts.currentTestId = test?.id;
    });
    for (const { id, timeSpentMs } of tests) this.#took.set(id, timeSpentMs);
    return { status: DryRunStatus.Complete, tests, mutantCoverage: counts.mutantCoverage };
  }

  async mutantRun({ testFilter, activeMutant, mutantActivation, hitLimit, disableBail }) {
    const counts = instrumented();
    Object.assign(counts, { hitCount: 0, hitLimit, activeMutant: undefined });
    try {
      // What runs as a module is loaded has to be loaded with the mutant, and again without it.
      const isStatic = mutantActivation === 'static';
      if (isStatic) counts.activeMutant = activeMutant.id;
      if (isStatic || !this.#tests) await this.#load();
      counts.activeMutant = activeMutant.id;
      const wanted = new Set(testFilter ?? this.#tests.map(({ id }) => id));
      const chosen = this.#tests.filter(({ id }) => wanted.has(id));
      let tests = await this.#run(chosen, !disableBail);
      if (isStatic) this.#tests = undefined;
      else if (await this.#isSpoilt(tests)) {
        await this.#load();
        counts.hitCount = 0;
        tests = await this.#run(
          this.#tests.filter(({ id }) => wanted.has(id)),
          !disableBail,
        );
      }
      return toMutantRunResult(
        determineHitLimitReached(counts.hitCount, hitLimit) ?? { status: DryRunStatus.Complete, tests },
      );
    } catch (error) {
      this.#tests = undefined;
      // It cannot even be loaded with the mutant: every test would fail.
      const failed = { id: 'load', name: 'load', timeSpentMs: 0, status: TestStatus.Failed };
      return toMutantRunResult({
        status: DryRunStatus.Complete,
        tests: [{ ...failed, failureMessage: String(error) }],
      });
    } finally {
      counts.activeMutant = undefined;
    }
  }

  async #load() {
    this.#tests = await collect(this.#bundle, this.#root);
  }

  /** Whether a test that failed with the mutant fails without it too: a mutant has left something behind. */
  async #isSpoilt(results) {
    const counts = instrumented();
    const failed = results.find(({ status }) => status === TestStatus.Failed);
    if (!failed) return false;
    const { activeMutant, hitCount, hitLimit } = counts;
    Object.assign(counts, { activeMutant: undefined, hitLimit: undefined });
    const [again] = await this.#run(
      this.#tests.filter(({ id }) => id === failed.id),
      true,
    );
    Object.assign(counts, { activeMutant, hitCount, hitLimit });
    return again.status === TestStatus.Failed;
  }

  async #run(tests, bail, onTest = () => {}) {
    const quickest = (test) => this.#took.get(test.id) ?? 0;
    const results = [];
    for (const test of [...tests].sort((a, b) => quickest(a) - quickest(b))) {
      onTest(test);
      const start = performance.now();
      const failure = await test.run().then(
        () => undefined,
        (error) => String(error),
      );
      onTest(undefined);
      const result = { id: test.id, name: test.name, timeSpentMs: performance.now() - start };
      if (failure === undefined) results.push({ ...result, status: TestStatus.Success });
      else results.push({ ...result, status: TestStatus.Failed, failureMessage: failure });
      if (failure !== undefined && bail) break;
    }
    return results;
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcess)];
