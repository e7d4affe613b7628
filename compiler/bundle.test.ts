import { describe, expect, it } from 'vitest';
import { type Bundle, bundleHost } from './bundle.js';
import { compile } from './compile.js';
import type { Candidate, Host } from './host.js';
import { memoryHost } from './host-memory.js';
import { tieredHost } from './testing/tiered-host.js';

const files = {
  'main.formula.toml': `formula = "main"
extends = "builtin:base"
compose.aspects = ["scans"]
[vars]
deep = { default = "no" }
[[steps]]
id = "list"
description_file = "texts/list.md"
on_complete = { for_each = "output.files", bond = "review" }
[[steps]]
id = "more"
condition = "{{deep}}"
`,
  'texts/list.md': 'List the files of {{deep}}.\n',
  'review.formula.json': '{ "formula": "review", "steps": [{ "id": "read" }] }',
  'builtin:base': 'formula = "base"\nsteps = [{ id = "start" }]\n',
  base: 'formula = "base"\nsteps = [{ id = "never-used" }]\n',
  scans: 'formula = "scans"\ntype = "aspect"\nadvice = [{ target = "start", before = { id = "scan" } }]\n',
  unused: 'formula = "unused"\nsteps = [{ id = "x" }]\n',
};

const cook = (host: Host, deep: string): ReturnType<typeof compile> =>
  compile(host.candidates('main')[0] as Candidate, host, { values: new Map([['deep', deep]]) });

describe('a bundle', () => {
  it('has every source that was drawn in or is attached, and no other', async () => {
    const { bundle } = await cook(tieredHost(files), 'no');
    expect(bundle?.().tiers).toEqual(['project', 'builtin']);
    expect(bundle?.().sources.map(({ id, format }) => `${id} ${format}`)).toEqual([
      'builtin:base toml',
      'project:main toml',
      'project:review json',
      'project:scans toml',
      'project:texts/list.md text',
    ]);
  });

  it('cooks to the same bytes as the files, for other values too', async () => {
    const host = tieredHost(files);
    const { bundle } = await cook(host, 'no');
    const pinned = bundleHost(JSON.parse(JSON.stringify(bundle?.())));
    for (const deep of ['no', 'yes']) {
      const fromFiles = await cook(host, deep);
      const fromBundle = await cook(pinned, deep);
      expect(fromBundle.diagnostics).toEqual([]);
      expect(JSON.stringify(fromBundle.protomolecule)).toBe(JSON.stringify(fromFiles.protomolecule));
      expect(fromFiles.protomolecule?.steps.some(({ id }) => id === 'more')).toBe(deep === 'yes');
    }
  });

  it('has the overlays, each with the formulas that it changes, and no other', async () => {
    const override = (step: string) =>
      `[[step-overrides]]\nstep_id = "${step}"\nmode = "append"\ndescription = "{{deep}}"\n`;
    const host = tieredHost({
      ...files,
      'overlay:main': override('list'),
      'overlay:review': '# Nothing yet.\n',
      'overlay:base': override('never'),
      'overlay:unused': override('x'),
    });
    const { bundle } = await cook(host, 'no');
    const overlays = bundle?.().sources.filter(({ format }) => format === 'overlay');
    expect(overlays?.map(({ id, of }) => `${id} of ${of}`)).toEqual([
      'overlay:main of project:main',
      'overlay:review of project:review',
    ]);
    expect(bundle?.().tiers).toEqual(['project', 'builtin']);
    const pinned = bundleHost(JSON.parse(JSON.stringify(bundle?.())));
    for (const deep of ['no', 'yes']) {
      const fromFiles = await cook(host, deep);
      const fromBundle = await cook(pinned, deep);
      expect(JSON.stringify(fromBundle.protomolecule)).toBe(JSON.stringify(fromFiles.protomolecule));
      expect(fromFiles.protomolecule?.steps.find(({ id }) => id === 'list')?.description).toBe(
        `List the files of ${deep}.\n\n${deep}`,
      );
      expect(JSON.stringify(fromBundle.bundle?.())).toBe(JSON.stringify(fromFiles.bundle?.()));
    }
  });

  it('of a file that was taken as it is has no overlay of it, though one of that name is attached', async () => {
    const attaching =
      'formula = "main"\nsteps = [{ id = "a", on_complete = { for_each = "output.x", bond = "builtin:main" } }]\n';
    const host = tieredHost({
      main: attaching,
      'builtin:main': 'formula = "main"\nsteps = [{ id = "a" }]\n',
      'overlay:main': '[[step-overrides]]\nstep_id = "a"\nmode = "replace"\ndescription = "x"\n',
    });
    const asItIs: Host = {
      ...host,
      overlay: (candidate) => (candidate.tier.name === 'project' ? undefined : host.overlay?.(candidate)),
    };
    const { bundle, protomolecule } = await cook(asItIs, 'no');
    expect(protomolecule?.steps[0]?.description).toBeUndefined();
    const again = await cook(bundleHost(bundle?.() ?? { tiers: [], sources: [] }), 'no');
    expect(JSON.stringify(again.protomolecule)).toBe(JSON.stringify(protomolecule));
    expect(again.protomolecule?.sources.map(({ id }) => id)).toContain('overlay:main');
  });

  it('keeps a text apart from a formula of the same name', async () => {
    const host = memoryHost({
      'main.formula.toml': 'formula = "main"\nsteps = [{ id = "a", description_file = "main" }]',
      main: 'what to do',
    });
    const { bundle, protomolecule } = await cook(host, 'no');
    expect(bundle?.().sources.map(({ id, format }) => [id, format])).toEqual([
      ['memory:main', 'toml'],
      ['memory:main', 'text'],
    ]);
    const pinned = await cook(bundleHost(bundle?.() as Bundle), 'no');
    expect(pinned.protomolecule).toEqual(protomolecule);
  });

  it('is none of a formula with errors', async () => {
    const { bundle } = await cook(tieredHost({ ...files, scans: 'formula = "other"' }), 'no');
    expect(bundle).toBeUndefined();
  });
});
