import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{compiler,runtime,cli,bench,scripts,test}/**/*.test.ts'],
    // A hung child process must fail its test, not the whole run.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
