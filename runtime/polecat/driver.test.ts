import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChildProgram } from '../testing/child-program.js';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import type { Driver, Session, StartOptions } from './driver.js';
import { headless } from './headless.js';
import { isAlive, type ProcessIdentity, processOf } from './process.js';
import { tmuxDriver } from './tmux.js';
import { endStrays } from './tmux-strays.js';
import { tailOf } from './transcript.js';

if (spawnSync('tmux', ['-V']).error)
  throw new Error(
    'tmux is missing, and these tests run it: "apt-get install tmux" or "brew install tmux" installs it',
  );

const SOCKET = `gt-test-${process.pid}`;
const PATH = process.env['PATH'] ?? '';
afterAll(() => void spawnSync('tmux', ['-L', SOCKET, 'kill-server'], { timeout: 5_000 }));

let folder: TemporaryFolder;
beforeEach(() => {
  folder = new TemporaryFolder();
});
afterEach(() => folder.remove());

const DRIVERS: readonly [string, Driver][] = [
  ['headless', headless],
  ['tmux', tmuxDriver(SOCKET)],
];

describe.each(DRIVERS)('the driver %s', (kind, driver) => {
  const start = (script: string, more: Partial<StartOptions> = {}): Promise<Session> =>
    driver.start({
      name: 'work',
      command: '/bin/sh',
      args: ['-c', script],
      env: { PATH },
      cwd: folder.root,
      transcript: folder.path('x.log'),
      ...more,
    });
  const printed = (): string => (tailOf(folder.path('x.log'), 100) ?? []).join('\n');
  /** Resolves when the transcript has that line. */
  const prints = async (line: string): Promise<void> => {
    while (!printed().split('\n').includes(line)) await new Promise(setImmediate);
  };

  it('runs a command where it should, and keeps all that it prints', async () => {
    const session = await start('echo "in $PWD"; echo err >&2; seq 1 20000; exit 7');
    expect(session.identity).toMatchObject({
      pid: expect.any(Number),
      startTime: expect.stringMatching(/./),
    });
    expect(await session.ended).toEqual({ code: 7, signal: null });
    expect(isAlive(session.identity)).toBe(false);
    const lines = readFileSync(folder.path('x.log'), 'utf8').split(/\r?\n/);
    expect(lines.slice(0, 3)).toEqual([`in ${folder.root}`, 'err', '1']);
    expect(lines.slice(-2)).toEqual(['20000', '']);
  });

  it('gives it its environment and nothing else, and writes none of it', async () => {
    const odd = `it's "$HOME" \\ \`x\`\nand $(more) é`;
    process.env['GT_TEST_LEAK'] = 'leaked';
    try {
      const script = '[ "$ODD" = "$(cat expected)" ] && [ -z "$GT_TEST_LEAK" ] && [ "$TOKEN" = s3cret ]';
      folder.write({ expected: odd });
      const session = await start(script, { env: { PATH, ODD: odd, TOKEN: 's3cret' } });
      expect(await session.ended).toEqual({ code: 0, signal: null });
      expect(printed()).toBe('');
    } finally {
      delete process.env['GT_TEST_LEAK'];
    }
  });

  it('passes arguments as they are, and an input', async () => {
    const long = 'x'.repeat(40_000);
    const args = [
      '-c',
      '[ ${#1} = 40000 ] && shift; printf "%s|" "$@"; cat',
      'sh',
      long,
      '$HOME',
      'a b',
      "it's",
      '-x',
      '',
    ];
    const session = await start('', { args, stdin: 'the input\n' });
    expect(await session.ended).toMatchObject({ code: 0 });
    expect(printed()).toBe("$HOME|a b|it's|-x||the input");
  });

  it('ends the whole group when it is killed, and tells how', async () => {
    const session = await start('(trap "" TERM; echo $$; exec sleep 600) & echo up; wait');
    await prints('up');
    await session.kill(50);
    const { code, signal } = await session.ended;
    expect(code).toBe(null);
    expect(signal).toMatch(/^SIG(?:TERM|KILL)$/);
    expect(isAlive(session.identity)).toBe(false);
  });

  it('ends what the command leaves behind', async () => {
    const session = await start('(exec sleep 600) & echo "$!"');
    await session.ended;
    const [pid = '0'] = printed().split('\n');
    expect(Number(pid)).toBeGreaterThan(1);
    expect(processOf(Number(pid))).toBeUndefined();
  });

  it('runs one after the other under one name', async () => {
    for (const code of [1, 2])
      expect(await (await start(`echo ${code}; exit ${code}`)).ended).toMatchObject({ code });
    expect(printed()).toBe('1\n2');
  });

  it('says what cannot be started', async () => {
    await expect(start('', { command: 'no-such-program' })).rejects.toMatchObject({
      code: 'GT8801',
      gravity: 'environment',
    });
    await expect(start('', { cwd: folder.path('none') })).rejects.toMatchObject({ code: 'GT8808' });
  });

  if (kind === 'tmux') {
    it('can be attached to, and typed to', async () => {
      const session = await start('echo up; read line; echo "got $line"');
      expect(session.attach).toBe(`tmux -L ${SOCKET} attach -t =work`);
      await prints('up');
      await session.nudge?.('Enter; $(date) é');
      expect(await session.ended).toMatchObject({ code: 0 });
      expect(printed()).toContain('got Enter; $(date) é');
    });

    it('waits until it is listened to, and types then, line by line, and nothing that a terminal obeys', async () => {
      // What was typed before it listens would be there at once.
      const script = `stty -icanon -echo min 0 time 0; early=$(dd bs=100 count=1 2>/dev/null); stty icanon
        echo "early: [$early]"; echo 'READY>'; IFS= read -r one; IFS= read -r two; echo "$one|$two"`;
      const text = '# It is $(date)\n  done\u001b[201~\u0003\n';
      const session = await start(script, { typed: { text, ready: 'READY>' } });
      expect(await session.ended).toMatchObject({ code: 0 });
      expect(printed()).toBe('early: []\nREADY>\n# It is $(date)|  done␛[201~␃');
    });

    it('does not wait for ever, nor for one that has ended', async () => {
      const typed = { text: 'do it', ready: 'READY>' };
      const hasty = tmuxDriver(SOCKET, 300);
      const options = {
        name: 'work',
        env: { PATH },
        cwd: folder.root,
        transcript: folder.path('x.log'),
        typed,
      };
      let began: ProcessIdentity | undefined;
      const deaf = hasty.start({
        ...options,
        command: '/bin/sh',
        args: ['-c', 'echo "log in first"; exec sleep 600'],
        begun: async (identity) => {
          began = identity;
        },
      });
      await expect(deaf).rejects.toMatchObject({
        code: 'GT8811',
        gravity: 'environment',
        message: expect.stringContaining('has not shown "READY>", but "log in first"'),
      });
      expect(began && isAlive(began)).toBe(false);
      const gone = await hasty.start({ ...options, command: '/bin/sh', args: ['-c', 'exit 3'] });
      expect(await gone.ended).toMatchObject({ code: 3 });
    });

    it('does not take a name twice', async () => {
      const session = await start('echo up; exec sleep 600');
      await expect(start('true')).rejects.toMatchObject({ code: 'GT8807', gravity: 'environment' });
      expect(isAlive(session.identity)).toBe(true);
      await session.kill();
    });

    it('no value of the environment is among the arguments of a process', async () => {
      const session = await start('echo up; exec sleep 600', { env: { PATH, TOKEN: 'only-in-a-file' } });
      await prints('up');
      const { stdout } = spawnSync('ps', ['axww', '-o', 'args'], { encoding: 'utf8' });
      expect(stdout).not.toContain('only-in-a-file');
      await session.kill();
    });

    it('tells the end of the whole server', async () => {
      const session = await start('echo up; exec sleep 600');
      await prints('up');
      const { stdout } = spawnSync('tmux', ['-L', SOCKET, 'display-message', '-p', '#{pid}'], {
        encoding: 'utf8',
      });
      process.kill(Number(stdout), 'SIGKILL');
      expect(await session.ended).toMatchObject({ code: null });
      expect(isAlive(session.identity)).toBe(false);
    });
  }
});

