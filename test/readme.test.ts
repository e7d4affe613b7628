import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** Fenced blocks of a language, in order. */
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    (match) => match[1] as string,
  );

const commands = blocks('sh').flatMap((block) =>
  block
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== ''),
);
const [formula] = blocks('toml') as [string];
const outputs = blocks('text');

let folder: string;
const project = (): string => join(folder, 'project');

/** Run a line as a newcomer would, with gt and bd on the path. */
function run(line: string): { status: number | null; stdout: string; stderr: string } {
  const path = [join(folder, 'bin'), process.env['PATH']].join(delimiter);
  const env = { ...process.env, PATH: path, HOME: folder };
  return spawnSync('bash', ['-c', line], { cwd: project(), env, encoding: 'utf8' });
}

function writeFormula(text: string): void {
  writeFileSync(join(project(), '.beads/formulas/ship-it.formula.toml'), text);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gt-readme-'));
  mkdirSync(join(project(), '.beads/formulas'), { recursive: true });
  mkdirSync(join(folder, 'bin'));
  for (const name of ['gt', 'bd']) symlinkSync(join(root, 'dist', `${name}.cjs`), join(folder, 'bin', name));
  writeFormula(formula);
});
afterAll(() => rmSync(folder, { recursive: true }));

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

  it('has a demo that shows the woven graph', () => {
    const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'demo'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect({ status, stderr: stderr.replace(/^npm warn.*\n/gm, '') }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('shiny-enterprise  workflow, 13 steps in 13 waves');
    expect(stdout).toContain('implement-security-prescan');
    expect(stdout).toContain('implement.finish');
  });

  it.each(commands.filter((line) => /^(?:gt|bd) /.test(line)))('%s', (line) => {
    const { status, stdout, stderr } = run(line);
    expect({ status, stderr: stderr.replace(/^wrote .*\n/, '').replace(/^checked .*\n/, '') }).toEqual({
      status: 0,
      stderr: '',
    });
    if (line.includes('--dry-run')) expect(stdout).toBe(outputs[0]);
  });

  it('shows what a mistake really looks like', () => {
    writeFormula(formula.replace('needs = ["implement"]', 'needs = ["implment"]'));
    const { status, stdout, stderr } = run('gt cook --check .beads/formulas');
    writeFormula(formula);
    expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: outputs[1] });
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
