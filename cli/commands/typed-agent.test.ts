import { afterAll, beforeAll, expect, it } from 'vitest';
import { TownSandbox } from '../testing/town-sandbox.js';

let town: TownSandbox;
beforeAll(() => {
  town = new TownSandbox();
});
afterAll(() => town.remove());

it('an agent in tmux whose screen says that it listens is typed to then, and ended when it has nothing more to do', async () => {
  // It never ends by itself, as agents with a conversation do not.
  const agent = `echo "began with $# arguments"; echo 'how can I help? >'
while read -r line; do
  case "$line" in '## Your step:'*) echo "typed: $line"; echo "$line" >> "$EFFECTS"; gt done ;; esac
done`;
  town.script(agent);
  town.write({
    'town/settings/agents.json': JSON.stringify({
      version: 1,
      agents: {
        talker: { command: town.path('agent.sh'), args: ['-p'], interactive: [], ready: 'help? >' },
      },
    }),
  });
  const { id } = town.json<{ id: string }>('create', 'Mend $(date)');
  town.does('sling', id, 'gas', '--land', 'none', '--agent', 'talker');
  const dispatcher = town.begin('dispatch', '--watch', '--driver', 'tmux');
  await town.until('it has landed', () => town.json<{ lanes: unknown[] }>('status').lanes.length === 0);
  await town.end(dispatcher, 'SIGTERM');
  expect(town.lines()).toEqual([`## Your step: Mend $(date) (${id}, attempt 1; 1 step is open)`]);
  expect(town.bead(id)).toMatchObject({ status: 'closed', outcome: 'pass' });
  expect(town.does('peek', id)).toContain('began with 0 arguments');
  expect(town.does('log', '--mol', id, '--type', 'lane')).toContain('goes');
  expect(town.processes().filter((line) => !line.includes('tmux'))).toEqual([]);
});