describe('a session in tmux whose supervisor was killed', () => {
  const isThere = (): boolean =>
    spawnSync('tmux', ['-L', SOCKET, 'has-session', '-t', '=work'], { stdio: 'ignore' }).status === 0;
  const strayFolders = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('gt-session-'));

  it.each(['before', 'after'])('%s it was let go is ended, and no other', async (when) => {
    const before = new Set(strayFolders());
    const program = new ChildProgram(new URL('./tmux-child.ts', import.meta.url));
    try {
      const child = program.start(SOCKET, folder.root, when);
      await child.says('began');
      expect(await endStrays(SOCKET)).toBe(0);
      expect(isThere()).toBe(true);
      child.kill('SIGKILL');
      await child.ended;
      expect(await endStrays(SOCKET)).toBe(1);
      expect(isThere()).toBe(false);
      expect(strayFolders().filter((name) => !before.has(name))).toEqual([]);
      expect(await endStrays(SOCKET)).toBe(0);
    } finally {
      program.remove();
    }
  });
});

it('without tmux says what to install', async () => {
  const path = process.env['PATH'];
  process.env['PATH'] = '/nonexistent';
  try {
    const options = {
      name: 'x',
      command: '/bin/sh',
      args: [],
      env: {},
      cwd: folder.root,
      transcript: folder.path('x'),
    };
    await expect(tmuxDriver(SOCKET).start(options)).rejects.toMatchObject({
      code: 'GT8801',
      help: expect.stringContaining('apt-get install tmux'),
    });
  } finally {
    process.env['PATH'] = path;
  }
});
