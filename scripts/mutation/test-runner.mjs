// How Stryker runs the tests of the compiler: with a worker of vitest for each, which loads the compiler anew, 6,000 mutants took
// five hours.
import { Worker } from 'node:worker_threads';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { MutantRunStatus } from '@stryker-mutator/api/test-runner';
import { bundleTests } from './bundle.mjs';

/** Milliseconds that a test may take with a mutant, beside so many times what it takes without. */
const PATIENCE = 10_000;
const TIMES = 20;
/** More than all tests need; a mutant that asks for more has no end. */
const MEGABYTES = 1500;

class InThread {
  #root = process.cwd();
  #bundle;
  #thread;

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    this.#bundle = await bundleTests(this.#root);
  }

  dryRun() {
    return this.#ask('dryRun', {});
  }

  mutantRun({ testFilter, activeMutant, mutantActivation }) {
    const { id } = activeMutant;
    return this.#ask('mutantRun', { testFilter, activeMutant: { id }, mutantActivation });
  }

  async dispose() {
    await this.#thread?.terminate();
  }

  /** What comes of it; a test that takes too long ends the thread, and is the result. */
  #ask(deed, options) {
    this.#thread ??= new Worker(new URL('./bench-thread.mjs', import.meta.url), {
      workerData: { bundle: this.#bundle, root: this.#root },
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
    });
    const thread = this.#thread;
    return new Promise((resolve, reject) => {
      let timer;
      const end = (settle, value) => {
        clearTimeout(timer);
        thread.removeAllListeners();
        settle(value);
      };
      const giveUp = (settle, value) => {
        this.#thread = undefined;
        end(settle, value);
        void thread.terminate();
      };
      thread.on('error', (error) => {
        if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return giveUp(reject, error);
        giveUp(resolve, { status: MutantRunStatus.Timeout, reason: 'out of memory' });
      });
      thread.on('exit', (code) => giveUp(reject, new Error(`the thread of the tests ended with ${code}`)));
      thread.on('message', ({ begins, took, result }) => {
        clearTimeout(timer);
        if (result) return end(resolve, result);
        timer = setTimeout(
          () => giveUp(resolve, { status: MutantRunStatus.Timeout, reason: `too long in ${begins}` }),
          PATIENCE + TIMES * took,
        );
      });
      thread.postMessage({ deed, options });
    });
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-thread', InThread)];
