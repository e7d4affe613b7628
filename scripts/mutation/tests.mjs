import { createRequire } from 'node:module';

/** Of vitest's runner, which only collects: what a test is, and its name. */
const CONFIG = {
  setupFiles: [],
  sequence: { hooks: 'stack', setupFiles: 'list', seed: 0 },
  maxConcurrency: 1,
  testTimeout: 600_000,
  hookTimeout: 600_000,
  retry: 0,
  tags: [],
};

/**
 * Evaluate the script of `bundle.mjs`: every module of the compiler is new in it. Gives its tests, `{id, name, run}`, in order;
 * `run` rejects when the test fails. Throws when a file cannot be loaded, as with a mutant that breaks what runs at once.
 */
export async function collect({ paths, script }, root) {
  const module = { exports: {} };
  new Function('require', 'module', 'exports', script)(
    createRequire(import.meta.url),
    module,
    module.exports,
  );
  const { collectTests, getFn, files } = module.exports;
  const collected = await collectTests(paths, {
    config: { ...CONFIG, root },
    importFile: (path) => files[path](),
  });
  return collected.flatMap((file) => {
    const [error] = file.result?.errors ?? [];
    if (error) throw new Error(`${file.name}: ${error.message}`);
    return testsIn(file, [file.name], getFn);
  });
}

function testsIn(suite, names, getFn) {
  return suite.tasks.flatMap((task) => {
    const path = [...names, task.name];
    if (task.type === 'suite') return testsIn(task, path, getFn);
    return [{ id: path.join(' > '), name: path.join(' > '), run: async () => getFn(task)() }];
  });
}
