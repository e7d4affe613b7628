// Bundles the programs and the library. Programs are CommonJS, which starts fastest, and every
// `import()` in the source becomes a file of its own that is loaded when it is reached.
import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = resolve(root, 'dist');
/** It brings the binaries of each platform, which it finds beside itself: it is loaded from node_modules. */
const NATIVE = '@photostructure/sqlite';
const shared = { bundle: true, platform: 'node', target: 'node20', logLevel: 'warning', absWorkingDir: root };

await rm(dist, { recursive: true, force: true });
execFileSync(process.execPath, [resolve(root, 'scripts/generate.mjs')], { stdio: 'inherit' });

/** Chunks by source file: what `import()` leads to. */
const chunks = new Map();
const chunkName = (file) => `${basename(dirname(file))}-${basename(file).replace(/\.[a-z]+$/, '')}.cjs`;

const lazyChunks = {
  name: 'lazy-chunks',
  setup({ onResolve }) {
    onResolve({ filter: /.*/ }, async (args) => {
      if (args.kind !== 'dynamic-import' || args.pluginData === 'seen') return undefined;
      if (args.path === NATIVE) return { path: NATIVE, external: true };
      if (!args.path.startsWith('.')) {
        // A package: bundle it through a chunk that hands on all it has.
        const name = `package-${args.path.replace(/[^a-z0-9]+/gi, '-')}.cjs`;
        chunks.set(name, {
          stdin: { contents: `module.exports = require(${JSON.stringify(args.path)});`, resolveDir: root },
        });
        return { path: `./${name}`, external: true };
      }
      const file = resolve(args.resolveDir, args.path.replace(/\.js$/, '.ts'));
      const name = chunkName(file);
      chunks.set(name, { entryPoints: [file] });
      return { path: `./${name}`, external: true };
    });
  },
};

/**
 * commander requires node:child_process at its top, for stand-alone subcommands, which we have none of;
 * that alone takes 5 ms of every start.
 */
const lateChildProcess = {
  name: 'late-child-process',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('/commander/') ? { path: 'child_process', namespace: 'late' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'late' }, () => ({
      contents: `module.exports = new Proxy({}, { get: (_, key) => require('node:child_process')[key] });`,
    }));
  },
};

const program = (entry, outfile) =>
  build({
    ...shared,
    ...entry,
    outfile: resolve(dist, outfile),
    format: 'cjs',
    minify: true,
    // `require()`, not `import()`: the ES module loader would scan each chunk for 35 ms first.
    supported: { 'dynamic-import': false },
    legalComments: 'none',
    // Its main file is UMD, whose require() esbuild does not see.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    plugins: [lazyChunks, lateChildProcess],
  });

chunks.set('start-run.cjs', { entryPoints: ['cli/start/run.ts'] });
for (const name of ['gt', 'bd']) {
  await program({ entryPoints: [`cli/start/${name}.ts`] }, `${name}.cjs`);
  const file = resolve(dist, `${name}.cjs`);
  await writeFile(file, `#!/usr/bin/env node\n${await readFile(file, 'utf8')}`);
  await chmod(file, 0o755);
}
const built = new Set();
for (let more = true; more; ) {
  more = false;
  for (const [name, entry] of chunks) {
    if (built.has(name)) continue;
    built.add(name);
    more = true;
    await program(entry, name);
  }
}

await build({
  ...shared,
  entryPoints: { 'compiler/index': 'compiler/index.ts', 'runtime/index': 'runtime/index.ts' },
  outdir: dist,
  format: 'esm',
  splitting: true,
  packages: 'external',
});

execFileSync(
  process.execPath,
  [resolve(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.types.json'],
  {
    stdio: 'inherit',
    cwd: root,
  },
);

// Each run leaves the code cache of the bundles it loaded, of all functions that it compiled; a bundle's
// last run wins, so the richest comes last.
const sample = resolve(root, 'scripts/code-cache-sample.formula.toml');
const ledger = await mkdtemp(join(tmpdir(), 'gt-build-'));
try {
  for (const args of [
    ['--help'],
    ['init', '--prefix', 'b'],
    ['create', 'one', '--id', 'b-1', '--actor', 'build'],
    ['create', 'two', '--id', 'b-2', '--deps', 'b-1', '--labels', 'x', '--actor', 'build'],
    ['blocked'],
    ['ready', '--json'],
    ['ready'],
    ['list', '--json'],
    ['list'],
    ['update', 'b-1', '--claim', '--actor', 'build'],
    ['show', 'b-1', '--json'],
    ['show', 'b-2'],
    ['close', 'b-1', '--actor', 'build'],
    ['formula', 'list'],
    ['graph', 'shiny'],
    ['cook', '--check', sample],
    ['cook', 'shiny-secure', sample],
  ]) {
    execFileSync(process.execPath, [resolve(dist, 'gt.cjs'), ...args], {
      stdio: 'ignore',
      cwd: ledger,
      env: { ...process.env, GT_WRITE_CODE_CACHE: dist },
    });
  }
} finally {
  await rm(ledger, { recursive: true, force: true });
}
