import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { isPath, locateFormula } from './locate.js';

let folder: TemporaryFolder;
beforeEach(() => {
  folder = new TemporaryFolder().folder('p/.git');
});
afterEach(() => folder.remove());

/** The path that an argument means, or what is said of it. */
function located(argument: string, ...searchPaths: readonly string[]): unknown {
  const surroundings = {
    cwd: folder.path('p'),
    home: folder.path('home'),
    town: undefined,
    builtin: folder.path('lib'),
  };
  const { candidate, diagnostics } = locateFormula(argument, surroundings, searchPaths);
  return candidate?.path ?? diagnostics.map(({ code, message, help }) => [code, message, help]);
}

describe('a name', () => {
  it('means the first file in the order of search', () => {
    folder.write({ 'lib/x.formula.toml': '' });
    expect(located('x')).toBe('builtin/x.formula.toml');
    folder.write({ 'home/.beads/formulas/x.toml': '' });
    expect(located('x')).toBe(folder.path('home/.beads/formulas/x.toml'));
    folder.write({ 'p/.beads/formulas/x.formula.json': '' });
    expect(located('x')).toBe('.beads/formulas/x.formula.json');
    folder.write({ 'p/other/x.formula.toml': '' });
    expect(located('x', 'other')).toBe('other/x.formula.toml');
    expect(located('builtin:x', 'other')).toBe('builtin/x.formula.toml');
  });

  it.each(['..', '.', '', 'a b', 'a\\b', 'x'.repeat(201), 'builtin:', 'a:b:c'])('cannot be %j', (name) => {
    const codes = (located(name) as string[][]).map(([code]) => code);
    expect(['GT1009', 'GT1012']).toContain(codes[0]);
    expect(codes).toHaveLength(1);
  });
});

describe('a path', () => {
  it('is what has a slash or the ending of a file', () => {
    expect(['./x', 'a/b', '/x', 'x.toml', 'x.formula.json'].map(isPath)).toEqual(Array(5).fill(true));
    expect(['x', 'x.formula', 'builtin:x', '..'].map(isPath)).toEqual(Array(4).fill(false));
  });

  it('means that file, in whatever folder', () => {
    folder.write({ 'p/x.formula.toml': '', 'q/x.formula.json': '', 'q/formulas/y.toml': '' });
    expect(located('x.formula.toml')).toBe('x.formula.toml');
    expect(located('../q/x.formula.json')).toBe(folder.path('q/x.formula.json'));
    expect(located('../q/formulas/y.toml')).toBe(folder.path('q/formulas/y.toml'));
  });

  it('of a file that is not there is told with what may have been meant', () => {
    folder.write({ 'p/sub/shiny.formula.toml': '', 'p/.beads/formulas/known.formula.toml': '' });
    const missing = (path: string, help?: string, reason = 'there is no such file'): unknown => [
      ['GT1002', `cannot read "${path}": ${reason}`, help],
    ];
    const MEANT = 'did you mean "sub/shiny.formula.toml"?';
    expect(located('sub/shinny.formula.toml')).toEqual(missing('sub/shinny.formula.toml', MEANT));
    expect(located('sub/shiny.formula.json')).toEqual(missing('sub/shiny.formula.json', MEANT));
    expect(located('sub/shiny')).toEqual(missing('sub/shiny', MEANT));
    expect(located('known.formula.toml')).toEqual(missing('known.formula.toml', 'did you mean "known"?'));
    expect(located('sub/other.formula.toml')).toEqual(missing('sub/other.formula.toml'));
    expect(located('no/x.formula.toml')).toEqual(
      missing('no/x.formula.toml', undefined, 'there is no folder "no"'),
    );
  });

  it('of a folder or of another file is refused', () => {
    folder.folder('p/sub').write({ 'p/x.toml': '' }).link('p/linked.formula.toml', 'sub');
    const codeOf = (path: string): unknown => (located(path) as unknown[][])[0]?.[0];
    expect(codeOf('./sub')).toBe('GT1016');
    expect(codeOf('linked.formula.toml')).toBe('GT1016');
    expect(codeOf('x.toml')).toBe('GT1011');
    folder.write({ 'p/x.toml': '# a note\nformula = "x"\n' });
    expect(codeOf('x.toml')).not.toBe('GT1011');
  });
});

it('a search path must be there', () => {
  expect(() => located('x', 'nowhere')).toThrow('cannot read "nowhere": there is no such folder');
  folder.write({ 'p/file': '' });
  expect(() => located('x', 'file')).toThrow(`cannot read "${folder.path('p/file')}": it is not a folder`);
});
