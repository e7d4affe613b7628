import { parseDuration } from '../../compiler/language/duration.js';
import type { Node } from '../ledger/bead.js';
import { close } from './ending.js';
import type { Item, World } from './world.js';

/** The attempt has failed, by what its worker says or because it took too long (spec: STEP-6). */
export function failAttempt(item: Item, world: World): void {
  const { max_attempts = 1, on_exhausted } = item.step?.retry ?? {};
  item.failures += 1;
  if (item.failures < max_attempts) backOff(item, world);
  else close(item, { outcome: 'fail', onFail: afterExhaustion(on_exhausted) }, world);
}

export function failCheck(item: Item, world: World): void {
  item.checkFailures += 1;
  if (item.checkFailures < (item.step?.check?.max_attempts ?? 1)) backOff(item, world);
  else close(item, { outcome: 'fail' }, world);
}

/** The wait before the next attempt doubles with each that failed. */
function backOff(item: Item, world: World): void {
  const wait = parseDuration(item.step?.retry?.backoff ?? '');
  item.claim = null;
  if (wait !== undefined)
    item.wake = { why: 'backoff', at: world.now + wait * 2 ** (item.failures + item.checkFailures - 1) };
}

function afterExhaustion(word: string | undefined): Node['onFail'] | undefined {
  if (word === 'hard_fail' || word === 'block') return 'block';
  if (word === 'soft_fail' || word === 'continue') return 'continue';
  return word === 'abort' ? 'abort' : undefined;
}
