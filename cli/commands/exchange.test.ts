import { existsSync, readFileSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Outcome, Sandbox } from '../testing/sandbox.js';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox();
  rmSync(sandbox.path('.git'), { recursive: true });
});
afterEach(() => sandbox.remove());

const FILE = '.beads/issues.jsonl';
const read = (path = FILE): string => readFileSync(sandbox.path(path), 'utf8');
const created = (title: string, ...more: readonly string[]): string =>
  (JSON.parse(sandbox.bd('create', title, '--json', ...more).stdout) as { id: string }).id;
const title = (id: string): unknown =>
  (JSON.parse(sandbox.bd('show', id, '--json').stdout) as { title: string }[])[0]?.title;

describe('bd export and bd import', () => {
  beforeEach(() => {
    sandbox.bd('init', '--prefix', 'x');
  });

  it('write the file that git has, and touch it only when something has changed', () => {
    const id = created('One');
    expect(sandbox.bd('export')).toEqual({ stdout: '', stderr: `wrote ${FILE}: 1 bead\n`, code: 0 });
    expect(read()).toMatch(new RegExp(`^\\{"_type":"issue","id":"${id}","title":"One",.*\\}\\n$`));
    expect(sandbox.bd('export')).toEqual({ stdout: '', stderr: `${FILE} says the same already\n`, code: 0 });
    expect(sandbox.bd('export', '-o', '-').stdout).toBe(read());
    expect(sandbox.bd('import')).toEqual({
      stdout: 'took in 0 new, 0 changed, 0 deleted; 1 unchanged\n',
      stderr: '',
      code: 0,
    });
  });

  it('take in what others have changed, and keep both sides of what both have', () => {
    const id = created('One');
    sandbox.bd('export');
    const theirs = read()
      .replace('"title":"One"', '"title":"Theirs"')
      .replace(/"updated_at":"[^"]*"/, '"updated_at":"2099-01-01T00:00:00Z"');
    sandbox.bd('update', id, '--title', 'Ours');
    sandbox.write({ [FILE]: theirs });
    expect(sandbox.bd('export')).toMatchObject({ code: 1 });
    expect(read()).toBe(theirs);
    expect(sandbox.bd('import', '--dry-run').stdout).toContain('would take in 0 new, 1 changed');
    expect(title(id)).toBe('Ours');
    expect(sandbox.bd('import')).toEqual({
      stdout: `took in 0 new, 1 changed, 0 deleted; 0 unchanged\n${id}: title was changed on both sides: "Theirs" is kept, and a comment has "Ours"\n`,
      stderr: '',
      code: 0,
    });
    expect(title(id)).toBe('Theirs');
    expect(sandbox.bd('export').code).toBe(0);
    expect(read()).toContain('title was also set to \\"Ours\\"');
  });

  it('keep damaged lines aside, once, and take in the others', () => {
    sandbox.write({
      [FILE]: '{"id":"x-1","title":"One"}\n{"id":"x-2"\n{"id":"x-3","title":"Three","priority":9}\n',
    });
    const outcome: Outcome = {
      stdout: 'took in 1 new, 0 changed, 0 deleted; 0 unchanged\n',
      stderr:
        'warning: line 2 was not taken in: it is not JSON\n' +
        'warning: line 3 was not taken in: "priority" is 9 and must be a whole number from 0 to 4\n' +
        'what was not taken in is kept in .beads/issues.rejected.jsonl\n',
      code: 1,
    };
    expect(sandbox.bd('import')).toEqual(outcome);
    expect(sandbox.bd('import').code).toBe(1);
    expect(read('.beads/issues.rejected.jsonl').trimEnd().split('\n')).toHaveLength(2);
    expect(sandbox.bd('export').code).toBe(0);
    expect(read()).not.toContain('x-2');
  });

  it('a ledger is made from the file where only that is there, by whatever command comes first', () => {
    const id = created('One');
    sandbox.bd('export');
    const before = read();
    for (const file of ['beads.db', 'beads.db-wal', 'beads.db-shm'])
      rmSync(sandbox.path(`.beads/${file}`), { force: true });
    const { stdout, stderr } = sandbox.bd('list', '--json');
    expect(stderr).toBe('made the ledger from issues.jsonl (beads: 1)\n');
    expect((JSON.parse(stdout) as { id: string }[]).map((bead) => bead.id)).toEqual([id]);
    expect(created('Two')).toMatch(/^x-/);
    expect(before).toBe(read());
  });
});

describe('gt merge-driver', () => {
  const git = (...args: readonly string[]): string => {
    const outcome = sandbox.spawn('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args]);
    expect(outcome).toMatchObject({ code: 0 });
    return outcome.stdout;
  };

  it('merges two branches that have changed the same bead, and a third time says that it is set up', () => {
    git('init', '-q', '-b', 'main');
    sandbox.bd('init', '--prefix', 'x');
    const id = created('One');
    sandbox.bd('export');
    expect(sandbox.gt('merge-driver', '--install')).toMatchObject({ code: 0, stderr: '' });
    expect(sandbox.gt('merge-driver', '--install').stdout).toBe('git does so already\n');
    expect(read('.gitattributes')).toBe('**/.beads/issues.jsonl merge=gt-beads\n');
    // The program that is tested is not the one that is installed here.
    const gt = sandbox.shell('echo $GT').stdout.trim();
    expect(existsSync(sandbox.path('.git/config'))).toBe(true);
    git('add', '.');
    git('commit', '-qm', 'base');
    const change = (from: string, to: string, branch: string): void => {
      git('checkout', '-q', '-b', branch, 'main');
      sandbox.write({ [FILE]: read().replace(from, to) });
      git('commit', '-qam', branch);
    };
    change('"priority":2', '"priority":0', 'urgent');
    change('"title":"One"', '"title":"Another"', 'renamed');
    expect(gt).not.toBe('');
    const merge = sandbox.shell(
      `git -c user.name=t -c user.email=t@t -c merge.gt-beads.driver='$GT merge-driver %O %A %B' merge -q -m merged urgent`,
    );
    expect(merge).toMatchObject({ code: 0 });
    expect(JSON.parse(read())).toMatchObject({ id, title: 'Another', priority: 0 });
    expect(sandbox.bd('import').stdout).toBe('took in 0 new, 1 changed, 0 deleted; 0 unchanged\n');
    expect(title(id)).toBe('Another');
  });
});
