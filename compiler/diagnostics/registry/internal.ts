import { define } from '../define.js';

/** GT9xxx: our own bugs. */
export const internal = {
  GT9001: define<{ what: string }>({
    severity: 'error',
    name: 'internal',
    message: ({ what }) => `the compiler failed: ${what}`,
    help: () => 'this is a bug in gt, not in the formula; please report it with the formula',
  }),
};
