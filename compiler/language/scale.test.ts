import { describe, expect, it } from 'vitest';
import { placeholders } from './placeholder.js';

/** What must not grow faster than its input. Apart, so that mutants need not run it. */
describe('placeholders', () => {
  it.each(['{{ ', '{', '{{', '{{a {{', '{a', '{{#each x}}', '{{a}'])(
    'are looked for in linear time in a text of millions of %j',
    (part) => {
      const text = part.repeat(Math.ceil(4_000_000 / part.length));
      expect(placeholders(`${text} {{name}}`).at(-1)?.name).toBe('name');
    },
  );
});
