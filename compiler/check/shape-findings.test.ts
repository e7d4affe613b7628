import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

const gate = (type: string): string => `
  [[steps]]
  id = "a"
  gate = { type = ${type} }
`;

describe('a value that a key does not have', () => {
  it('is not told a second time as a missing key', async () => {
    const { findings } = await cookText(gate('"mael"'));
    expect(findings).toBe(`error[GT2004]: "mael" is not a value of "type"
 --> main.formula.toml:4:17
  |
4 | gate = { type = "mael" }
  |                 ^^^^^^
  = help: did you mean "mail"? it is one of "human", "timer", "gh:run", "gh:pr", "mail", "bead", "condition" or "conditional"
  = fix: write "mail"

1 error
`);
    expect((await cookText(gate('1'))).findings.match(/GT\d+/g)).toEqual(['GT2002']);
    expect((await cookText('steps = [{ id = 1 }]')).findings.match(/GT\d+/g)).toEqual(['GT2002']);
  });

  it('is not corrected by guessing: a far word is named, and no more', async () => {
    const { findings } = await cookText(gate('"manual"'));
    expect(findings).toContain('= help: did you mean "mail"? it is one of "human", ');
    expect(findings).not.toContain('fix');
  });
});

describe('a key in the wrong table', () => {
  it('is told what it looks like, and where it belongs', async () => {
    const { findings } = await cookText('steps = [{ id = "a", extends = "b" }]');
    expect(findings).toContain('= help: did you mean "expand"? "extends" has its place in the formula\n');
  });
});
