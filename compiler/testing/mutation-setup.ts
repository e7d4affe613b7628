import fc from 'fast-check';
// Loaded at first use otherwise, and its mutants would be put down to the one test that happens to come first.
import '../language/parser.js';
import '../language/pattern.js';

// A mutant must live or die the same way each time.
fc.configureGlobal({ seed: 42 });
