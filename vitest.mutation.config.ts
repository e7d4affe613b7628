import { defineConfig } from 'vitest/config';

/** The tests that Stryker runs against its mutants: those of the folders it mutates, and of the phases next to them. */
export default defineConfig({
  test: {
    include: ['compiler/{check,language,inherit,expand,weave,wire,graph,emit}/**/*.test.ts'],
    // They take seconds each, which every mutant that lives would pay: inputs of a size that only shows how cost
    // grows, and thousands of random ones.
    exclude: [
      'compiler/**/*scale.test.ts',
      'compiler/language/parser-fuzz.test.ts',
      'compiler/wire/order.test.ts',
      'compiler/emit/{texts,fingerprint}.test.ts',
    ],
    setupFiles: ['./compiler/testing/mutation-setup.ts'],
    // A run begins in a fresh thread in any case; loading the compiler anew for each file would be most of its time.
    isolate: false,
    testTimeout: 60_000,
  },
});
