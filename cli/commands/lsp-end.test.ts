import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EditorSession } from '../testing/editor-session.js';
import { Sandbox } from '../testing/sandbox.js';

let sandbox: Sandbox;
let session: EditorSession;
beforeEach(() => {
  sandbox = new Sandbox();
  session = new EditorSession(sandbox);
});
afterEach(() => {
  session.kill();
  sandbox.remove();
});

const PATH = '.beads/formulas/main.formula.toml';
const GOOD = 'formula = "main"\n\n[[steps]]\nid = "a"\ntitle = "A"\n';
const CAN_WATCH = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } };

describe('gt lsp goes on', () => {
  it('where the client will not watch files', async () => {
    session.connection.onRequest('client/registerCapability', () => {
      throw new Error('no watchers here');
    });
    await session.begin(CAN_WATCH);
    expect((await session.open(PATH, `${GOOD}neds = []\n`)).map(({ code }) => code)).toEqual(['GT2001']);
    expect(await session.end()).toBe(0);
    expect(session.stderr).toBe('');
  });
});

describe('gt lsp ends', () => {
  it.each(['end', 'vanish'] as const)('by %s, while the client owes it an answer', async (way) => {
    const asked = new Promise<void>((resolve) =>
      session.connection.onRequest('client/registerCapability', () => {
        resolve();
        return new Promise(() => {});
      }),
    );
    await session.begin(CAN_WATCH);
    await asked;
    await session.open(PATH, GOOD);
    expect(await session[way]()).toBe(way === 'end' ? 0 : 1);
    expect(session.stderr).toBe('');
  });

  it('when nobody hears it any more', async () => {
    await session.begin();
    await session.open(PATH, GOOD);
    session.deafen();
    await session.type(PATH, `${GOOD}# more\n`);
    expect(await session.ended).toBe(1);
    expect(session.stderr).toBe('');
  });

  it('with the editor, whoever holds its end of the pipe', async () => {
    const editor = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    await session.begin({}, { processId: editor.pid });
    await session.open(PATH, GOOD);
    editor.kill('SIGKILL');
    expect(await session.ended).toBe(1);
    expect(session.stderr).toBe('');
  });

  it('not for an editor that it cannot see', async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => gone.on('exit', resolve));
    await session.begin({}, { processId: gone.pid });
    expect(await session.open(PATH, GOOD)).toEqual([]);
    expect(await session.end()).toBe(0);
  });
});
