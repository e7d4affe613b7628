import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TownSandbox } from '../testing/town-sandbox.js';

let town: TownSandbox;
beforeAll(() => {
  town = new TownSandbox();
});
afterAll(() => town.remove());

interface Event {
  readonly type: string;
  readonly actor: string;
}

it('gt run in a town whose dispatcher runs follows what that does, and goes on alone when it is killed', async () => {
  const agent = town.script(
    `echo "$GT_STEP_NAME" >> "$EFFECTS"
    [ "$GT_STEP_NAME" != publish ] || until [ -e "$EFFECTS.go" ]; do sleep 0.05; done`,
  );
  town.does('start');
  const run = town.begin(
    ...['run', 'beads-release', '--var', 'version=1.2.3', '--agent', agent],
    ...['--actor', 'bob', '--max', '9', '--json'],
  );
  let [out, err] = ['', ''];
  run.stdout?.on('data', (text: Buffer) => {
    out += text.toString();
  });
  run.stderr?.on('data', (text: Buffer) => {
    err += text.toString();
  });
  const ended = once(run, 'exit');
  await town.until('it publishes', () => town.lines().includes('publish'));
  const { dispatcher } = town.json<{ dispatcher: { pid: number } }>('status');
  expect(err).toBe(
    `the dispatcher of the town (process ${dispatcher.pid}) sends the polecats; --max of this command count for nothing then\n`,
  );
  process.kill(dispatcher.pid, 'SIGKILL');
  town.write({ 'effects.go': '' });
  expect(await ended).toEqual([0, null]);
  const { id, outcome } = JSON.parse(out) as { id: string; outcome: string };
  expect(outcome).toBe('pass');
  expect(town.lines()).toEqual([
    ...['bump-version', 'run-tests', 'build-binaries', 'create-tag', 'publish', 'announce'],
  ]);
  const events = town
    .does('log', '--mol', id, '--type', 'lane', '--json')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Event)
    .map(({ type, actor }) => `${type} ${actor}`);
  expect(events).toEqual([
    'lane.slung bob',
    'lane.began supervisor',
    'lane.ended gas/polecats/amber',
    'lane.landed bob',
  ]);
});
