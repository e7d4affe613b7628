import { defineConfig } from 'vitest/config';

/**
 * `npm run proofs`: processes that are killed at every point of every change, 64 that race for 10,000 steps, a town in which
 * workers and dispatchers are killed for two minutes, and every name and key of the fixtures with each of its letters wrong.
 */
export default defineConfig({
  test: {
    include: ['{runtime/crash,test/chaos}/**/*.test.ts', 'test/mutation.test.ts'],
    env: { SLIPS: 'all' },
    testTimeout: 1_800_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
