import { configDefaults, defineConfig } from 'vitest/config';

// Each start of Node 20 reads the certificates that the environment names, for 40 ms. Thousands of starts of programs that
// speak to no server would take minutes more.
delete process.env.NODE_EXTRA_CA_CERTS;

export default defineConfig({
  test: {
    include: ['{compiler,runtime,cli,editors,bench,scripts,test}/**/*.test.ts'],
    // Killed and racing processes by the hundred take minutes: `npm run proofs`.
    exclude: [...configDefaults.exclude, 'runtime/crash/**', 'test/chaos/**'],
    // Most tests run the programs and wait for them meanwhile: one more at a time than there are processors to spare.
    maxWorkers: 2,
    // Modules keep nothing (ARCHITECTURE.md), so that each worker loads the compiler once, not for each file.
    isolate: false,
    // A hung child process must fail its test, not the whole run; the slowest test takes a minute of an idle machine.
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
});
