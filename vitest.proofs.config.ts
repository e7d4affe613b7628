import { defineConfig } from 'vitest/config';

/**
 * `npm run proofs`: processes that are killed at every point of every change, 64 that race for 10,000 steps, and a town in
 * which workers and dispatchers are killed for two minutes.
 */
export default defineConfig({
  test: {
    include: ['{runtime/crash,test/chaos}/**/*.test.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
