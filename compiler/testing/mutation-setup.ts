import fc from 'fast-check';
import { beforeAll } from 'vitest';
// Loaded at first use otherwise, and its mutants would be put down to the one test that happens to come first.
import '../language/parser.js';
import '../language/pattern.js';

// A mutant must live or die the same way each time.
fc.configureGlobal({ seed: 42 });

/** What instrumented code counts. */
const counts = globalThis as { __stryker__?: { mutantCoverage?: { perTest: object } } };

// The files of a run share a thread, and what they cover is added up file by file: counted from the first file
// on each time, an endless loop would have to run for minutes before it had run often enough to be one.
beforeAll(() => {
  const { mutantCoverage } = counts.__stryker__ ?? {};
  if (mutantCoverage) mutantCoverage.perTest = {};
});
