import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SHINY, SHINY_TREE } from '../testing/formulas.js';
import { Sandbox } from '../testing/sandbox.js';

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = new Sandbox().formulas({ shiny: SHINY, broken: 'formula = "broken"\n' });
});
afterAll(() => sandbox.remove());

it('draws a tree', () => {
  expect(sandbox.gt('graph', 'shiny')).toEqual({ stdout: SHINY_TREE, stderr: '', code: 0 });
});

it.each([
  ['mermaid', /^flowchart/m],
  ['dot', /^digraph "shiny" \{\n/],
  ['svg', /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/],
])('draws %s, with every step', (format, start) => {
  const { stdout, stderr, code } = sandbox.gt('graph', 'shiny', '--format', format);
  expect(stdout).toMatch(start);
  for (const title of ['Design', 'Implement', 'Test', 'Submit']) expect(stdout).toContain(title);
  expect(stdout.endsWith('\n') && !stdout.endsWith('\n\n')).toBe(true);
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
});

it('writes to a file what it would print', () => {
  const { stdout } = sandbox.gt('graph', 'shiny', '--format', 'svg');
  expect(sandbox.gt('graph', 'shiny', '--format', 'svg', '-o', 'shiny.svg')).toEqual({
    stdout: '',
    stderr: 'wrote shiny.svg\n',
    code: 0,
  });
  expect(readFileSync(sandbox.path('shiny.svg'), 'utf8')).toBe(stdout);
});

it('draws nothing of a formula with errors', () => {
  expect(sandbox.gt('graph', 'broken', '-o', 'broken.txt')).toEqual({
    stdout: '',
    stderr: `error[GT2008]: a formula of type "workflow" needs "steps", and this one has none
 --> .beads/formulas/broken.formula.toml:1:11
  |
1 | formula = "broken"
  |           ^^^^^^^^
  = help: what a formula has makes its type: "steps" a workflow, "template" an expansion, "advice" an aspect, "legs" a convoy

1 error
`,
    code: 1,
  });
});

it('takes values', () => {
  sandbox.formulas({
    it: 'formula = "it"\n[vars]\nwho = "x"\n[[steps]]\nid = "a"\ntitle = "Ask {{who}}"\n',
  });
  expect(sandbox.gt('graph', 'it', '--var', 'who=Ada').stdout).toBe(
    'it  workflow, 1 step in 1 wave\n\n1  a  Ask Ada\n',
  );
});
