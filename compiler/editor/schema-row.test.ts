import { describe, expect, it } from 'vitest';
import { schemaKeys, schemaRow, tableRow } from './schema-row.js';

describe('the row of the schema for a path', () => {
  it('has the keys of a table, wherever it is used', () => {
    const keysOf = (...path: (string | number)[]): string[] => {
      const row = tableRow(path);
      return row ? [...schemaKeys(row).keys()] : [];
    };
    expect(keysOf('steps', 3, 'children', 0, 'gate')).toEqual([
      'type',
      'id',
      'await_id',
      'timeout',
      'on_timeout',
      'approvers',
      'condition',
    ]);
    expect(keysOf('advice', 0, 'before')).toEqual(keysOf('steps', 0));
    expect(keysOf('advice', 0, 'before', 1)).toEqual(keysOf('steps', 0));
    expect(keysOf('vars', 'x')).toContain('required');
    expect(keysOf('vars', 'x', 'required')).toEqual([]);
    expect(keysOf('nothing')).toEqual([]);
  });

  it('knows where placeholders are filled, free data included', () => {
    const isTemplated = (...path: (string | number)[]): boolean | undefined => schemaRow(path)?.isTemplated;
    expect(isTemplated('steps', 0, 'title')).toBe(true);
    expect(isTemplated('steps', 0, 'metadata', 'deep', 2, 'er')).toBe(true);
    expect(isTemplated('steps', 0, 'expand_vars', 'x')).toBe(true);
    expect(isTemplated('steps', 0, 'id')).toBe(false);
    expect(isTemplated('steps', 0, 'titel')).toBeUndefined();
  });
});
