import fc from 'fast-check';
import type { Line } from '../line/line.js';
import { lineOf } from '../line/read-line.js';
import { textOfTime } from '../line/time.js';

/** Few of everything, so that two sides often touch the same. */
const word = fc.constantFrom('', 'a', 'b', 'c');
const time = fc.integer({ min: 1, max: 4 }).map((day) => textOfTime(day * 86_400_000));
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });

const ending = fc.oneof(
  fc.constant({ status: 'open' }),
  fc.record({ status: fc.constant('deferred'), defer_until: maybe(time) }),
  fc.record({
    status: fc.constant('closed'),
    closed_at: time,
    outcome: fc.constantFrom('pass', 'fail'),
    close_reason: word,
    output: maybe(fc.record({ list: fc.array(word, { maxLength: 2 }) })),
  }),
);

const dependency = fc.record({
  depends_on_id: fc.constantFrom('x-1', 'x-2', 'x-3'),
  type: fc.constantFrom('blocks', 'related', 'waits-for', 'parent-child'),
});

/** What may be said of a bead; its dependencies have one parent at the most. */
export const randomFields = fc
  .record({
    title: fc.constantFrom('One', 'Two', 'Three'),
    description: word,
    assignee: maybe(word),
    updated_at: time,
    started_at: maybe(time),
    labels: fc.array(word, { maxLength: 3 }),
    dependencies: fc.uniqueArray(dependency, {
      maxLength: 3,
      selector: ({ type, depends_on_id }) => (type === 'parent-child' ? type : depends_on_id),
    }),
    comments: fc.array(fc.record({ author: word, text: word, created_at: time }), { maxLength: 2 }),
    metadata: fc.dictionary(fc.constantFrom('k', 'l', '__proto__'), word, { maxKeys: 2 }),
    attempt: fc.nat(3),
    gates: fc.constantFrom(
      ...['waiting', 'armed', 'open'].map((state) => [{ gate: { type: 'human' }, state }]),
      [],
    ),
    from_beads: maybe(fc.array(word, { maxLength: 2 })),
    ending,
  })
  .map(({ ending: end, ...fields }): Record<string, unknown> => ({ ...fields, ...end }));

export const lineFrom = (id: string, fields: Readonly<Record<string, unknown>>): Line =>
  lineOf('issue', id, { created_at: '1970-01-01T00:00:00Z', ...fields });

/** What somebody changes of a bead: any of its fields, and with them when it was updated. */
export const randomChange: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(
    randomFields,
    fc.subarray(['title', 'description', 'assignee', 'labels', 'dependencies', 'metadata', 'gates']),
    fc.boolean(),
  )
  .map(([fields, names, ends]) => {
    const kept = ends ? ['status', 'closed_at', 'outcome', 'close_reason', 'output', 'defer_until'] : [];
    return Object.fromEntries([...names, ...kept, 'updated_at'].map((name) => [name, fields[name]]));
  });
