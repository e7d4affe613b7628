import { describe, expect, it } from 'vitest';
import { lintText } from '../testing/lint-text.js';
import { MAX_EDGES_WALKED } from './redundant-need.js';

const lint = (files: Parameters<typeof lintText>[1]) => lintText('GT7003', files);

/** `c` needs both; `b` needs `a`. `more` is further lines of `b`. */
const chain = (needs: string, more = ''): string => `
  [[steps]]
  id = "a"
  [[steps]]
  id = "b"
  needs = ["a"]
  ${more}
  [[steps]]
  id = "c"
  needs = ${needs}`;

describe('redundant-need', () => {
  it('reports a need that another one implies, and takes it out', async () => {
    const { findings, fixed, safe } = await lint(chain('["a", "b"]'));
    expect(findings).toBe(`warning[GT7003]: step "c" waits for "a" anyway, through "b"
  --> main.formula.toml:10:10
   |
10 | needs = ["a", "b"]
   |          ^^^
   = fix: drop "a" from "needs"

1 warning
`);
    expect(fixed).toContain('\nneeds = ["b"]');
    expect(safe).toEqual(['GT7003']);
    expect((await lint(chain('["b", "a"]'))).fixed).toContain('\nneeds = ["b"]');
  });

  it('keeps comments, and has no fix where one would be lost', async () => {
    const commented = '["b",  # before\n    # about a\n    "a", # behind\n  ]';
    const { fixed, findings } = await lint(chain(commented));
    expect(findings).toContain('[GT7003]');
    expect(fixed).toContain('# before');
    expect(fixed).toContain('"a", # behind');
  });

  it('finds it through containers, loops and other keys', async () => {
    const { findings } = await lint(`
      [[steps]]
      id = "a"
      [[steps]]
      id = "box"
      needs = ["a"]
      [[steps.children]]
      id = "inner"
      needs = ["a"]
      [[steps]]
      id = "again"
      needs = ["box"]
      [steps.loop]
      count = 3
      [[steps.loop.body]]
      id = "x"
      needs = ["a"]
      [[steps]]
      id = "last"
      needs = ["inner"]
      depends_on = ["again"]
    `);
    expect(findings.match(/^warning.*/gm)).toEqual([
      'warning[GT7003]: step "inner" waits for "a" anyway, through "box"',
      'warning[GT7003]: step "x" waits for "a" anyway, through "again"',
      'warning[GT7003]: step "last" waits for "inner" anyway, through "again"',
    ]);
  });

  it.each([
    ['may be skipped', 'gate = { type = "conditional", condition = "wanted" }'],
    [
      'may be skipped when its gate times out',
      'gate = { type = "mail", timeout = "1h", on_timeout = "skip" }',
    ],
    ['does not hold up who needs it when it fails', 'on_fail = "continue"'],
    ['goes on when its attempts are used up', 'retry = { max_attempts = 2, on_exhausted = "continue" }'],
    ['runs whatever happened', 'run_if = "always"'],
  ])('accepts both needs where the step between %s', async (_, line) => {
    expect((await lint(chain('["a", "b"]', line))).findings).toBe('');
  });

  it('accepts the needs of a step that asks how each of them ended', async () => {
    expect((await lint(`${chain('["a", "b"]')}\nrun_if = "always"`)).findings).toBe('');
  });

  it('walks back MAX_EDGES_WALKED edges and no farther', async () => {
    const line = (steps: number): string =>
      Array.from({ length: steps }, (_, n) => {
        const needs = n === steps - 1 ? `["s0", "s${n - 1}"]` : `["s${n - 1}"]`;
        return `[[steps]]\nid = "s${n}"\n${n > 0 ? `needs = ${needs}\n` : ''}`;
      }).join('');
    expect((await lint(line(MAX_EDGES_WALKED + 2))).findings).toContain('anyway, through');
    expect((await lint(line(MAX_EDGES_WALKED + 3))).findings).toBe('');
  });

  it('accepts a need that one copy of the step needs', async () => {
    const { findings } = await lint({
      main: `
        [[steps]]
        id = "a"
        [[steps]]
        id = "b"
        needs = ["a"]
        [[steps]]
        id = "one"
        needs = ["a"]
        expand = "part"
        expand_vars = { other = "b" }
        [[steps]]
        id = "two"
        expand = "part"
        expand_vars = { other = "b" }
      `,
      part: 'type = "expansion"\n[vars.other]\n[[template]]\nid = "{target}.x"\n',
    });
    expect(findings).toBe('');
  });
});
