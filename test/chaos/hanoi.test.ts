import { afterAll, expect, it } from 'vitest';
import { TownSandbox } from '../../cli/testing/town-sandbox.js';

const DISKS = 10;
const MOVES = 2 ** DISKS - 1;
/** Where everything that works is killed, by how many moves have been made. */
const RESTARTS = [200, 500, 800];

const town = new TownSandbox();
afterAll(() => town.remove());

/** What the formula tells an agent to do, done by arithmetic: the move is its number's, and needs no memory. */
const MOVE = `case "$GT_STEP_NAME" in moves.iter*) ;; *) echo "$GT_STEP_NAME" >> "$EFFECTS"; exit 0 ;; esac
number=\${GT_STEP_NAME#moves.iter}; number=\${number%%.*}
rest=$number; disk=1
while [ $((rest % 2)) = 0 ]; do rest=$((rest / 2)); disk=$((disk + 1)); done
turn=$((rest / 2 % 3))
if [ $(((disk + GT_VAR_DISKS) % 2)) = 0 ]; then set -- A C B A; else set -- A B C A; fi
shift $turn
echo "{\\"disk\\": $disk, \\"from\\": \\"$1\\", \\"to\\": \\"$2\\"}" > "$GT_OUTPUT_FILE"
echo "$GT_STEP_NAME" >> "$EFFECTS"`;

interface Move {
  readonly disk: number;
  readonly from: 'A' | 'B' | 'C';
  readonly to: 'A' | 'B' | 'C';
}

it(`a tower of ${DISKS} disks is moved by ${MOVES} legal moves, through ${RESTARTS.length} restarts`, async () => {
  const agent = town.script(MOVE);
  const { id } = town.json<{ id: string }>(
    ...['sling', 'towers-of-hanoi', 'gas', '--var', `disks=${DISKS}`, '--agent', agent],
  );
  for (const count of RESTARTS) {
    const dispatcher = town.begin('dispatch', '--watch');
    await town.until(`${count} moves are made`, () => town.lines().length >= count, 600_000);
    await town.end(dispatcher, 'SIGKILL');
    for (const line of town.processes()) town.kills(Number.parseInt(line, 10));
  }
  const dispatcher = town.begin('dispatch', '--watch');
  await town.until(
    'it has landed',
    () => town.json<{ lanes: unknown[] }>('status').lanes.length === 0,
    600_000,
  );
  await town.end(dispatcher, 'SIGTERM');

  town.does('squash', id);
  const [bead] = town.json<{ metadata: { steps: { id: string; outcome: string; output?: Move }[] } }[]>(
    'show',
    id,
  );
  const steps = bead?.metadata.steps ?? [];
  expect(steps.map(({ outcome }) => outcome)).toEqual(Array.from({ length: MOVES + 2 }, () => 'pass'));
  const moves = steps
    .flatMap(({ id: step, output }) => {
      const [, number] = /^moves\.iter(\d+)\.move$/.exec(step) ?? [];
      return number === undefined ? [] : [{ number: Number(number), move: output }];
    })
    .sort((a, b) => a.number - b.number);
  expect(moves.map(({ number }) => number)).toEqual(Array.from({ length: MOVES }, (_, at) => at + 1));
  const pegs: Record<'A' | 'B' | 'C', number[]> = {
    A: Array.from({ length: DISKS }, (_, at) => DISKS - at),
    B: [],
    C: [],
  };
  const whole = [...pegs.A];
  for (const { number, move } of moves) {
    if (!move) throw new Error(`move ${number} has no output`);
    const { disk, from, to } = move;
    expect({ number, top: pegs[from].pop() }).toEqual({ number, top: disk });
    expect({ number, isSmaller: disk < (pegs[to].at(-1) ?? Number.POSITIVE_INFINITY) }).toEqual({
      number,
      isSmaller: true,
    });
    pegs[to].push(disk);
  }
  expect(pegs).toEqual({ A: [], B: [], C: whole });
  // A step that was killed after its effect and before its report has a second one, and no other has.
  const effects = town.lines();
  expect(new Set(effects).size).toBe(MOVES + 2);
  expect(effects.length).toBeLessThanOrEqual(MOVES + 2 + RESTARTS.length);
  process.stdout.write(`${effects.length} effects of ${MOVES + 2} steps, ${RESTARTS.length} restarts\n`);
});
