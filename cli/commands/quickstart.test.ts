import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Outcome, Sandbox } from '../testing/sandbox.js';

let sandbox: Sandbox;
let outcome: Outcome;
let seconds: number;
beforeAll(() => {
  sandbox = new Sandbox();
  const began = performance.now();
  // Whoever has a ledger of his own keeps it.
  outcome = sandbox.run('gt', ['quickstart', 'first'], { env: { BEADS_DIR: sandbox.path('elsewhere') } });
  seconds = (performance.now() - began) / 1000;
});
afterAll(() => sandbox.remove());

describe('gt quickstart', () => {
  it('comes from nothing to a digest within a minute, by commands that it shows', () => {
    const { stdout, stderr, code } = outcome;
    expect({ stderr, code }).toEqual({ stderr: 'look at it with "gt cook hello --dry-run"\n', code: 0 });
    expect(seconds).toBeLessThan(60);
    expect(stdout.split('\n').filter((line) => line.startsWith('$ '))).toEqual([
      "$ gt new hello --description 'A first formula' --step plan:Plan --step 'write:Write it' --step 'check:Check it' --var who",
      '$ gt cook hello --dry-run',
      '$ gt init --prefix hello',
      '$ gt run hello --var who=world --agent script:./worker.sh --squash',
    ]);
    expect(stdout).toContain('hello  workflow, 3 steps in 3 waves\n');
    expect(stdout).toMatch(/digest of {2}hello, a molecule\n {2}outcome {4}pass\n/);
  });

  it('leaves a folder that one can go on with', () => {
    const again = sandbox.shell(
      "cd first && $GT run hello --var who=me --agent 'script:./worker.sh' && git log --format=%s --branches='polecat/*' --not main",
    );
    expect(again).toMatchObject({ stderr: '', code: 0 });
    expect(again.stdout.match(/^(?:Plan|Write it|Check it)$/gm)).toHaveLength(6);
    expect(readFileSync(sandbox.path('first/.beads/formulas/hello.formula.toml'), 'utf8')).toMatch(
      /^#:schema /,
    );
    expect(sandbox.shell('cd first && $GT lint')).toMatchObject({
      stderr: 'checked 1 formula: no errors\n',
      code: 0,
    });
  });

  it('touches no folder that has something in it, and makes none in a town', () => {
    expect(sandbox.gt('quickstart', 'first')).toEqual({
      stdout: '',
      stderr: 'error: cannot write "first": there is something in it; name a folder that is new, or empty\n',
      code: 3,
    });
    expect(sandbox.shell('$GT install town >/dev/null && cd town && $GT quickstart')).toMatchObject({
      stderr:
        'error: gt-quickstart would be in a town; name a folder outside of it, such as ../gt-quickstart\n',
      code: 2,
    });
  });

  it('with --json only what it comes to is on stdout', () => {
    const { stdout, code } = sandbox.gt('quickstart', 'second', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ folder: 'second', formula: 'hello' });
    expect(
      spawnSync('git', ['log', '--format=%s'], { cwd: sandbox.path('second'), encoding: 'utf8' }).stdout,
    ).toBe('Begin\n');
  });
});
