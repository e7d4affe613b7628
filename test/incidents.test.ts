import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TownSandbox } from '../cli/testing/town-sandbox.js';
import { createBeads } from '../runtime/beads/create.js';
import type { EventType, LedgerEvent } from '../runtime/ledger/event.js';
import { openLedger } from '../runtime/ledger/open.js';
import { Engine } from '../runtime/step/engine.js';

// What has gone wrong with dispatch elsewhere, each under the name that it had there, over real processes and files.

let town: TownSandbox;
let engine: Engine;
beforeAll(async () => {
  town = new TownSandbox();
  const outside = { clock: Date.now, env: () => undefined, fileExists: () => undefined };
  engine = new Engine(await openLedger(town.path('town/.beads')), outside);
});
afterAll(() => {
  engine.ledger.close();
  town.remove();
});

const events = (subject: string, type: EventType): Promise<LedgerEvent[]> =>
  engine.read((view) => view.events({ subject, types: [type] }));
const bead = (): Promise<string> =>
  engine.change('ann', (turn) => turn.idOf(createBeads(turn, [{ title: 'Mend it' }])[0] ?? 0) ?? '');
const slung = async (script: string): Promise<string> => {
  const id = await bead();
  town.does('sling', id, 'gas', '--land', 'none', '--agent', town.script(script));
  return id;
};
const isOver = (id: string) => (): boolean =>
  !town.json<{ lanes: { id: string }[] }>('status').lanes.some((lane) => lane.id === id);
/** What scripts did, since it was last asked. */
const effects = (): string[] => {
  const lines = town.lines();
  town.write({ effects: '' });
  return lines;
};
/** All of them begin at the same time; the codes with which they end. */
const race = async (commands: readonly (readonly string[])[]): Promise<(number | null)[]> => {
  const children = commands.map((args) => town.begin(...args));
  return Promise.all(children.map(async (child) => ((await once(child, 'exit')) as [number | null])[0]));
};

describe('duplicate spawns (gastown#2240)', () => {
  it('of any number of supervisors that come to a lane, one works on it', async () => {
    const id = await slung('echo "$GT_STEP $GT_ATTEMPT" >> "$EFFECTS"');
    const n = String(await engine.read((view) => view.numberOf(id)));
    const supervise = ['supervise', n, '--town', town.town, '--ledger', town.path('town/.beads')];
    expect(await race(Array.from({ length: 4 }, () => supervise))).toEqual(Array(4).fill(0));
    expect(effects()).toEqual([`${id} 1`]);
    expect(await events(id, 'lane.began')).toHaveLength(1);
    town.does('dispatch', '--once');
  });

  it('there is one dispatcher in a town', async () => {
    const first = town.begin('dispatch', '--watch');
    await town.until('it runs', () => town.json<{ dispatcher: unknown }>('status').dispatcher !== null);
    expect(town.gt('dispatch', '--once')).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('GT8907'),
    });
    await town.end(first, 'SIGTERM');
  });

  it('a sling that is tried again, or at the same time, makes one molecule (gascity#5511)', async () => {
    const sling = [
      ...['sling', 'beads-release', 'gas', '--var', 'version=1.2.3'],
      ...['--agent', 'script:true', '--land', 'none'],
    ];
    expect(await race(Array.from({ length: 3 }, () => sling))).toEqual(Array(3).fill(0));
    const { lanes } = town.json<{ lanes: { id: string }[] }>('status');
    expect(lanes).toHaveLength(1);
    town.does('unsling', lanes[0]?.id ?? '');
  });
});

describe('the hook race at spawn (gastown#197, #2389)', () => {
  it('what is to be done stands in the ledger before anybody is started for it', async () => {
    const id = await slung(
      'gt hook --json > "$EFFECTS.hook"; gt peek "$GT_LANE" >/dev/null; echo done >> "$EFFECTS"',
    );
    const dispatcher = town.begin('dispatch', '--watch');
    await town.until('it has landed', isOver(id));
    await town.end(dispatcher, 'SIGTERM');
    expect(JSON.parse(readFileSync(`${town.effects}.hook`, 'utf8'))).toMatchObject({
      polecat: 'gas/polecats/amber',
      step: { id, attempt: 1 },
    });
    expect(effects()).toEqual(['done']);
  });
});

