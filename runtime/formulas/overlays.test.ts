import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compile } from '../../compiler/compile.js';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { FileFailure } from './file-failure.js';
import { locateFormula } from './locate.js';
import type { Surroundings } from './tiers.js';

let folder: TemporaryFolder;
beforeEach(() => {
  folder = new TemporaryFolder().write({
    'town/mayor/town.json': '{}',
    'town/formula-overlays/work.toml': overlay('of the town'),
    'town/rig/formula-overlays/work.toml': overlay('of the rig'),
    'town/rig/crew/me/.git/HEAD': '',
    'town/other/.git/HEAD': '',
    'builtin/work.formula.toml': formula('work'),
    'builtin/boss.formula.toml': formula('boss', 'on_complete = { for_each = "output.x", bond = "work" }'),
  });
});
afterEach(() => folder.remove());

function formula(name: string, more = ''): string {
  return `formula = "${name}"\n[[steps]]\nid = "a"\ndescription = "of the formula"\n${more}\n`;
}

function overlay(text: string): string {
  return `[[step-overrides]]\nstep_id = "a"\nmode = "replace"\ndescription = "${text}"\n`;
}

const at = (cwd: string, more: Partial<Surroundings> = {}): Surroundings => ({
  cwd: folder.path(cwd),
  home: undefined,
  town: undefined,
  builtin: folder.path('builtin'),
  ...more,
});

/** What the one step of a formula says, or what is wrong. */
async function said(name: string, surroundings: Surroundings): Promise<unknown> {
  const { host, candidate } = locateFormula(name, surroundings, []);
  if (!candidate) return undefined;
  const { protomolecule, diagnostics } = await compile(candidate, host);
  return protomolecule?.steps[0]?.description ?? diagnostics.map(({ code, message }) => `${code} ${message}`);
}

/** The overlay of `work` as it is shown from there. */
function shown(surroundings: Surroundings): string | undefined {
  const { host, candidate } = locateFormula('work', surroundings, []);
  const found = candidate && host.overlay(candidate);
  return found && `${found.tier.name} ${found.path.replace(folder.root, '<root>')}`;
}

describe('the overlay of a formula', () => {
  it('is that of the rig one stands in, else that of the town', async () => {
    expect(await said('work', at('town/rig/crew/me'))).toBe('of the rig');
    expect(shown(at('town/rig/crew/me'))).toBe('rig-overlay <root>/town/rig/formula-overlays/work.toml');
    expect(shown(at('town/rig'))).toBe('rig-overlay formula-overlays/work.toml');
    expect(await said('work', at('town/other'))).toBe('of the town');
    expect(await said('work', at('town'))).toBe('of the town');
    expect(shown(at('town'))).toBe('town-overlay formula-overlays/work.toml');
    expect(await said('work', at('builtin'))).toBe('of the formula');
  });

  it('is found where the environment says that the town is, also by a link', async () => {
    folder.link('elsewhere', folder.path('town')).folder('outside');
    expect(await said('work', at('outside', { town: folder.path('town') }))).toBe('of the town');
    expect(await said('work', at('town/rig', { town: folder.path('elsewhere') }))).toBe('of the rig');
    expect(await said('work', at('outside', { town: '../town' }))).toBe('of the town');
    expect(await said('work', at('town/rig', { town: folder.path('nowhere') }))).toBe('of the formula');
  });

  it('counts whichever tier the formula is from, and never for a file that is named by its path', async () => {
    folder.write({ 'town/rig/crew/me/.beads/formulas/work.formula.toml': formula('work') });
    const me = at('town/rig/crew/me');
    expect(await said('work', me)).toBe('of the rig');
    expect(await said('project:work', me)).toBe('of the rig');
    expect(await said('builtin:work', me)).toBe('of the rig');
    expect(await said('.beads/formulas/work.formula.toml', me)).toBe('of the formula');
  });

  it('counts for what is attached by name, also to a file that is named by its path', async () => {
    const { host, candidate } = locateFormula('../builtin/boss.formula.toml', at('town'), []);
    const cook = async (overlays: boolean) =>
      candidate && (await compile(candidate, host, { overlays })).protomolecule;
    const [overlaid, plain] = [await cook(true), await cook(false)];
    expect(overlaid?.sources.map(({ id }) => id)).toContain('town-overlay:work');
    expect(plain?.sources.map(({ id }) => id)).not.toContain('town-overlay:work');
    expect(overlaid?.bonds?.['work']?.fingerprint).not.toBe(plain?.bonds?.['work']?.fingerprint);
  });

  it('does not count for a file that is named by its path and attaches itself', async () => {
    const again = 'on_complete = { for_each = "output.x", bond = "work" }';
    folder.write({ 'town/other/.beads/formulas/work.formula.toml': formula('work', again) });
    const sources = async (name: string): Promise<unknown> => {
      const { host, candidate } = locateFormula(name, at('town/other'), []);
      return candidate && (await compile(candidate, host)).protomolecule?.sources.map(({ id }) => id);
    };
    expect(await sources('.beads/formulas/work.formula.toml')).toEqual(['project:work']);
    expect(await sources('work')).toEqual(['project:work', 'town-overlay:work']);
  });

  it('is read from inside its folder, and that of a rig from inside the town', async () => {
    const outside = folder.path('outside');
    folder.write({ 'outside/work.toml': overlay('from outside') });
    folder.link('town/three/formula-overlays/work.toml', `${outside}/work.toml`);
    folder.link('town/four/formula-overlays', outside);
    for (const rig of ['three', 'four'])
      expect(await said('work', at(`town/${rig}`))).toEqual([
        expect.stringMatching(/^GT1010 .* leads out of the folder it was found in$/),
      ]);
    // The town is its owner's, who may keep its overlays elsewhere.
    const linked = new TemporaryFolder().write({
      'mayor/town.json': '{}',
      'dots/work.toml': overlay('kept'),
    });
    linked.link('formula-overlays', linked.path('dots'));
    expect(await said('work', at('builtin', { town: linked.root }))).toBe('kept');
    linked.remove();
  });

  it('is an error where it cannot be read, and never taken for none', async () => {
    folder.folder('town/two/formula-overlays/work.toml');
    expect(await said('work', at('town/two'))).toEqual([expect.stringMatching(/^GT1002 .*it is a folder$/)]);
    folder.write({ 'town/three/formula-overlays': '' });
    await expect(said('work', at('town/three'))).rejects.toThrow(FileFailure);
  });
});
