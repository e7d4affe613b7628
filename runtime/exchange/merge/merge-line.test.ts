import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Line } from '../line/line.js';
import { lineText } from '../line/write-line.js';
import { lineFrom, randomChange, randomFields } from '../testing/random-lines.js';
import { type MergedLine, mergeLine } from './merge-line.js';

const day = (at: number): string => `2026-01-0${at}T00:00:00Z`;
const BASE = { title: 'One', updated_at: day(1) };

type Change = Readonly<Record<string, unknown>>;
const merge = (base: Change | undefined, ours: Change, theirs: Change): MergedLine => {
  const line = (change: Change): Line => lineFrom('x-1', { ...BASE, ...base, ...change });
  return mergeLine({ base: base && line({}), ours: line(ours), theirs: line(theirs) });
};
/** The fields that are asked for, and what was reported. */
const merged = (names: readonly string[], ...sides: Parameters<typeof merge>): unknown => {
  const { line, conflicts } = merge(...sides);
  return {
    ...Object.fromEntries(names.map((name) => [name, line.fields[name]])),
    conflicts: conflicts.map(({ field, kept, lost }) => ({ field, kept, lost })),
  };
};

describe('two lines of a bead', () => {
  it('what one side has changed is taken, and what both have changed the same way', () => {
    expect(
      merged(
        ['title', 'notes', 'priority', 'assignee'],
        { assignee: 'ann', priority: 1 },
        { title: 'Two', priority: 3, updated_at: day(3) },
        { notes: 'n', priority: 3, assignee: undefined, updated_at: day(2) },
      ),
    ).toEqual({ title: 'Two', notes: 'n', priority: 3, assignee: undefined, conflicts: [] });
  });

  it('of two values the later is taken, and the other is kept in a comment', () => {
    const { line, conflicts } = merge(
      {},
      { title: 'Two', updated_at: day(3) },
      { title: 'Three', updated_at: day(2) },
    );
    expect(line.fields).toMatchObject({
      title: 'Two',
      updated_at: day(3),
      comments: [
        {
          author: 'merge',
          created_at: day(2),
          text: 'Changed on two sides, and merged: title was also set to "Three"',
        },
      ],
    });
    expect(conflicts).toEqual([
      { type: 'issue', id: 'x-1', field: 'title', kept: 'Two', lost: 'Three', at: Date.parse(day(2)) },
    ]);
  });

  it('of two values of the same moment the greater text is taken, whichever side has it', () => {
    const two = { title: 'Two', updated_at: day(2) };
    const three = { title: 'Three', updated_at: day(2) };
    expect(merge({}, two, three)).toEqual(merge({}, three, two));
    expect(merge({}, two, three).line.fields['title']).toBe('Two');
  });

  it('that have never agreed lose no field that only one of them has', () => {
    expect(
      merged(
        ['notes', 'assignee', 'labels', 'priority'],
        undefined,
        { notes: 'n', labels: ['a'], priority: 1 },
        { assignee: 'ann', labels: ['b'], priority: 3, updated_at: day(2) },
      ),
    ).toEqual({
      notes: 'n',
      assignee: 'ann',
      labels: ['a', 'b'],
      priority: 3,
      conflicts: [{ field: 'priority', kept: 3, lost: 1 }],
    });
  });

  it('labels and keys are sets', () => {
    expect(
      merged(
        ['labels', 'keys'],
        { labels: ['a', 'b'] },
        { labels: ['b', 'c'], keys: ['k'] },
        { labels: ['a', 'd'] },
      ),
    ).toEqual({ labels: ['c', 'd'], keys: ['k'], conflicts: [] });
  });

  it('dependencies are a set of pairs, and the parent is one', () => {
    const on = (depends_on_id: string, type: string): object => ({ issue_id: 'x-1', depends_on_id, type });
    expect(
      merged(
        ['dependencies'],
        { dependencies: [on('a', 'blocks'), on('b', 'blocks'), on('p', 'parent-child')] },
        {
          dependencies: [on('b', 'blocks'), on('c', 'related'), on('d', 'blocks'), on('q', 'parent-child')],
          updated_at: day(3),
        },
        {
          dependencies: [on('a', 'blocks'), on('d', 'waits-for'), on('r', 'parent-child')],
          updated_at: day(2),
        },
      ),
    ).toEqual({
      dependencies: [on('c', 'related'), on('d', 'blocks'), on('q', 'parent-child')],
      conflicts: [
        { field: 'dependencies.d', kept: 'blocks', lost: 'waits-for' },
        { field: 'parent', kept: 'q', lost: 'r' },
      ],
    });
  });

  it('metadata is merged key by key', () => {
    expect(
      merged(
        ['metadata'],
        { metadata: { a: 1, b: 1, c: 1 } },
        { metadata: { a: 2, c: 2, d: 1 }, updated_at: day(2) },
        { metadata: { a: 1, b: 1, c: 3, e: 1 }, updated_at: day(3) },
      ),
    ).toEqual({
      metadata: { a: 2, c: 3, d: 1, e: 1 },
      conflicts: [{ field: 'metadata.c', kept: 3, lost: 2 }],
    });
  });

  it('attempts only grow, and a gate that has opened stays open', () => {
    const gates = (...states: readonly string[]): object[] =>
      states.map((state) => ({ gate: { type: 'human' }, state }));
    expect(
      merged(
        ['attempt', 'gates'],
        { attempt: 1, gates: gates('armed', 'armed') },
        { attempt: 3, gates: gates('open', 'armed') },
        { attempt: 2, gates: gates('armed', 'open'), updated_at: day(2) },
      ),
    ).toEqual({
      attempt: 3,
      gates: [
        { gate: { type: 'human' }, state: 'open' },
        { gate: { type: 'human' }, state: 'open' },
      ],
      conflicts: [],
    });
  });
});

