import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{compiler,runtime,cli,editors,bench,scripts,test}/**/*.test.ts'],
    // Killed and racing processes by the hundred take minutes: `npm run proofs`.
    exclude: [...configDefaults.exclude, 'runtime/crash/**', 'test/chaos/**'],
    // Most tests run the programs and wait for them meanwhile: one more at a time than there are processors to spare.
    maxWorkers: 2,
    // A hung child process must fail its test, not the whole run; the slowest test takes a minute of an idle machine.
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
});
