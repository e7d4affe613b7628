import { chmodSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { install } from '../town/install.js';
import type { Town } from '../town/town.js';
import { findAgent, invocationOf, isOnPath, listAgents } from './agents.js';
import { agentEnvironment } from './environment.js';
import { tmuxSocket } from './tmux-client.js';

let folder: TemporaryFolder;
let town: Town;
beforeEach(async () => {
  folder = new TemporaryFolder();
  town = await install(folder.path('gt'), { now: 0 });
});
afterEach(() => folder.remove());

const settings = (agents: unknown): void => {
  folder.write({ 'gt/settings/agents.json': JSON.stringify({ version: 1, agents }, undefined, 1) });
};

describe('the agents of a town', () => {
  it('are presets, changed key by key, and others', () => {
    settings({ claude: { command: '/opt/claude' }, own: { command: 'own', prompt: 'stdin' } });
    expect(listAgents(town).map(({ name }) => name)).toEqual([
      'claude',
      'codex',
      'copilot',
      'gemini',
      'opencode',
      'own',
    ]);
    expect(findAgent(town, 'claude')).toMatchObject({ command: '/opt/claude', prompt: 'arg', ready: '❯' });
    expect(findAgent(town, 'own')).toEqual({
      name: 'own',
      command: 'own',
      args: [],
      env: {},
      prompt: 'stdin',
    });
    expect(() => findAgent(town, 'claud')).toThrow(expect.objectContaining({ code: 'GT8802' }));
    for (const none of ['script', 'script:', 'constructor'])
      expect(() => findAgent(town, none)).toThrow(expect.objectContaining({ code: 'GT8802' }));
  });

  it.each([
    [{ own: {} }, /agents\.json:4: the agent "own" has no "command"/],
    [{ own: { command: 'x', arg: [] } }, /agents\.json:6: unknown key "arg"; did you mean "args"\?/],
    [{ own: { command: 'x', prompt: 'argument' } }, /"prompt" must be one of "arg", "stdin", "none"/],
    [{ own: { command: 'x', env: { 'A-B': '' } } }, /"A-B" cannot be the name of a variable/],
    [{ '-x': { command: 'x' } }, /"-x" cannot be a name/],
  ])('%j is an error', (agents, message) => {
    settings(agents);
    expect(() => listAgents(town)).toThrow(message);
  });

  it('are called with their prompt, anew or again, and commands of the shell without', () => {
    const claude = findAgent(town, 'claude');
    const skip = '--dangerously-skip-permissions';
    expect(invocationOf(claude, { prompt: 'do it' })).toEqual({
      command: 'claude',
      args: [skip, '-p', 'do it'],
      stdin: undefined,
    });
    expect(invocationOf(claude, { prompt: 'do it', terminal: true }).args).toEqual([skip, 'do it']);
    expect(invocationOf(claude, { prompt: undefined, terminal: true }).args).toEqual([skip]);
    expect(invocationOf(claude, { prompt: 'on', session: '$&' }).args).toEqual([
      skip,
      '--resume',
      '$&',
      '-p',
      'on',
    ]);
    expect(invocationOf(findAgent(town, 'script:echo "$GT_STEP"'), { prompt: 'do it' })).toEqual({
      command: '/bin/sh',
      args: ['-c', 'echo "$GT_STEP"'],
      stdin: undefined,
    });
    settings({ own: { command: 'own', prompt: 'stdin' } });
    expect(invocationOf(findAgent(town, 'own'), { prompt: 'do it' })).toMatchObject({
      args: [],
      stdin: 'do it',
    });
  });

  it('get what is common, what they refer to and what is given, and no more', () => {
    const outer = { PATH: '/bin', LC_ALL: 'C', AWS_SECRET: 'x', KEY: 'k', https_proxy: 'p', GIT_DIR: '/' };
    settings({
      own: { command: 'own', env: { TOKEN: '$KEY', NONE: '$NONE', TEXT: 'a $KEY', PATH: '/own' } },
    });
    expect(agentEnvironment(findAgent(town, 'own'), outer, { GT_STEP: 's', GT_NONE: undefined })).toEqual({
      PATH: '/own',
      LC_ALL: 'C',
      https_proxy: 'p',
      TOKEN: 'k',
      TEXT: 'a $KEY',
      GT_STEP: 's',
    });
  });

  it('are there when their program can be run', () => {
    folder.write({ 'bin/yes': '#!/bin/sh\n', 'bin/no': '' }).folder('bin/folder');
    chmodSync(folder.path('bin/yes'), 0o755);
    const path = `/nonexistent:${folder.path('bin')}`;
    expect(
      ['yes', 'no', 'folder', 'none', folder.path('bin/yes')].map((each) => isOnPath(each, path)),
    ).toEqual([true, false, false, false, true]);
  });
});

it('towns of one name have tmux servers of their own', () => {
  const [a, b] = [tmuxSocket({ root: '/a', name: 'My town' }), tmuxSocket({ root: '/b', name: 'My town' })];
  expect(a).toMatch(/^gt-My-town-[0-9a-f]{6}$/);
  expect(a).not.toBe(b);
});
