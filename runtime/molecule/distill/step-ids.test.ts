import fc from 'fast-check';
import { expect, it } from 'vitest';
import { StepIds, slug } from './step-ids.js';

it.each([
  ['Write the API (v2)', 'write-the-api-v2'],
  ['  Déjà vu: naïve Ünïcode  ', 'deja-vu-naive-unicode'],
  ['日本語', ''],
  ['iter3', 'step-iter3'],
  ['{{feature}} design', 'feature-design'],
  ['x'.repeat(60), 'x'.repeat(40)],
  ['one two three four five six seven eight nine ten', 'one-two-three-four-five-six-seven-eight'],
])('makes an id of %j', (title, id) => {
  expect(slug(title)).toBe(id);
});

it('numbers what comes to the same, and what has no letters', () => {
  const ids = new StepIds(['test']);
  expect(['Test!', 'test', 'Test 2', '§', '日本'].map((title) => ids.of(title))).toEqual([
    ...['test-2', 'test-3', 'test-2-2', 'step', 'step-2'],
  ]);
});

it('gives ids that the language accepts, and each once', () => {
  const title = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom('a', 'A', 'a-2', 'a 2'),
  );
  fc.assert(
    fc.property(fc.array(title, { maxLength: 30 }), (titles) => {
      const ids = new StepIds();
      const made = titles.map((each) => ids.of(each));
      expect(new Set(made).size).toBe(titles.length);
      for (const id of made) expect(id).toMatch(/^(?!(?:iter|item)\d+$)[a-z0-9][a-z0-9-]*$/);
    }),
  );
});
