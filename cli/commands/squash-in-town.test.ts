import { existsSync, readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gitIn } from '../../runtime/testing/repository.js';
import { TownSandbox } from '../testing/town-sandbox.js';

const TRIO = `formula = "trio"
type = "convoy"
[squash]
trigger = "on_complete"
[[legs]]
id = "a"
[[legs]]
id = "b"
[[legs]]
id = "c"
`;

let town: TownSandbox;
beforeEach(() => {
  town = new TownSandbox();
  town.write({ 'town/.beads/formulas/trio.formula.toml': TRIO });
});
afterEach(() => town.remove());

describe('a molecule of which parts are worked on beside each other, and that squashes itself when it ends', () => {
  it('leaves its digest, and no lane, worktree, process or branch that has nothing in it', async () => {
    // Each leg begins only when all have: three lanes have a worktree at the same time.
    const agent = town.script(
      `touch "$EFFECTS.$GT_STEP_NAME"
      until [ -e "$EFFECTS.a" ] && [ -e "$EFFECTS.b" ] && [ -e "$EFFECTS.c" ]; do sleep 0.1; done
      pwd >> "$EFFECTS"`,
    );
    const { id } = town.json<{ id: string }>('sling', 'trio', 'gas', '--agent', agent);
    const dispatcher = town.begin('dispatch', '--watch');
    const worktrees = town.path('town/gas/polecats');
    await town.until('nothing is left of it', () => {
      const { lanes } = town.json<{ lanes: unknown[] }>('status');
      return town.lines().length === 3 && lanes.length === 0 && readdirSync(worktrees).length === 0;
    });
    const places = town.lines();
    expect(new Set(places).size).toBe(3);
    expect(places.filter((place) => existsSync(place))).toEqual([]);
    expect(gitIn(town.path('gas'), 'worktree', 'list').trim().split('\n')).toHaveLength(1);
    expect(town.bead(id)).toMatchObject({ status: 'closed', outcome: 'pass', issue_type: 'digest' });
    await town.end(dispatcher, 'SIGTERM');
    expect(town.processes()).toEqual([]);
  });
});
