import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Newcomer } from './newcomer.js';
import { readBlocks } from './page-blocks.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const fenced = readBlocks(readFileSync(join(root, 'README.md'), 'utf8'), new Set());

/** What stands in the blocks of a language, in order. */
const blocks = (language: string): string[] =>
  fenced.filter((block) => block.language === language).map(({ content }) => content);

const isOfTown = (block: string): boolean => block.startsWith('gt install');
const [town = ''] = blocks('sh').filter(isOfTown);
const outsideTown = blocks('sh').filter((block) => !isOfTown(block));
const commands = outsideTown.flatMap((block) =>
  block
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== ''),
);
const [formula] = blocks('toml') as [string];
const outputs = blocks('text');

let newcomer: Newcomer;
beforeAll(() => {
  newcomer = new Newcomer().formulas({ 'ship-it': formula }).write({
    '.beads/formulas/ship-it.formula-test.toml':
      '[[test]]\nname = "ships"\nvars = { feature = "login" }\nexpect = { outcome = "pass" }\n',
  });
});
afterAll(() => newcomer.remove());

describe('the README', () => {
  it('shows the commands that are tested here, and no others', () => {
    expect(commands.filter((line) => !/^(?:gt|bd) /.test(line))).toEqual([
      'npm ci && npm run demo',
      'npm ci && npm test',
    ]);
  });

  it('names the commands that CI runs, word for word', () => {
    const ci = readFileSync(join(root, '.ci/run'), 'utf8').split('\n');
    expect(ci).toContain('npm ci && npm run demo');
    expect(ci).toContain('npm ci && npm test');
  });

  it('has a demo that runs the woven graph to its digest, each step in its order', () => {
    const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'demo'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect({ status, stderr: stderr.replace(/^npm warn.*\n/gm, '') }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('shiny-enterprise  workflow, 13 steps in 13 waves');
    const order = [
      ...[
        'design',
        'implement-security-prescan',
        'implement.draft',
        'implement.correct',
        'implement.clarify',
      ],
      ...['implement.stress', 'implement.finish', 'implement-security-postscan', 'review', 'test'],
      ...['submit-security-prescan', 'submit', 'submit-security-postscan'],
    ];
    const told = stdout
      .split('\n')
      .flatMap((line) => /^[\d:]+ {2}(\S+) {2}(begins|passed)/.exec(line)?.slice(1).join(' ') ?? []);
    const steps = told.filter((line) => order.includes(line.split(' ')[0] ?? ''));
    expect(steps).toEqual(order.flatMap((step) => [`${step} begins`, `${step} passed`]));
    expect(stdout).toMatch(
      /^demo-mol-\w+ ended: pass\n\n {2}digest of {2}shiny-enterprise, a molecule\n {2}outcome {4}pass$/m,
    );
    const digest = stdout.slice(stdout.indexOf('digest of'));
    expect([...digest.matchAll(/^ {2}✓ {2}(\S+)/gm)].map(([, step]) => step)).toEqual(order);
    expect(digest).toContain('demo/polecats/amber  Submit auth');
  });

  it.each(commands.filter((line) => /^(?:gt|bd) /.test(line)))('%s', (line) => {
    const { code, stdout, stderr } = newcomer.type(line);
    expect({
      code,
      stderr: stderr
        .replace(/^wrote .*\n(?:VS Code offers .*\n)?/, '')
        .replace(/^(?:checked|1 formula test:|look at it|nothing was written).*\n/, ''),
    }).toEqual({
      code: 0,
      stderr: '',
    });
    if (line.startsWith('gt cook ship-it --dry-run')) expect(stdout).toBe(outputs[0]);
  });

  it('leads through a town, in which a script does the work', () => {
    const told = newcomer.type(`export HOME="$PWD/home"; mkdir -p ~/src/app; cd ~/src/app
git init -q -b main; printf '#!/bin/sh\\necho "$GT_STEP_NAME" >> ~/done\\n' > work.sh; chmod +x work.sh; git add .; git commit -qm first
set -e
${town}
id=$(bd list --json --type molecule --all | grep -o '"hq-mol-[a-z0-9]*"' | head -1 | tr -d '"')
test -n "$id"
for try in $(seq 600); do gt log | grep -q "$id *passed" && break; sleep 0.2; done
cat ~/done`);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).toMatch(/\ntown: a dispatcher runs/);
    expect(told.stdout).toMatch(/\n\S+Z {2}hq-mol-\w+ {2}slung to app \(script:\.\/work\.sh\)/);
    expect(told.stdout).toMatch(/\ndesign\nimplement\nreview\ntest\nsubmit\n$/);
  });

  it('shows what a mistake really looks like', () => {
    newcomer.formulas({ 'ship-it': formula.replace('needs = ["implement"]', 'needs = ["implment"]') });
    const { code, stdout, stderr } = newcomer.type('gt cook --check .beads/formulas');
    newcomer.formulas({ 'ship-it': formula });
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: outputs[1] });
  });

  it('has a library example that works', () => {
    const [example] = blocks('ts') as [string];
    const script = `${example.replace('gt-formulas/compiler', join(root, 'dist/compiler/index.js'))}
      console.log(protomolecule.steps.map((step) => step.id).join(), diagnostics.length);`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('greet 0\n');
  });
});
