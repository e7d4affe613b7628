import { defineConfig } from 'vitest/config';

/**
 * `npm run proofs`: processes that are killed at every point of every change, 64 that race for 10,000 steps, and random
 * histories beside the model.
 */
export default defineConfig({
  test: {
    include: ['{runtime/crash,runtime/model,test/chaos}/**/*.test.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
