import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';
import { VERSION } from '../version.js';

const cook = (requires: string): Promise<{ findings: string }> =>
  cookText(`requires = "${requires}"\nsteps = [{ id = "a" }]`);

describe('requires', () => {
  it.each([`>=${VERSION}`, VERSION, `^${VERSION}`, '*', '>=0.0.1 <99', '0.x || 1.x'])(
    '%j is met by this version',
    async (range) => {
      expect((await cook(range)).findings).toBe('');
    },
  );

  it('that is not met is told, of parents too', async () => {
    expect(
      (await cook('>=99')).findings,
    ).toBe(`error[GT2021]: the formula requires version >=99 of the compiler, and this is ${VERSION}
 --> main.formula.toml:2:12
  |
2 | requires = ">=99"
  |            ^^^^^^
  = help: install a version that it can be read by, or widen "requires" if the formula needs nothing newer

1 error
`);
    const { findings } = await cookText({
      main: 'extends = "parent"',
      parent: 'requires = ">=99"\nsteps = [{ id = "a" }]',
    });
    expect(findings.split('\n')[1]).toBe(' --> parent.formula.toml:2:12');
  });

  it.each(['', ' ', 'new', '>=', '1..2'])('%j is no range', async (range) => {
    expect((await cook(range)).findings.split('\n')[0]).toBe(
      `error[GT2005]: "requires" is "${range}"; it is a range of versions such as ">=0.1 <2" or "^1.2"`,
    );
  });
});
