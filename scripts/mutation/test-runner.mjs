// How Stryker runs the tests of the compiler: with a worker of vitest for each, which loads the compiler anew, 6,000 mutants took
// five hours.
import { Worker } from 'node:worker_threads';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { MutantRunStatus } from '@stryker-mutator/api/test-runner';
import { bundleTests } from './bundle.mjs';

/** Milliseconds that a test may take with a mutant, beside so many times what it takes without. */
const PATIENCE = 10_000;
const TIMES = 20;
/** And what it may take to load the compiler. */
const LOADING = 60_000;
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
      const listeners = {
        message: ({ begins, took, result }) => {
          if (result) end(resolve, result);
          else allow(PATIENCE + TIMES * took, begins);
        },
        error: (error) => {
          if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') giveUp(resolve, timeout('out of memory'));
          else giveUp(reject, error);
        },
        exit: (code) => giveUp(reject, new Error(`the thread of the tests ended with ${code}`)),
      };
      const end = (settle, value) => {
        clearTimeout(timer);
        for (const [event, listener] of Object.entries(listeners)) thread.off(event, listener);
        settle(value);
      };
      const giveUp = (settle, value) => {
        this.#thread = undefined;
        end(settle, value);
        // Whatever it still says has no meaning: it is ended.
        thread.on('error', () => {});
        void thread.terminate();
      };
      const allow = (milliseconds, what) => {
        clearTimeout(timer);
        timer = setTimeout(() => giveUp(resolve, timeout(`too long in ${what}`)), milliseconds);
      };
      for (const [event, listener] of Object.entries(listeners)) thread.on(event, listener);
      if (deed === 'mutantRun') allow(LOADING, 'loading');
      thread.postMessage({ deed, options });
    });
  }
}

const timeout = (reason) => ({ status: MutantRunStatus.Timeout, reason });

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-thread', InThread)];
