import { defineConfig } from 'vitest/config';

/** `npm run proofs`: processes that are killed at every point of every change, and 64 that race for 10,000 steps. */
export default defineConfig({
  test: {
    include: ['runtime/crash/**/*.test.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
