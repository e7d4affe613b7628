import { describe, expect, it } from 'vitest';
import { MAX_ID_LENGTH, MAX_TOTAL_TEXT } from '../limits.js';
import { cookText } from '../testing/cook-text.js';

describe('all texts of a formula together', () => {
  // The description and the 15 letters of the title come to the limit, once for each iteration.
  const COUNT = 512;
  const cook = (title: string, description: string): Promise<{ findings: string }> =>
    cookText(`
      vars.v = "x"
      [[steps]]
      id = "l"
      loop.count = ${COUNT}
      [[steps.loop.body]]
      id = "x"
      title = "${title}"
      description = "${description}"
    `);

  it('are limited', async () => {
    const text = 'x'.repeat(MAX_TOTAL_TEXT / COUNT - 15);
    expect((await cook('15 letters here', text)).findings).toBe('');
    expect(
      (await cook('16 letters here!', text)).findings,
    ).toBe(`error[GT5030]: the texts of the formula come to more than ${MAX_TOTAL_TEXT} characters (MAX_TOTAL_TEXT)
  = help: a long text stands in a loop or template that is repeated often; keep it in a file that the worker reads

1 error
`);
  });
});

describe('an id', () => {
  it.each([
    [MAX_ID_LENGTH, ''],
    [
      MAX_ID_LENGTH + 1,
      `it has ${MAX_ID_LENGTH + 1} characters, and the limit is ${MAX_ID_LENGTH} (MAX_ID_LENGTH)`,
    ],
  ])('of %i characters', async (length, reason) => {
    const { findings } = await cookText(`steps = [{ id = "${'x'.repeat(length)}" }]`);
    expect(findings).toContain(reason);
    expect(findings === '').toBe(reason === '');
  });

  it('that templates double again and again is stopped', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 15 }, (_, level) => [
        `e${level}`,
        `type = "expansion"\n[[template]]\nid = "{target}{target}"\n${level < 14 ? `expand = "e${level + 1}"` : ''}`,
      ]),
    );
    const { findings } = await cookText({
      main: '[[steps]]\nid = "a"\nexpand = "e0"',
      ...files,
    });
    expect(findings.match(/^error.*$/gm)).toHaveLength(1);
    expect(findings).toContain('it has 1024 characters, and the limit is 1000 (MAX_ID_LENGTH)');
  });
});
