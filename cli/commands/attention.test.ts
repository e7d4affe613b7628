import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TownSandbox } from '../testing/town-sandbox.js';

interface Link {
  readonly id: string;
  readonly reason: string;
  readonly message: string;
}
interface Status {
  readonly lanes: readonly { readonly id: string; readonly state: string }[];
  readonly attention: readonly Link[];
  readonly capacity: unknown;
}

let town: TownSandbox;
let agent: string;
beforeAll(() => {
  town = new TownSandbox();
  agent = town.script('echo in >> "$EFFECTS"; until [ -e "$EFFECTS.go" ]; do sleep 0.05; done');
});
afterAll(() => town.remove());

const config = (more: object): void => {
  town.write({ 'town/settings/config.json': JSON.stringify({ type: 'town-settings', version: 1, ...more }) });
};
const slung = (who: string): string => {
  const { id } = town.json<{ id: string }>('create', 'Mend it');
  town.does('sling', id, 'gas', '--land', 'none', '--agent', who);
  return id;
};
const status = (): Status => town.json<Status>('status');
const attention = (): string[] => status().attention.map(({ id, reason }) => `${id} ${reason}`);

describe('who waits, and of whose work nothing comes', () => {
  it('is told by status and why, with the same reasons, and once by an event; nobody is ended', async () => {
    config({ max_polecats: 1, stuck_after: '1s' });
    const [first, second] = [slung(agent), slung(agent)];
    town.does('dispatch', '--once');
    await town.until('it is at work', () => town.lines().length === 1);
    await town.until('nothing comes of it', () => attention().length === 2);
    expect(attention()).toEqual([`${first} stuck`, `${second} capacity`]);
    expect(town.json<Link>('why', second)).toMatchObject({
      reason: 'capacity',
      message: '1 polecats are at work, which is all that may be',
    });
    expect(town.json<Link>('why', first)).toMatchObject({
      reason: 'stuck',
      message: expect.stringMatching(
        /^gas\/polecats\/amber has it, attempt 1, and nothing has come of it for \d+ s$/,
      ),
    });
    expect(town.does('status')).toMatch(
      new RegExp(
        `at most 1 polecats at a time\n[^]*\nattention:\n +${first} +stuck +gas/.*\n +${second} +capacity +1 polecats`,
      ),
    );
    town.does('dispatch', '--once');
    town.does('dispatch', '--once');
    expect(town.does('log', '--type', 'lane.stuck').trim().split('\n')).toHaveLength(1);
    expect(town.does('hook', 'mayor/')).toContain(`${first}: gas/polecats/amber has it, attempt 1`);
    town.write({ 'effects.go': '' });
    await town.until('the first is done', () => town.bead(first).status === 'closed');
    const dispatcher = town.begin('dispatch', '--watch');
    await town.until('both have landed', () => status().lanes.length === 0);
    await town.end(dispatcher, 'SIGTERM');
    expect(town.lines()).toEqual(['in', 'in']);
    expect(attention()).toEqual([]);
  });
});

describe('capacity', () => {
  it('is set for agents and rigs, shown, and kept', () => {
    config({ max_polecats: 5 });
    const own = { command: '/bin/true', prompt: 'none', max_polecats: 1 };
    town.write({ 'town/settings/agents.json': JSON.stringify({ version: 1, agents: { own } }) });
    expect(town.does('agents')).toMatch(/^own +there +at most 1 +\/bin\/true$/m);
    expect(town.json<unknown[]>('agents')).toContainEqual(
      expect.objectContaining({ name: 'own', max_polecats: 1 }),
    );
    expect(status().capacity).toEqual({ all: 5, rigs: {}, agents: { own: 1 } });
    const ids = [slung('own'), slung('own')];
    const { started, waits } = JSON.parse(town.does('dispatch', '--once', '--json')) as {
      started: string[];
      waits: { id: string; reason: string }[];
    };
    expect(started).toEqual(ids.slice(0, 1));
    expect(waits).toEqual([
      { id: ids[1], reason: '1 of the agent own are at work, which is all that may be' },
    ]);
  });

  it('that a dispatcher was told counts for as long as it runs', async () => {
    town.does('start', '--max', '2');
    expect(status().capacity).toMatchObject({ all: 2 });
    town.does('shutdown');
    expect(status().capacity).toMatchObject({ all: 5 });
    expect(town.gt('start', '--max', 'many')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--max "many"'),
    });
    expect(town.gt('dispatch', '--max', '0')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--max 0'),
    });
    expect(town.gt('dispatch', '--lease', 'x')).toMatchObject({ code: 2 });
    expect(town.gt('start', '--lease', '5')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('milliseconds'),
    });
  });

  it('is checked where it is written', () => {
    config({ stuck_after: 'soon' });
    expect(town.gt('status')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining(
        'config.json:1: "stuck_after" must be a span of time, such as 90s, 30m or 2h',
      ),
    });
    config({ max_polecats: 0 });
    expect(town.gt('status').stderr).toContain('"max_polecats" must be a whole number above 0');
    config({});
  });
});
