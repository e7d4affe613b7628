import { describe, expect, it } from 'vitest';
import { foldSteps, ofIteration, type RunningFacts, type RunningStep, withRegions } from './running-facts.js';

const closed = (outcome: RunningStep['outcome'], more: object = {}): RunningStep => ({
  status: 'closed',
  outcome,
  ...more,
});

function factsOf(
  steps: Readonly<Record<string, RunningStep>>,
  children: Readonly<Record<string, readonly string[]>> = {},
): RunningFacts {
  const below = (id: string): string[] => (children[id] ?? []).flatMap((child) => [child, ...below(child)]);
  return {
    step: (id) => steps[id],
    children: (id) => ({ ids: children[id] ?? [] }),
    descendants: (id) => ({ ids: below(id) }),
    flag: () => undefined,
    variable: () => undefined,
    fileExists: () => undefined,
    env: () => undefined,
    tally: () => ({ inState: 0, notClosed: 0 }),
  };
}

describe('what becomes of a container', () => {
  it.each<[string, (RunningStep | undefined)[], RunningStep]>([
    ['passes when one has', [closed('pass'), closed('skipped')], closed('pass')],
    ['is skipped when all were', [closed('skipped'), undefined], closed('skipped')],
    ['is skipped when nothing is in it', [], closed('skipped')],
    ['fails when one has', [closed('pass'), closed('fail'), closed('cancelled')], closed('fail')],
    [
      'passes over a failure that goes on',
      [closed('fail', { goesOn: true }), closed('pass')],
      closed('pass'),
    ],
    ['is cancelled when one was', [closed('cancelled'), closed('pass')], closed('cancelled')],
    ['is open while all are', [{ status: 'open' }, { status: 'open' }], { status: 'open' }],
    ['is ready when one is', [{ status: 'open' }, { status: 'ready' }], { status: 'ready' }],
    [
      'is in progress when one is',
      [{ status: 'in_progress' }, { status: 'open' }],
      { status: 'in_progress' },
    ],
    ['is in progress between two', [closed('fail'), { status: 'open' }], { status: 'in_progress' }],
  ])('%s', (_, steps, whole) => {
    expect(foldSteps(steps)).toEqual(whole);
  });
});

it('takes regions for containers, under the name that conditions have for them', () => {
  const facts = withRegions(
    factsOf({ t: closed('fail'), b: closed('pass'), 'b.1': { status: 'open' } }, { b: ['b.1'] }),
    [{ id: 't', name: 't~all', steps: ['t', 'b'] }, { id: 'u', steps: ['b'] }, { id: 'b' }],
  );
  expect(facts.step('t~all')).toEqual(closed('fail'));
  expect(facts.step('t')).toEqual(closed('fail'));
  expect(facts.step('u')).toEqual(closed('pass'));
  expect(facts.step('b.1')).toEqual({ status: 'open' });
  expect(facts.children('t~all').ids).toEqual(['t', 'b']);
  expect(facts.descendants('t~all').ids).toEqual(['t', 'b', 'b.1']);
  expect(facts.children('b').ids).toEqual(['b.1']);
});

it('takes the ids of a first iteration for those of the current one, and the loop for the iteration', () => {
  const steps = {
    l: { status: 'in_progress' },
    outside: closed('skipped'),
    'l.iter1.x': closed('fail'),
    'l.iter2.x': closed('pass'),
    'l.iter2.x.1': closed('pass'),
  } as const;
  const children = { l: ['l.iter1.x', 'l.iter2.x'], 'l.iter2.x': ['l.iter2.x.1'] };
  const facts = ofIteration(factsOf(steps, children), 'l', 2);
  expect(facts.step('l.iter1.x')).toEqual(closed('pass'));
  expect(facts.step('l')).toEqual(closed('pass'));
  expect(facts.step('outside')).toEqual(closed('skipped'));
  expect(facts.children('l').ids).toEqual(['l.iter2.x']);
  expect(facts.descendants('l').ids).toEqual(['l.iter2.x', 'l.iter2.x.1']);
  expect(facts.children('l.iter1.x').ids).toEqual(['l.iter2.x.1']);
  const first = ofIteration(factsOf(steps, children), 'l', 1);
  expect(first.step('l')).toEqual(closed('fail'));
});
