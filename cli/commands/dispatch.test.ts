import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TownSandbox } from '../testing/town-sandbox.js';

let town: TownSandbox;
beforeEach(() => {
  town = new TownSandbox();
});
afterEach(() => town.remove());

const RELEASE = ['bump-version', 'run-tests', 'build-binaries', 'create-tag', 'publish', 'announce'];

interface Status {
  readonly dispatcher: { readonly pid: number } | null;
  readonly lanes: readonly { readonly id: string; readonly state: string; readonly trouble: string | null }[];
}

describe('a molecule that is slung', () => {
  it('goes on where its polecat was killed: what has closed does not run again', async () => {
    // At the first try of the third step the supervisor is killed, and the script goes on for a while: it must not be left.
    const agent = town.script(
      `if [ "$GT_STEP_NAME" = build-binaries ] && [ "$GT_ATTEMPT" = 1 ]; then
        echo "killed at $GT_STEP_NAME" >> "$EFFECTS"; kill -9 $PPID; sleep 300; echo "too late" >> "$EFFECTS"
      fi
      echo "$GT_STEP_NAME $GT_ATTEMPT $GT_VAR_VERSION" >> "$EFFECTS"`,
    );
    const { id } = town.json<{ id: string }>(
      'sling',
      'beads-release',
      'gas',
      '--var',
      'version=1.2.3',
      '--agent',
      agent,
    );
    const dispatcher = town.begin('dispatch', '--watch');
    await town.until('the molecule has landed', () => town.json<Status>('status').lanes.length === 0);
    expect(town.lines()).toEqual([
      'bump-version 1 1.2.3',
      'run-tests 1 1.2.3',
      'killed at build-binaries',
      'build-binaries 2 1.2.3',
      'create-tag 1 1.2.3',
      'publish 1 1.2.3',
      'announce 1 1.2.3',
    ]);
    expect(town.bead(id)).toMatchObject({ status: 'closed', outcome: 'pass' });
    await town.end(dispatcher, 'SIGTERM');
    expect(town.processes()).toEqual([]);
  });

  it('is worked on by polecats that outlive the dispatcher, and taken up by the next one', async () => {
    const agent = town.script(
      `until [ -e "$EFFECTS.go" ] || [ "$GT_STEP_NAME" != run-tests ]; do sleep 0.1; done
      echo "$GT_STEP_NAME $GT_ATTEMPT" >> "$EFFECTS"`,
    );
    const { id } = town.json<{ id: string }>(
      'sling',
      'beads-release',
      'gas',
      '--var',
      'version=1.2.3',
      '--agent',
      agent,
    );
    expect(JSON.parse(town.does('start', '--json'))).toMatchObject({ is_new: true });
    expect(JSON.parse(town.does('start', '--json'))).toMatchObject({ is_new: false });
    await town.until('the first step is done', () => town.lines().length === 1);
    const { dispatcher } = town.json<Status>('status');
    process.kill(dispatcher?.pid ?? 0, 'SIGKILL');
    await town.until('the dispatcher is gone', () => town.json<Status>('status').dispatcher === null);
    town.write({ 'effects.go': '' });
    await town.until('the polecat has gone on alone', () => town.lines().length === RELEASE.length);
    town.does('start');
    await town.until('the molecule has landed', () => town.json<Status>('status').lanes.length === 0);
    expect(town.lines()).toEqual(RELEASE.map((step) => `${step} 1`));
    expect(town.bead(id)).toMatchObject({ status: 'closed', outcome: 'pass' });
    expect(JSON.parse(town.does('shutdown', '--json'))).toEqual({ was_running: true });
    expect(JSON.parse(town.does('shutdown', '--json'))).toEqual({ was_running: false });
    expect(town.processes()).toEqual([]);
  });

  it('is left alone after three sessions that came to nothing, and goes on when it is slung again', async () => {
    const { id } = town.json<{ id: string }>(
      ...['sling', 'beads-release', 'gas', '--var', 'version=1.2.3', '--agent', town.script('kill -9 $$')],
    );
    const dispatcher = town.begin('dispatch', '--watch');
    await town.until(
      'nobody is sent any more',
      () => town.json<Status>('status').lanes[0]?.state === 'broken',
    );
    const [lane] = town.json<Status>('status').lanes;
    expect(lane?.trouble).toBe(
      '3 sessions in a row came to nothing; the last: its process was ended by SIGKILL',
    );
    const fine = town.script('true');
    town.does('sling', id, 'gas', '--agent', fine);
    await town.until('the molecule has landed', () => town.json<Status>('status').lanes.length === 0);
    expect(town.bead(id)).toMatchObject({ status: 'closed', outcome: 'pass' });
    await town.end(dispatcher, 'SIGTERM');
  });
});
