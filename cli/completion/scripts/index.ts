import { bash } from './bash.js';
import { fish } from './fish.js';
import { zsh } from './zsh.js';

/** The shells that can be told how to complete; each script asks `PROGRAM complete -- WORDS`. */
export const SCRIPTS = { bash, zsh, fish } as const;
