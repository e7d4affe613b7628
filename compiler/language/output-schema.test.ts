import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typeAt } from './output-schema.js';

const REPORT = {
  type: 'object',
  properties: {
    count: { type: 'integer' },
    share: { type: 'number' },
    ok: { type: 'boolean' },
    note: { type: ['string', 'null'] },
    verdict: { enum: ['ship', 'hold', null] },
    level: { type: 'integer', enum: [1, 2] },
    fixed: { const: 'yes' },
    either: { type: ['string', 'integer'] },
    mixed: { enum: ['a', 1] },
    tags: { type: 'array', items: { type: 'string' } },
    pair: { type: 'array', items: [{ type: 'string' }, { type: 'integer' }], additionalItems: false },
    triple: { prefixItems: [{ type: 'string' }], items: { type: 'boolean' }, type: 'array' },
    meta: { type: 'object' },
    closed: { type: 'object', additionalProperties: false },
    map: { type: 'object', additionalProperties: { type: 'integer' } },
    open: { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: true },
    never: false,
    what: true,
    author: { $ref: '#/definitions/person' },
    elsewhere: { $ref: 'https://example.org/x.json' },
    circle: { $ref: '#/properties/circle' },
    choice: { anyOf: [{ type: 'object' }], properties: { known: { type: 'boolean' } } },
  },
  definitions: {
    person: {
      type: 'object',
      properties: { name: { type: 'string' }, boss: { $ref: '#/definitions/person' } },
    },
  },
};

describe('what a schema says of a path', () => {
  it.each<[string, object]>([
    ['count', { type: 'int' }],
    ['share', { type: 'number' }],
    ['ok', { type: 'bool' }],
    ['note', { type: 'string' }],
    ['verdict', { type: 'string', enum: ['ship', 'hold'] }],
    ['level', { type: 'int', enum: [1, 2] }],
    ['fixed', { type: 'string', enum: ['yes'] }],
    ['either', { type: 'any' }],
    ['mixed', { type: 'any' }],
    ['tags', { type: 'data', is: 'is a list' }],
    ['tags.0', { type: 'string' }],
    ['pair.1', { type: 'int' }],
    ['triple.0', { type: 'string' }],
    ['triple.7', { type: 'bool' }],
    ['meta', { type: 'data', is: 'is a table' }],
    ['meta.x.y', { type: 'any' }],
    ['map.whatever', { type: 'int' }],
    ['open.b', { type: 'any' }],
    ['what.x', { type: 'any' }],
    ['author.boss.boss.name', { type: 'string' }],
    ['elsewhere.x', { type: 'any' }],
    ['circle.x', { type: 'any' }],
    ['choice.known', { type: 'bool' }],
    ['choice.other', { type: 'any' }],
  ])('%s', (path, type) => {
    expect(typeAt(REPORT, path.split('.'))).toEqual({ type });
  });

  it.each<[string, number, string]>([
    ['cuont', 0, 'there is "count", "share", "ok", "note", "verdict" or 17 more'],
    ['count.x', 1, 'it is a whole number, which has no fields'],
    ['note.x', 1, 'it is text, which has no fields'],
    ['verdict.why', 1, 'it is text, which has no fields'],
    ['tags.first', 1, 'it is a list, whose items have numbers from 0'],
    ['pair.2', 1, 'the list has 2 items'],
    ['closed.x', 1, 'it has no fields'],
    ['never.x', 1, 'there is nothing there'],
    ['author.boss.nam', 2, 'there is "name" or "boss"'],
    ['constructor', 0, 'there is "count", "share", "ok", "note", "verdict" or 17 more'],
  ])('%s is not there', (path, at, reason) => {
    expect(typeAt(REPORT, path.split('.'))).toMatchObject({ missing: { at, reason } });
  });

  it('is nothing where there is no schema to speak of', () => {
    for (const schema of [undefined, {}, true, 'text', { count: 'integer' }, { type: 'object' }, []]) {
      expect(typeAt(schema, ['a', 'b'])).toEqual({ type: { type: 'any' } });
    }
  });

  it('never throws and always ends, whatever the schema is', () => {
    const key = fc.constantFrom(
      'type',
      'properties',
      'items',
      'prefixItems',
      'additionalProperties',
      'enum',
      'const',
      '$ref',
      'a',
      'b',
    );
    const leaf = fc.constantFrom<unknown>(
      'object',
      'array',
      'string',
      null,
      true,
      false,
      3,
      '#',
      '#/a',
      '#/properties/a',
      '#/%/~0',
    );
    const { schema } = fc.letrec<{ schema: unknown }>((tie) => ({
      schema: fc.oneof({ maxDepth: 5 }, leaf, fc.dictionary(key, tie('schema')), fc.array(tie('schema'))),
    }));
    const path = fc.array(fc.constantFrom('a', 'b', '0', '__proto__', 'properties'), { maxLength: 6 });
    fc.assert(
      fc.property(schema, path, (any, where) => {
        const at = typeAt(any, where);
        expect('type' in at || at.missing.at < where.length).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
