import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile } from '../compiler/compile.js';
import type { Protomolecule } from '../compiler/emit/protomolecule.js';
import { runTestFile } from '../runtime/formula-test/index.js';
import { DiskHost } from '../runtime/formulas/disk-host.js';

const folder = fileURLToPath(new URL('../formulas', import.meta.url));
const host = new DiskHost([{ name: 'builtin', label: 'the built-in library', path: folder }], folder);

async function cook(name: string, values: Record<string, string> = {}): Promise<Protomolecule> {
  const [candidate] = host.candidates(name);
  if (!candidate) throw new Error(`${name} is not in the library`);
  const { protomolecule, diagnostics } = await compile(candidate, host, {
    values: new Map(Object.entries(values)),
  });
  expect(diagnostics).toEqual([]);
  return protomolecule as Protomolecule;
}

/** `id <- needs`, in order. */
const lines = ({ steps }: Protomolecule): string[] =>
  steps.map(({ id, needs }) => (needs.length > 0 ? `${id} <- ${needs.join(' ')}` : id));

const WOVEN: Record<string, string[]> = {
  shiny: ['design', 'implement <- design', 'review <- implement', 'test <- review', 'submit <- test'],
  'shiny-secure': [
    'design',
    'implement-security-prescan <- design',
    'implement <- implement-security-prescan',
    'implement-security-postscan <- implement',
    'review <- implement-security-postscan',
    'test <- review',
    'submit-security-prescan <- test',
    'submit <- submit-security-prescan',
    'submit-security-postscan <- submit',
  ],
  'shiny-enterprise': [
    'design',
    'implement-security-prescan <- design',
    'implement.draft <- implement-security-prescan',
    'implement.correct <- implement.draft',
    'implement.clarify <- implement.correct',
    'implement.stress <- implement.clarify',
    'implement.finish <- implement.stress',
    'implement-security-postscan <- implement.finish',
    'review <- implement-security-postscan',
    'test <- review',
    'submit-security-prescan <- test',
    'submit <- submit-security-prescan',
    'submit-security-postscan <- submit',
  ],
  'security-audit': [],
  'rule-of-five': [
    'main.draft',
    'main.correct <- main.draft',
    'main.clarify <- main.correct',
    'main.stress <- main.clarify',
    'main.finish <- main.stress',
  ],
  'tdd-cycle': [
    'main.write-tests',
    'main.see-red <- main.write-tests',
    'main.implement <- main.see-red',
    'main.see-green <- main.implement',
    'main.refactor <- main.see-green',
  ],
  'beads-release': [
    'bump-version',
    'run-tests <- bump-version',
    'build-binaries <- run-tests',
    'create-tag <- build-binaries',
    'publish <- create-tag',
    'announce <- publish',
  ],
  'towers-of-hanoi': [
    'set-up',
    'moves.iter1.move <- set-up',
    ...[2, 3, 4, 5, 6, 7].map((n) => `moves.iter${n}.move <- moves.iter${n - 1}.move`),
    'verify <- moves.iter7.move',
  ],
  'code-review': [
    'correctness',
    'security',
    'simplicity',
    'performance',
    'tests',
    'synthesis <- correctness security simplicity performance tests',
  ],
};

describe('the built-in library', () => {
  it('is what is tested here', () => {
    const named = (ending: string): string[] =>
      readdirSync(folder).flatMap((file) => (file.endsWith(ending) ? [file.slice(0, -ending.length)] : []));
    const names = named('.formula.toml');
    expect(named('.formula-test.toml').sort()).toEqual(names.sort());
    expect(readdirSync(folder)).toHaveLength(2 * names.length);
    expect(names.sort()).toEqual(Object.keys(WOVEN).sort());
  });

  it.each(Object.keys(WOVEN))('passes its own tests: %s', async (name) => {
    const path = `${folder}/${name}.formula-test.toml`;
    const surroundings = { cwd: folder, home: undefined, town: undefined, builtin: folder };
    const { diagnostics, tests } = await runTestFile(path, surroundings, { stepTypes: [] });
    expect(diagnostics).toEqual([]);
    expect(tests.flatMap(({ unmet }) => unmet)).toEqual([]);
    expect(tests.length).toBeGreaterThan(0);
  });

  it.each(Object.keys(WOVEN))('cooks %s', async (name) => {
    expect(lines(await cook(name))).toEqual(WOVEN[name]);
  });

  it('carries what the acceptance of an expanded step says to its last step', async () => {
    const { steps } = await cook('shiny-enterprise');
    const accepted = steps.filter((step) => step.id.startsWith('implement.') && step.acceptance);
    expect(accepted.map(({ id }) => id)).toEqual(['implement.finish']);
  });

  it('has 1,023 moves for ten disks', async () => {
    const { steps, shape, critical_path } = await cook('towers-of-hanoi', { disks: '10' });
    expect(shape).toEqual({ disks: 10 });
    expect(steps).toHaveLength(1025);
    expect(critical_path).toHaveLength(1025);
  });

  it.each([1, 2, 3, 4, 7, 10])('tells a way to solve the towers of hanoi with %i disks', async (disks) => {
    const { steps } = await cook('towers-of-hanoi', { disks: String(disks) });
    // The rule of the step's description: the disk by the zeros at the end of the move's number, its
    // direction by the parity of the disk and of the number of disks.
    const pegs: number[][] = [Array.from({ length: disks }, (_, i) => disks - i), [], []];
    for (const step of steps.slice(1, -1)) {
      const move = Number(/^Move (\d+)$/.exec(step.title)?.[1]);
      const disk = move.toString(2).length - move.toString(2).replace(/0*$/, '').length + 1;
      const round = (disk % 2 === 1) === (disks % 2 === 1) ? [0, 2, 1] : [0, 1, 2];
      const from = pegs.findIndex((peg) => peg.at(-1) === disk);
      expect(from, `disk ${disk} can be moved`).not.toBe(-1);
      const to = round[(round.indexOf(from) + 1) % 3] as number;
      const top = pegs[to]?.at(-1) ?? Number.POSITIVE_INFINITY;
      expect(top).toBeGreaterThan(disk);
      pegs[to]?.push(pegs[from]?.pop() as number);
    }
    expect(pegs).toEqual([[], [], Array.from({ length: disks }, (_, i) => disks - i)]);
  });
});
