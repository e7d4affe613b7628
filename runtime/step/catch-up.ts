import { passTime } from './time.js';
import type { Turn } from './turn.js';

/** Do what time has done, and what follows, before somebody asks whether a bead can be had. */
export function catchUp(turn: Turn): void {
  while (passTime(turn));
}
