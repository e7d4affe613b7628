import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mistake } from '../testing/mistake.js';
import { Sandbox } from '../testing/sandbox.js';

const FILES = {
  moves: `formula = "moves"
extends = "base"
[[steps]]
id = "move"
needs = ["start"]
loop = { count = "{{rounds}}", body = [{ id = "lift" }] }
`,
  base: `formula = "base"
[vars]
rounds = { type = "int", required = true }
[[steps]]
id = "start"
title = "Begin"
`,
};
const PLAIN = `# moves, with all that it is composed of
# Its steps hold for rounds = "2"
formula = "moves"
type = "workflow"

[vars.rounds]
default = 2
enum = [2]
type = "int"

# from base.formula.toml:4, inherited by moves.formula.toml:2
[[steps]]
id = "start"
title = "Begin"

# from moves.formula.toml:6, iteration 1 of move
[[steps]]
id = "move.iter1.lift"
needs = ["start"]

# from moves.formula.toml:6, iteration 2 of move
[[steps]]
id = "move.iter2.lift"
needs = ["move.iter1.lift"]
`;
const BARE = PLAIN.replace(/^#.*\n/gm, '');

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = new Sandbox().formulas(FILES);
});
afterEach(() => sandbox.remove());
const read = (path: string): string => readFileSync(sandbox.path(path), 'utf8');
const expand = (...args: string[]) => sandbox.gt('expand', 'moves', '--var', 'rounds=2', ...args);

describe('gt expand', () => {
  it('prints the formula without composition, and what it prints can be cooked', () => {
    expect(expand()).toEqual({ stdout: PLAIN, stderr: '', code: 0 });
    expect(expand('--no-comments').stdout).toBe(BARE);
    sandbox.write({ 'plain/moves.formula.toml': PLAIN });
    const tree = (name: string): string => sandbox.gt('cook', name, '--dry-run', '--var', 'rounds=2').stdout;
    expect(tree('plain/moves.formula.toml')).toBe(tree('moves'));
    expect(sandbox.gt('cook', 'plain/moves.formula.toml', '--var', 'rounds=3').stderr).toContain(
      'error[GT3006]',
    );
  });

  it('gives the formula the name of its file, and writes a source map', () => {
    expect(expand('-o', 'two.formula.toml', '--source-map', 'two.json')).toEqual({
      stdout: '',
      stderr: 'wrote two.formula.toml\nwrote two.json\n',
      code: 0,
    });
    expect(read('two.formula.toml')).toBe(PLAIN.replace('formula = "moves"', 'formula = "two"'));
    expect(sandbox.gt('cook', 'two.formula.toml', '--dry-run').code).toBe(0);
    const map = JSON.parse(read('two.json'));
    expect(map).toMatchObject({
      version: 1,
      formula: 'two',
      sources: [
        { id: 'project:moves', path: '.beads/formulas/moves.formula.toml' },
        { id: 'project:base', path: '.beads/formulas/base.formula.toml' },
      ],
    });
    expect(map.mappings.at(-1)).toEqual({
      lines: [22, 24],
      path: '/steps/2',
      step: 'move.iter2.lift',
      ...{ file: 'project:moves', line: 6, column: 40 },
      via: [{ kind: 'iteration', by: 'move', iteration: 2, file: 'project:moves', line: 3, column: 1 }],
    });
  });

  it('prints JSON: the formula, and where its parts come from', () => {
    const { stdout, code } = expand('--json');
    const { name, formula, mappings } = JSON.parse(stdout);
    expect({ name, code }).toEqual({ name: 'moves', code: 0 });
    expect(formula.steps[2]).toEqual({ id: 'move.iter2.lift', needs: ['move.iter1.lift'] });
    expect(mappings.at(-1)).toMatchObject({ path: '/steps/2', file: 'project:moves', line: 6 });
    sandbox.write({ 'plain/moves.formula.json': JSON.stringify(formula) });
    expect(sandbox.gt('cook', 'plain/moves.formula.json', '--dry-run').code).toBe(0);
  });

  it('with --phase inherit only merges the parents in', () => {
    expect(expand('--phase', 'inherit', '--no-comments').stdout).toBe(`formula = "moves"
type = "workflow"

[vars.rounds]
required = true
type = "int"

[[steps]]
id = "start"
title = "Begin"

[[steps]]
id = "move"
needs = ["start"]

[steps.loop]
count = "{{rounds}}"

[[steps.loop.body]]
id = "lift"
`);
  });

  it('reports what is wrong with the formula, and writes nothing', () => {
    const { stdout, stderr, code } = sandbox.gt('expand', 'moves', '-o', 'x.toml');
    expect({ stdout, code }).toEqual({ stdout: '', code: 1 });
    expect(stderr).toMatch(/^error\[GT30/);
    expect(() => read('x.toml')).toThrow('ENOENT');
  });

  it.each([
    [
      ['--json', '--no-comments'],
      '--no-comments has no effect with --json, which has no comments; drop one of the two',
    ],
    [
      ['--json', '--source-map', 'x'],
      '--source-map has no effect with --json, which has the map in it; drop one of the two',
    ],
    [
      ['-o', 'x', '--source-map', 'x'],
      '-o and --source-map name the same file, x; name another for one of them',
    ],
    [
      ['-o', 'x.formula.json'],
      '-o x.formula.json has the name of a JSON formula, and what is written is TOML; end it in .formula.toml',
    ],
    [
      ['-o', '.beads/formulas/base.formula.toml'],
      '.beads/formulas/base.formula.toml is a file that the formula is made of; name another',
    ],
    [
      ['--source-map', 'a.formula.toml'],
      '--source-map a.formula.toml has the name of a formula file; choose another name',
    ],
  ])('refuses %j', (args, message) => {
    expect(expand(...args)).toEqual(mistake(args, message));
    expect(read('.beads/formulas/base.formula.toml')).toBe(FILES.base);
  });
});