describe('the end of a bead', () => {
  const closed = (at: number, outcome = 'pass'): Change => ({
    status: 'closed',
    closed_at: day(at),
    outcome,
    updated_at: day(at),
  });
  const deferred = { status: 'deferred', defer_until: day(9), updated_at: day(5) };
  const end = (...sides: Parameters<typeof merge>): unknown => {
    const { line, conflicts } = merge(...sides);
    const { status, outcome, closed_at } = line.fields;
    return [status, outcome, closed_at, conflicts.map(({ field }) => field)];
  };

  it('closed goes before open, however late the other was updated', () => {
    expect(end({}, closed(2), deferred)).toEqual(['closed', 'pass', day(2), ['status']]);
    expect(end({}, closed(2), { title: 'Two', updated_at: day(5) })).toEqual(['closed', 'pass', day(2), []]);
  });

  it('of two that closed it the first counts', () => {
    expect(end({}, closed(3), closed(2, 'fail'))).toEqual(['closed', 'fail', day(2), ['status']]);
  });

  it('who opened it again goes before who only said more of its end', () => {
    const again = { status: 'open', outcome: undefined, closed_at: undefined, updated_at: day(3) };
    expect(end(closed(2), again, {})).toEqual(['open', undefined, undefined, []]);
    expect(end(closed(2), again, { close_reason: 'done', updated_at: day(4) })).toEqual([
      'open',
      undefined,
      undefined,
      ['status'],
    ]);
  });

  it('what was lost of it is kept whole in a comment', () => {
    const { line } = merge({}, { ...closed(3), output: { n: 1 }, close_reason: 'late' }, closed(2, 'fail'));
    expect(line.fields['comments']).toEqual([
      {
        author: 'merge',
        created_at: day(3),
        text: `Changed on two sides, and merged: status was also set to {"close_reason":"late","closed_at":"${day(3)}","outcome":"pass","output":{"n":1},"status":"closed"}`,
      },
    ]);
  });
});

describe('laws', () => {
  /** A line, and two changes of it; sometimes without the line, as when two ledgers meet for the first time. */
  const three = fc
    .tuple(randomFields, randomChange, randomChange, fc.boolean())
    .map(([base, ours, theirs, agreed]) => ({
      base: agreed ? lineFrom('x-1', base) : undefined,
      ours: lineFrom('x-1', { ...base, ...ours }),
      theirs: lineFrom('x-1', { ...base, ...theirs }),
    }));
  const RUNS = { numRuns: 600 };

  it('a line merged with itself is itself', () => {
    fc.assert(
      fc.property(three, ({ base, ours }) => {
        const { line, conflicts } = mergeLine({ base, ours, theirs: ours });
        expect(lineText(line)).toBe(lineText(ours));
        expect(conflicts).toEqual([]);
      }),
      RUNS,
    );
  });

  it('an unchanged side leaves the other as it is', () => {
    fc.assert(
      fc.property(three, ({ base, ours }) => {
        if (!base) return;
        const later = lineFrom('x-1', { ...ours.fields, updated_at: day(9) });
        expect(lineText(mergeLine({ base, ours: later, theirs: base }).line)).toBe(lineText(later));
      }),
      RUNS,
    );
  });

  it('it does not matter which side is called ours', () => {
    fc.assert(
      fc.property(three, ({ base, ours, theirs }) => {
        const there = mergeLine({ base, ours, theirs });
        const back = mergeLine({ base, ours: theirs, theirs: ours });
        expect(lineText(there.line)).toBe(lineText(back.line));
        expect(there.conflicts).toEqual(back.conflicts);
      }),
      RUNS,
    );
  });

  it('merging the result with either side again changes nothing', () => {
    fc.assert(
      fc.property(three, ({ base, ours, theirs }) => {
        const { line } = mergeLine({ base, ours, theirs });
        for (const side of [ours, theirs]) {
          expect(lineText(mergeLine({ base, ours: line, theirs: side }).line)).toBe(lineText(line));
        }
      }),
      RUNS,
    );
  });

  it('no value is lost: each that one side has written is in the result, or was reported', () => {
    fc.assert(
      fc.property(three, ({ base, ours, theirs }) => {
        const { line, conflicts } = mergeLine({ base, ours, theirs });
        for (const name of ['title', 'description', 'assignee']) {
          for (const side of [ours, theirs]) {
            const value = side.fields[name];
            if (value === undefined || value === base?.fields[name]) continue;
            const told = conflicts.some(({ field, lost }) => field === name && lost === value);
            expect(told || line.fields[name] === value).toBe(true);
          }
        }
      }),
      RUNS,
    );
  });
});
