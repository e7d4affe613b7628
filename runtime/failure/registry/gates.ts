import { quote, refused } from '../define.js';

/** GT84xx: gates and flags. */
export const gates = {
  GT8401: refused<{ id: string }>(
    ({ id }) => `${quote(id)} has no gate`,
    () => '"gt gate list" shows the gates that are closed',
  ),
  GT8402: refused<{ id: string; gates: readonly string[] }>(
    ({ id, gates }) => `${quote(id)} has several gates that are closed: ${gates.join(', ')}`,
    () => 'say which with --gate NUMBER',
  ),
  GT8403: refused<{ id: string; actor: string; approvers: readonly string[] }>(
    ({ id, actor, approvers }) =>
      `the gate of ${quote(id)} opens for ${approvers.map(quote).join(', ')}, and you are ${quote(actor)}`,
    () => 'ask one of them',
  ),
  GT8404: refused<{ id: string; outcome: string }>(
    ({ id, outcome }) => `${quote(id)} has closed: ${outcome}`,
  ),
  GT8405: refused<{ id: string; at: number; count: number }>(
    ({ id, at, count }) => `${quote(id)} has no gate ${at}; its gates are 0 to ${count - 1}`,
  ),
};
