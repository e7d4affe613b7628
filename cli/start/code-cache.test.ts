import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DIST, type Outcome, Sandbox } from '../testing/sandbox.js';

// The caches of the built programs, in a copy of them: whatever happens to a cache, the output is the same.

let sandbox: Sandbox;
let dist: string;
let expected: Outcome;

const caches = (): string[] => readdirSync(dist).filter((name) => name.endsWith('.cache'));

function cook(): Outcome {
  return sandbox.spawn(process.execPath, [join(dist, 'gt.cjs'), 'cook', 'shiny-secure']);
}

/** Put something else in place of every cache; gives how many there are. */
function replaceEach(change: (cache: Buffer, name: string) => Uint8Array): number {
  for (const name of caches()) writeFileSync(join(dist, name), change(readFileSync(join(DIST, name)), name));
  return caches().length;
}

beforeAll(() => {
  sandbox = new Sandbox();
  dist = sandbox.path('install/dist');
  cpSync(join(DIST, '..', 'formulas'), sandbox.path('install/formulas'), { recursive: true });
  expected = sandbox.gt('cook', 'shiny-secure');
});
afterAll(() => sandbox.remove());
beforeEach(() => {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  for (const name of readdirSync(DIST))
    if (/\.(?:cjs|cache)$/.test(name)) copyFileSync(join(DIST, name), join(dist, name));
});

describe('a code cache changes nothing in the output', () => {
  it('as the build made it', () => {
    expect(caches()).toContain('start-run.cjs.cache');
    expect(caches()).toContain('commands-cook.cjs.cache');
    expect(cook()).toEqual(expected);
    expect({ ...expected, stdout: JSON.parse(expected.stdout) }).toMatchObject({
      stdout: { name: 'shiny-secure' },
      stderr: '',
      code: 0,
    });
  });

  it('missing', () => {
    for (const name of caches()) rmSync(join(dist, name));
    expect(cook()).toEqual(expected);
  });

  it.each([0, 1, 31, 32, 33, 64, 10_000])('cut off after %i bytes', (length) => {
    expect(replaceEach((cache) => cache.subarray(0, length))).toBeGreaterThan(0);
    expect(cook()).toEqual(expected);
  });

  it('cut off one byte before its end', () => {
    replaceEach((cache) => cache.subarray(0, -1));
    expect(cook()).toEqual(expected);
  });

  it('with bytes behind its end', () => {
    replaceEach((cache) => Buffer.concat([cache, Buffer.alloc(8)]));
    expect(cook()).toEqual(expected);
  });

  // Without a digest V8 takes each of these, and most end the process with a signal.
  it.each([0, 31, 32, 40, 56, 60, 5_000, 20_000, 40_000, 70_000, 100_000])('with byte %i wrong', (at) => {
    replaceEach((cache) => {
      const damaged = Buffer.from(cache);
      const place = at % damaged.length;
      damaged.writeUInt8((damaged.readUInt8(place) ^ 0xff) & 0xff, place);
      return damaged;
    });
    expect(cook()).toEqual(expected);
  });

  it('of random bytes', () => {
    let state = 1;
    const next = (): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return state >>> 24;
    };
    replaceEach((cache) => Uint8Array.from(cache, next));
    expect(cook()).toEqual(expected);
  });

  it('of another bundle', () => {
    const names = caches();
    replaceEach((_, name) =>
      readFileSync(join(DIST, names[(names.indexOf(name) + 1) % names.length] as string)),
    );
    expect(cook()).toEqual(expected);
  });

  it('of another version of its bundle that is as long', () => {
    // V8 itself would not see the difference, and run the old code.
    const help = readFileSync(join(dist, 'start-run.cjs'), 'utf8');
    writeFileSync(join(dist, 'start-run.cjs'), help.replace('Compile workflow', 'COMPILE workflow'));
    const { stdout } = sandbox.spawn(process.execPath, [join(dist, 'gt.cjs'), '--help']);
    expect(stdout).toContain('\nCOMPILE workflow formulas');
    expect(cook()).toEqual(expected);
  });

  it('of another version of Node', () => {
    // The second word of V8's header is the hash of its version; the digest is that of the changed bytes.
    replaceEach((cache, name) => {
      const code = Buffer.from(cache.subarray(32));
      code.writeUInt32LE(~code.readUInt32LE(4) >>> 0, 4);
      const source = readFileSync(join(DIST, name.replace(/\.cache$/, '')));
      return Buffer.concat([createHash('sha256').update(source).update(code).digest(), code]);
    });
    expect(cook()).toEqual(expected);
  });

  it('in whose place a folder stands', () => {
    for (const name of caches()) {
      rmSync(join(dist, name));
      mkdirSync(join(dist, name));
    }
    expect(cook()).toEqual(expected);
  });
});
