// The tests that are run against mutants, as one script: those of the phases that are mutated and of the ones next to them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const PHASES = ['check', 'language', 'inherit', 'expand', 'weave', 'wire', 'graph', 'emit'];

/**
 * They take seconds each, which every mutant that lives would pay: inputs of a size that only shows how cost grows, and
 * thousands of random ones.
 */
const LEFT_OUT =
  /scale\.test\.ts$|parser-fuzz\.test\.ts$|wire\/order\.test\.ts$|emit\/(texts|total-text|fingerprint)\.test\.ts$/;

/** The paths of the test files under `root`, and the text of a CommonJS script that gives what `tests.mjs` needs of them. */
export async function bundleTests(root) {
  const paths = PHASES.flatMap((phase) =>
    readdirSync(join(root, 'compiler', phase), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => `compiler/${phase}/${name}`),
  )
    .filter((path) => !LEFT_OUT.test(path))
    .sort();
  const each = paths.map((path) => `${JSON.stringify(path)}: () => import('./${path}')`);
  const { outputFiles } = await build({
    stdin: {
      contents: `import './compiler/testing/mutation-setup.ts';
export { collectTests, getFn } from '@vitest/runner';
export const files = {${each}};`,
      resolveDir: root,
    },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    alias: { vitest: join(import.meta.dirname, 'expectations.mjs') },
    plugins: [ownPlace],
    logLevel: 'error',
  });
  return { paths, script: outputFiles[0].text };
}

/** A file that asks where it is gets its own place, not that of the script. */
const ownPlace = {
  name: 'own-place',
  setup: ({ onLoad }) =>
    onLoad({ filter: /compiler[\\/].*\.test\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(path).href),
      ),
      loader: 'ts',
    })),
};
