import { spanOf } from '../../../runtime/molecule/span.js';

/** `3 h 5 min ago`, for people. */
export const ago = (at: number, now: number): string => `${spanOf(Math.max(0, now - at))} ago`;
