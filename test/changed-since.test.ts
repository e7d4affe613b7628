import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Reporter } from '../compiler/diagnostics/reporter.js';
import { changedSince } from '../runtime/formulas/changed-since.js';
import { findFormulaFiles } from '../runtime/formulas/find-files.js';
import { locateFormula } from '../runtime/formulas/locate.js';
import { Newcomer } from './newcomer.js';

// What `--changed-since` looks at and leaves alone, over real repositories.

const PARENT = 'formula = "parent"\n\n[[steps]]\nid = "a"\n';
const CHILD = 'formula = "child"\nextends = ["parent"]\n\n[[steps]]\nid = "b"\nneeds = ["a"]\n';
const APART = 'formula = "apart"\n\n[[steps]]\nid = "x"\nneeds = ["y"]\n';

let newcomer: Newcomer;
beforeEach(() => {
  newcomer = new Newcomer().formulas({ parent: PARENT, child: CHILD, apart: APART });
  newcomer.type('rm -rf .git; git init -q -b main; git add .; git commit -qm one');
});
afterEach(() => newcomer.remove());

/** Those of the folder that have changed since HEAD: their names, with the folder where it is another. */
async function changed({ overlays = true, paths = ['.'] } = {}): Promise<string[]> {
  const surroundings = {
    cwd: newcomer.path('.'),
    home: newcomer.path('../home'),
    town: undefined,
    builtin: fileURLToPath(new URL('../formulas', import.meta.url)),
  };
  const has = changedSince('HEAD', surroundings, { searchPaths: [], overlays });
  const found: string[] = [];
  for (const file of findFormulaFiles(paths, surroundings.cwd, new Reporter())) {
    const { host, candidate } = locateFormula(file, surroundings, []);
    if (candidate && (await has({ host, candidate })))
      found.push(file.replace(/(\.formula)?\.toml$/, '').replace(/^\.beads\/formulas\//, ''));
  }
  return found;
}

describe('--changed-since', () => {
  const checked = (): string =>
    newcomer.gt('cook', '--check', '--changed-since', 'HEAD').stderr.split('\n').at(-2) ?? '';
  const lintedFiles = (): string[] => {
    const { formulas } = JSON.parse(newcomer.gt('lint', '--changed-since', 'HEAD', '--json').stdout);
    return formulas;
  };

  it('is nothing where nothing has changed', () => {
    expect(checked()).toBe('checked 0 formulas: no errors');
    expect(lintedFiles()).toBe(0);
  });

  it.each<[string, (texts: Newcomer) => unknown, number]>([
    ['its own file', (each) => each.formulas({ child: `${CHILD}# more\n` }), 1],
    ['a parent', (each) => each.formulas({ parent: `${PARENT}# more\n` }), 2],
    [
      'a file that git does not know yet',
      (each) => each.formulas({ fresh: 'formula = "fresh"\n[[steps]]\nid = "a"\n' }),
      1,
    ],
    ['a parent that is gone', (each) => each.type('git rm -q .beads/formulas/parent.formula.toml'), 1],
    ['the settings of the project', (each) => each.write({ '.beads/gt.toml': '' }), 3],
    ['something else', (each) => each.write({ 'notes.txt': 'x' }), 0],
  ])('%s', (_, change, formulas) => {
    change(newcomer);
    expect(checked()).toMatch(new RegExp(`^checked ${formulas} formulas?: `));
    expect(lintedFiles()).toBe(formulas);
  });

  it('an expansion, an aspect, what is attached, a description beside it, and what those draw in', () => {
    newcomer.formulas({
      inner: 'formula = "inner"\ntype = "expansion"\n[[template]]\nid = "{target}.t"\n',
      outer: 'formula = "outer"\ntype = "expansion"\n[[template]]\nid = "{target}.t"\nexpand = "inner"\n',
      aspect:
        'formula = "aspect"\ntype = "aspect"\n[[advice]]\ntarget = "*"\n[advice.before]\nid = "{step.id}-b"\n',
      uses: 'formula = "uses"\n[[steps]]\nid = "a"\nexpand = "outer"\n',
      woven: 'formula = "woven"\n[[steps]]\nid = "a"\n[compose]\naspects = ["aspect"]\n',
      tells: 'formula = "tells"\n[[steps]]\nid = "a"\ndescription_file = "texts/a.md"\n',
    });
    newcomer.write({ '.beads/formulas/texts/a.md': 'A\n' });
    newcomer.type('git add .; git commit -qm two');
    const formulasAfter = (path: string): number => {
      newcomer.type(`printf '\\n# more\\n' >> .beads/formulas/${path}`);
      const formulas = JSON.parse(
        newcomer.gt('cook', '--check', '--changed-since', 'HEAD', '--json').stdout,
      ).formulas;
      newcomer.type('git checkout -q .');
      return formulas;
    };
    expect(formulasAfter('inner.formula.toml')).toBe(3);
    expect(formulasAfter('aspect.formula.toml')).toBe(2);
    expect(formulasAfter('texts/a.md')).toBe(1);
  });

  it('a revision that is none, no repository, and no --check are told', () => {
    expect(newcomer.gt('lint', '--changed-since', 'nowhere')).toEqual({
      stdout: '',
      stderr: `error[GT8714]: the repository has no revision "nowhere"
  = help: name a commit, a branch or a tag that is here; "git fetch" brings what only the other side has
`,
      code: 3,
    });
    const { stdout, code } = newcomer.gt('cook', '--check', '--changed-since', 'nowhere', '--json');
    expect([JSON.parse(stdout).error.code, code]).toEqual(['GT8714', 3]);
    expect(newcomer.gt('cook', '--check', '--changed-since', '--output=x')).toMatchObject({ code: 3 });
    expect(newcomer.gt('cook', 'child', '--changed-since', 'HEAD')).toMatchObject({
      stderr: 'error: --changed-since has no effect without --check; drop it, or add --check\n',
      code: 2,
    });
  });

  it('a clone of one commit says that it is one, and how to come by the others', () => {
    newcomer.type('git commit -q --allow-empty -m two');
    const first = newcomer.type('git rev-parse HEAD~').stdout.trim();
    newcomer.type('git clone -q --depth 1 "file://$PWD" ../shallow');
    for (const revision of [first, 'HEAD~1'])
      expect(newcomer.type(`cd ../shallow && gt cook --check --changed-since ${revision}`)).toEqual({
        stdout: '',
        stderr: `error[GT8714]: the repository has no revision "${revision}", or not here: the clone is shallow, without the older ones
  = help: fetch them with "git fetch --unshallow", or let CI check out all of them (fetch-depth: 0)
`,
        code: 3,
      });
    expect(newcomer.type('cd ../shallow && gt cook --check --changed-since HEAD').code).toBe(0);
  });

  it('a file that has another name, and whoever means either', async () => {
    newcomer.formulas({ other: 'formula = "other"\nextends = ["fresh"]\n' });
    newcomer.type(
      'git add .; git commit -qm two; git mv .beads/formulas/apart.formula.toml .beads/formulas/fresh.formula.toml',
    );
    newcomer.type('sed -i s/apart/fresh/ .beads/formulas/fresh.formula.toml');
    expect(await changed()).toEqual(['fresh', 'other']);
  });
});

describe('--changed-since in a town', () => {
  const override = (text: string): string =>
    `[[step-overrides]]\nstep_id = "a"\nmode = "append"\ndescription = "${text}"\n`;
  beforeEach(() => {
    newcomer.write({ 'mayor/town.json': '{}', 'formula-overlays/parent.toml': override('one') });
    newcomer.formulas({
      attaching:
        'formula = "attaching"\n[[steps]]\nid = "s"\n[steps.on_complete]\nfor_each = "output.items"\nbond = "parent"\n',
    });
    newcomer.type('git add .; git commit -qm town');
  });

  it('an overlay counts for the formula of its name and for who attaches that, not for who inherits from it', async () => {
    expect(await changed()).toEqual([]);
    newcomer.write({ 'formula-overlays/parent.toml': override('two') });
    expect(await changed()).toEqual(['attaching', 'parent']);
    expect(await changed({ overlays: false })).toEqual([]);
    newcomer.type('git checkout -q . && git rm -q formula-overlays/parent.toml');
    expect(await changed()).toEqual(['attaching', 'parent']);
    newcomer.type('git reset -q --hard');
    newcomer.write({ 'formula-overlays/apart.toml': override('new') });
    expect(await changed()).toEqual(['apart']);
  });

  it('what is wrong in it is found then', () => {
    newcomer.write({ 'formula-overlays/child.toml': override('x').replace('"a"', '"nowhere"') });
    const { stderr, code } = newcomer.gt('cook', '--check', '--changed-since', 'HEAD');
    expect(stderr).toMatch(/^error\[GT4004\].*"nowhere".*\n --> formula-overlays\/child\.toml:2:/);
    expect(code).toBe(1);
    expect(newcomer.gt('cook', '--check', '--changed-since', 'HEAD', '--no-overlay').code).toBe(0);
  });

  it('a file of such a name that is another formula, or is hidden by one, does not', async () => {
    newcomer.write({
      'elsewhere/formulas/parent.toml': PARENT,
      '../home/.beads/formulas/parent.formula.toml': PARENT,
      'rig/.beads/formulas/child.formula.toml': CHILD,
      'rig/.beads/gt.toml': '',
    });
    expect(await changed()).toEqual(['elsewhere/formulas/parent', 'rig/.beads/formulas/child']);
  });
});

describe('--changed-since where git does not know a file', () => {
  it('one that it ignores, or that is outside of the repository, may have changed', async () => {
    newcomer.write({ '.gitignore': 'ignored.formula.toml\n' });
    newcomer.formulas({ ignored: APART.replace('apart', 'ignored') });
    newcomer.write({ '../home/.beads/formulas/own.formula.toml': PARENT.replace('parent', 'own') });
    newcomer.formulas({
      heir: 'formula = "heir"\nextends = ["own"]\n',
      plain: 'formula = "plain"\nextends = ["shiny"]\n',
    });
    newcomer.type('git add .; git commit -qm two');
    expect(await changed()).toEqual(['heir', 'ignored']);
  });

  it('links are followed: to a file, to a folder, and one that leads elsewhere now', async () => {
    newcomer.type(`mkdir -p shared/more; mv .beads/formulas/apart.formula.toml shared/else.txt
      ln -s ../../shared/else.txt .beads/formulas/apart.formula.toml
      mkdir sub; ln -s ../shared sub/formulas; printf '${PARENT.replace('parent', 'x').replaceAll('\n', '\\n')}' > shared/x.toml
      git add -A .; git commit -qm two; echo >> shared/else.txt`);
    expect(await changed()).toEqual(['apart']);
    newcomer.type('git checkout -q .; echo >> shared/x.toml');
    expect(await changed({ paths: ['sub/formulas/x.toml'] })).toEqual(['sub/formulas/x']);
    newcomer.type(
      'git checkout -q .; cp -r shared other; ln -sfn ../other sub/formulas; git add other; git commit -qm other other',
    );
    expect(await changed({ paths: ['sub/formulas/x.toml'] })).toEqual(['sub/formulas/x']);
  });
});
