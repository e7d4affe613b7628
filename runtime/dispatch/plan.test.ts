import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Busy, type Candidate, type Capacity, plan } from './plan.js';

const candidate = (lane: number, more: Partial<Candidate> = {}): Candidate => ({
  lane,
  rig: 'gas',
  agent: 'claude',
  priority: 2,
  slungAt: lane,
  ...more,
});
const room = (all: number, more: Partial<Capacity> = {}): Capacity => ({
  all,
  perRig: new Map(),
  perAgent: new Map(),
  ...more,
});
const told = (...args: Parameters<typeof plan>): string[] =>
  plan(...args).map((each) => (each.do === 'start' ? `start ${each.lane}` : `${each.lane}: ${each.reason}`));

describe('a plan', () => {
  it('starts all that there is room for, the most urgent and then the oldest first', () => {
    const lanes = [candidate(1), candidate(2, { priority: 0 }), candidate(3)];
    expect(told(lanes, [], room(2))).toEqual([
      'start 2',
      'start 1',
      '3: 2 polecats are at work, which is all that may be',
    ]);
  });

  it('lets no rig keep the others out', () => {
    const lanes = [candidate(1), candidate(2), candidate(3, { rig: 'oil' })];
    expect(told(lanes, [], room(2))).toEqual([
      'start 1',
      'start 3',
      '2: 2 polecats are at work, which is all that may be',
    ]);
  });

  it('keeps to what a rig and an agent may have', () => {
    const busy: Busy[] = [{ rig: 'gas', agent: 'codex' }];
    const capacity = room(9, { perRig: new Map([['gas', 2]]), perAgent: new Map([['codex', 1]]) });
    const lanes = [
      candidate(1, { agent: 'codex' }),
      candidate(2),
      candidate(3),
      candidate(4, { rig: 'oil' }),
    ];
    expect(told(lanes, busy, capacity)).toEqual([
      'start 4',
      '1: 1 of the agent codex are at work, which is all that may be',
      'start 2',
      '3: 2 polecats are at work in gas, which is all that may be there',
    ]);
  });

  it('decides on each once, never exceeds the room, and leaves none of it unused', () => {
    const rigs = fc.constantFrom('gas', 'oil', null);
    const drawn = fc.array(
      fc.record({
        rig: rigs,
        agent: fc.constantFrom('claude', 'codex'),
        priority: fc.nat(4),
        slungAt: fc.nat(9),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(drawn, fc.nat(12), fc.nat(5), (facts, all, inGas) => {
        const lanes = facts.map((each, lane) => ({ ...each, lane }));
        const decisions = plan(lanes, [], room(all, { perRig: new Map([['gas', inGas]]) }));
        expect(decisions.map(({ lane }) => lane).sort((a, b) => a - b)).toEqual(
          lanes.map(({ lane }) => lane),
        );
        const started = decisions.flatMap((each) => (each.do === 'start' ? (lanes[each.lane] ?? []) : []));
        const gas = lanes.filter(({ rig }) => rig === 'gas').length;
        const most = Math.min(all, lanes.length - gas + Math.min(gas, inGas));
        expect(started.length).toBe(most);
        expect(started.filter(({ rig }) => rig === 'gas').length).toBeLessThanOrEqual(inGas);
      }),
    );
  });
});
