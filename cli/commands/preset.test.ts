import { afterAll, beforeAll, expect, it } from 'vitest';
import { Sandbox } from '../testing/sandbox.js';

const REVIEW = `formula = "review"

[[legs]]
id = "speed"

[[legs]]
id = "safety"

[synthesis]

[presets.quick]
legs = ["safety"]
`;

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = new Sandbox().formulas({ review: REVIEW });
});
afterAll(() => sandbox.remove());

it('leaves only the legs that the preset names', () => {
  const tree = {
    stdout: 'review  convoy, 2 steps in 2 waves\n\n1  safety     Safety\n2  synthesis  Synthesis\n',
    stderr: '',
    code: 0,
  };
  expect(sandbox.gt('cook', 'review', '--preset', 'quick', '--dry-run')).toEqual(tree);
  expect(sandbox.gt('graph', 'review', '--preset', 'quick')).toEqual(tree);
  const { stdout } = sandbox.bd('cook', 'review', '--preset', 'quick');
  expect((JSON.parse(stdout) as { shape: object }).shape).toEqual({ '--preset': 'quick' });
});

it('is an error when there is none of that name', () => {
  const unknown = {
    stdout: '',
    stderr: 'error[GT5017]: "review" has no preset "quik"\n  = help: did you mean "quick"?\n\n1 error\n',
    code: 1,
  };
  expect(sandbox.gt('cook', 'review', '--preset', 'quik')).toEqual(unknown);
  expect(sandbox.gt('graph', 'review', '--preset', 'quik')).toEqual(unknown);
});

it('is idle with --check, which checks every preset', () => {
  expect(sandbox.gt('cook', '--check', '--preset', 'quick')).toEqual({
    stdout: '',
    stderr: 'error: --preset has no effect with --check, which checks every preset; drop one of the two\n',
    code: 2,
  });
});
