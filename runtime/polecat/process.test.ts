import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isAlive, killGroup, processOf } from './process.js';

/** A process that leads a group of its own, once it has said that it is up. */
async function leader(script: string) {
  const child = spawn('sh', ['-c', script], { detached: true, stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  const identity = processOf(child.pid ?? 0);
  if (!identity) throw new Error('the process did not start');
  return { child, identity, ended, tell: () => child.stdin.end('go on\n') };
}

describe('a process', () => {
  it('is known by its number and when it began', async () => {
    const own = processOf(process.pid);
    expect(own).toMatchObject({ pid: process.pid });
    const { identity, ended } = await leader('echo up; exec sleep 600');
    expect(isAlive(identity)).toBe(true);
    expect(isAlive({ ...identity, startTime: own?.startTime ?? '' })).toBe(false);
    process.kill(identity.pid, 'SIGKILL');
    await ended;
    expect(isAlive(identity)).toBe(false);
    expect(processOf(identity.pid)).toBeUndefined();
  });
});

describe('killing a group', () => {
  it('ends all of it, asked first', async () => {
    const { identity, ended } = await leader('trap "exit 7" TERM; (echo up; exec sleep 600) & wait');
    await killGroup(identity);
    expect(await ended).toEqual([7, null]);
  });

  it('that does not listen, after a while', async () => {
    const { identity, ended } = await leader('trap "" TERM; (echo up; exec sleep 600) & wait');
    await killGroup(identity, 50);
    expect(await ended).toEqual([null, 'SIGKILL']);
  });

  it('whose leader has ended ends the rest', async () => {
    const { identity, ended, tell, child } = await leader('(echo up; exec sleep 600) & read line; echo "$!"');
    const left = new Promise<string>((resolve) => child.stdout.once('data', (text) => resolve(String(text))));
    tell();
    const other = processOf(Number(await left));
    await ended;
    expect(other && isAlive(other)).toBe(true);
    await killGroup(identity);
    expect(other && isAlive(other)).toBe(false);
  });

  it('of another process with the same number is left alone, and so is everybody', async () => {
    const { identity, ended } = await leader('echo up; exec sleep 600');
    await killGroup({ ...identity, startTime: 'earlier' });
    expect(isAlive(identity)).toBe(true);
    for (const pid of [-1, 0, 1]) await expect(killGroup({ pid, startTime: '' })).rejects.toThrow(/no group/);
    await killGroup(identity);
    await ended;
  });
});
