import { describe, expect, it } from 'vitest';
import { titleFromId } from './title.js';

describe('the title of a step without one', () => {
  it.each([
    ['run-tests', 'Run tests'],
    ['implement.draft', 'Draft'],
    ['loop.iter3.check_it', 'Check it'],
    ['a--b__c', 'A b c'],
    ['-', ''],
    ['API', 'API'],
    ['2nd', '2nd'],
  ])('of %s is %s', (id, title) => {
    expect(titleFromId(id)).toBe(title);
  });
});
