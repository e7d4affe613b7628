import { describe, expect, it } from 'vitest';
import { lintText } from '../testing/lint-text.js';

const VARS = `
  [vars.deep]
  type = "bool"
  default = false
  [vars.mode]
  enum = ["fast", "slow"]
  default = "fast"
  [vars.free]
  default = "x"
`;

const lint = (condition: string) =>
  lintText('GT7005', `${VARS}\n[[steps]]\nid = "a"\n[[steps]]\nid = "b"\ncondition = '${condition}'\n`);

describe('constant-condition', () => {
  it('reports a step that is never there', async () => {
    const { findings } = await lint('{{mode}} == fast && {{mode}} == slow');
    expect(
      findings,
    ).toBe(`warning[GT7005]: the condition of step "b" holds for no value, so the step is never there
  --> main.formula.toml:15:13
   |
15 | condition = '{{mode}} == fast && {{mode}} == slow'
   |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

1 warning
`);
  });

  it.each([
    ['{{deep}} || !{{deep}}', true],
    ['{{mode}} in [fast, slow]', true],
    ['{{mode}} != fast && {{mode}} != slow', false],
    ['{{deep}} && !{{deep}}', false],
    ['!{{deep}} && ({{deep}} && {{free}})', undefined],
    ['{{deep}}', undefined],
    ['{{mode}} == fast', undefined],
    ['{{free}} == y', undefined],
    ['', undefined],
  ])('judges %j', async (condition, holds) => {
    const { findings } = await lint(condition);
    const said = holds ? 'holds whatever the values' : 'holds for no value';
    if (holds === undefined) expect(findings).toBe('');
    else expect(findings).toContain(said);
  });

  it('does not know the values of a loop', async () => {
    const loop =
      '[steps.loop]\ncount = 3\nvar = "deep"\n[[steps.loop.body]]\nid = "x"\ncondition = "{deep} == 1 || {deep} != 1"';
    expect((await lintText('GT7005', `${VARS}\n[[steps]]\nid = "a"\n${loop}\n`)).findings).toBe('');
  });
});
