import type { Definition } from './define.js';
import { graph } from './registry/graph.js';
import { inheritance } from './registry/inheritance.js';
import { internal } from './registry/internal.js';
import { lint } from './registry/lint.js';
import { names } from './registry/names.js';
import { reading } from './registry/reading.js';
import { shape } from './registry/shape.js';
import { weaving } from './registry/weaving.js';

/** Every finding the compiler can make. A code is never reused for another meaning. */
export const registry = {
  ...reading,
  ...shape,
  ...names,
  ...inheritance,
  ...weaving,
  ...graph,
  ...lint,
  ...internal,
};

export type Code = keyof typeof registry;

/** The facts that the text of `C` needs. */
export type Facts<C extends Code> = (typeof registry)[C] extends Definition<infer P> ? P : never;
