import { defineConfig } from 'vitest/config';

/** The tests that Stryker runs against its mutants: those of the folders it mutates and of the phases after them. */
export default defineConfig({
  test: {
    include: ['compiler/{language,inherit,expand,weave,wire,graph,emit}/**/*.test.ts'],
    // Minutes of every mutant that lives: inputs of a size that only shows how cost grows.
    exclude: ['**/scale.test.ts', 'compiler/emit/texts.test.ts'],
    setupFiles: ['compiler/testing/fixed-seed.ts'],
    // A run begins in a fresh thread in any case; loading the compiler anew for each file would be most of its time.
    isolate: false,
    testTimeout: 60_000,
  },
});
