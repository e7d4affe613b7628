import fc from 'fast-check';

// A mutant must live or die the same way each time. Only mutation testing sets this up.
fc.configureGlobal({ seed: 42 });