describe('a spawn storm (gastown#1919)', () => {
  it('who dies at once is sent three times, however often the ledger is written meanwhile', async () => {
    const id = await slung('echo "$GT_ATTEMPT" >> "$EFFECTS"; kill -9 $$');
    const dispatcher = town.begin('dispatch', '--watch');
    const state = () =>
      town.json<{ lanes: { id: string; state: string }[] }>('status').lanes.find((each) => each.id === id)
        ?.state;
    const writing = new AbortController();
    const written = (async () => {
      for (; !writing.signal.aborted; await new Promise(setImmediate)) await bead();
    })();
    await town.until('nobody is sent any more', () => state() === 'broken');
    writing.abort();
    await written;
    expect(effects()).toEqual(['1', '2', '3']);
    expect(await events(id, 'lane.began')).toHaveLength(3);
    await town.end(dispatcher, 'SIGTERM');
    town.does('unsling', id);
  });

  it('while one works on a bead nobody else is sent to it, by this dispatcher or the next', async () => {
    const id = await slung('echo in >> "$EFFECTS"; until [ -e "$EFFECTS.go" ]; do sleep 0.05; done');
    for (let round = 1; round <= 3; round += 1) {
      const dispatcher = town.begin('dispatch', '--watch');
      await town.until('it is at work', () => town.lines().length > 0);
      for (let more = 0; more < 3; more += 1) await bead();
      await town.end(dispatcher, 'SIGKILL');
    }
    expect(await events(id, 'lane.began')).toHaveLength(1);
    town.write({ 'effects.go': '' });
    await town.until('it has closed', () => town.bead(id).status === 'closed');
    await town.until(
      'its supervisor has gone',
      () => town.gt('dispatch', '--once').code === 0 && isOver(id)(),
    );
    expect(effects()).toEqual(['in']);
  });
});

describe('spawned, and dead (gastown#1438)', () => {
  it('whose supervisor dies as soon as it has begun leaves the step to the next one', async () => {
    const id = await slung(
      '[ "$GT_ATTEMPT" = 1 ] && kill -9 $PPID && sleep 60; echo "$GT_ATTEMPT" >> "$EFFECTS"',
    );
    const dispatcher = town.begin('dispatch', '--watch');
    await town.until('it has landed', isOver(id));
    await town.end(dispatcher, 'SIGTERM');
    expect(effects()).toEqual(['2']);
    expect(town.bead(id)).toMatchObject({ status: 'closed', outcome: 'pass' });
    expect((await events(id, 'lane.ended')).map(({ data }) => data?.['reason'])).toEqual([
      'its supervisor is gone',
      'nothing more is ready',
    ]);
  });
});

describe('spawned in tmux, and dead', () => {
  it('leaves no terminal that the next one could not have', async () => {
    const id = await slung(
      '[ "$GT_ATTEMPT" = 1 ] && echo in >> "$EFFECTS" && sleep 60; echo "$GT_ATTEMPT" >> "$EFFECTS"',
    );
    const dispatcher = town.begin('dispatch', '--watch', '--driver', 'tmux');
    await town.until('it works', () => town.lines().length === 1);
    const [supervisor = ''] = town.processes().filter((line) => line.includes(' supervise '));
    town.kills(Number.parseInt(supervisor, 10));
    await town.until('it has landed', isOver(id));
    await town.end(dispatcher, 'SIGTERM');
    expect(effects()).toEqual(['in', '2']);
    expect(await events(id, 'lane.began')).toHaveLength(2);
  });
});

describe('orphans (gastown#2976)', () => {
  it('an agent that outlives its supervisor and its dispatcher is ended, and what it says late counts for nothing', async () => {
    const id = await slung(
      `if [ "$GT_ATTEMPT" = 1 ]; then
        echo "$PPID $$" > "$EFFECTS.pids"; sleep 60; gt done; echo late >> "$EFFECTS"
      fi
      echo "$GT_ATTEMPT" >> "$EFFECTS"`,
    );
    const first = town.begin('dispatch', '--watch');
    let pids: number[] = [];
    await town.until('it works', () => {
      pids = readPids();
      return pids.length === 2;
    });
    await town.end(first, 'SIGKILL');
    town.kills(pids[0] ?? 0);
    const second = town.begin('dispatch', '--watch');
    await town.until('it has landed', isOver(id));
    await town.end(second, 'SIGTERM');
    expect(effects()).toEqual(['2']);
    expect(town.processes()).toEqual([]);
  });
});

describe('claim races (gascity#1289)', () => {
  it('of any number of processes that claim a bead, one has it, and the others are told', async () => {
    const id = await bead();
    const codes = await race(
      Array.from({ length: 6 }, (_, at) => ['update', id, '--claim', '--actor', `w${at}`]),
    );
    expect(codes.sort()).toEqual([0, ...Array(5).fill(1)]);
    expect(await events(id, 'bead.claimed')).toHaveLength(1);
  });
});

describe('an error read as "no work" (gastown#2638)', () => {
  it('a ledger that cannot be read is an error of everything that asks for work, and nothing closes', async () => {
    const id = await slung('true');
    const file = town.path('town/.beads/beads.db');
    const whole = readFileSync(file);
    writeFileSync(file, Buffer.concat([Buffer.alloc(100, 'x'), whole.subarray(100)]));
    for (const args of [
      ['dispatch', '--once'],
      ['status'],
      ['prime', id],
      ['hook', id],
      ['done', id],
      ['ready'],
    ] as const)
      expect([args[0], town.gt(...args)]).toEqual([
        args[0],
        { code: 3, stdout: '', stderr: expect.stringMatching(/^error\[GT80\d\d\]/) },
      ]);
    writeFileSync(file, whole);
    expect(town.bead(id)).toMatchObject({ status: 'open' });
    town.does('unsling', id);
  });
});

function readPids(): number[] {
  try {
    return readFileSync(`${town.effects}.pids`, 'utf8').trim().split(' ').map(Number);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
