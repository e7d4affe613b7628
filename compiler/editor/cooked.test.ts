import { describe, expect, it } from 'vitest';
import type { Compilation } from '../compile.js';
import type { Candidate, Host } from '../host.js';
import { tieredHost } from '../testing/tiered-host.js';
import { Cooked } from './cooked.js';
import { allReferencesAt } from './names/made.js';
import { readNames } from './names/read-names.js';

type Texts = Readonly<Record<string, string>>;

const TEXTS: Texts = {
  main: 'formula = "main"\nextends = ["base"]\n[[steps]]\nid = "a"\nexpand = "rule"\n',
  base: 'formula = "base"\n[[steps]]\nid = "b"\nneeds = ["a.draft"]\n[[steps]]\nid = "a"\n',
  rule: 'formula = "rule"\ntype = "expansion"\n[[template]]\nid = "{target}.draft"\n',
  'overlay:main': '[[step-overrides]]\nstep_id = "b"\nmode = "append"\ndescription = "x"\n',
  apart: 'formula = "apart"\n[[steps]]\nid = "a"\n',
};

const candidateOf = (host: Host, name: string) => {
  const found = host.all().find((each) => each.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};

/** Whether `main` is cooked again where a text is another one; each host is a new one, as with each request. */
async function isAgain(change: Texts): Promise<boolean> {
  const cooked = new Cooked();
  const [before, after] = [tieredHost(TEXTS), tieredHost({ ...TEXTS, ...change })];
  const first = await cooked.of(candidateOf(before, 'main'), before);
  return (await cooked.of(candidateOf(after, 'main'), after)) !== first;
}

describe('what was cooked for a request', () => {
  it('is there for the next, as long as nothing that it read is another', async () => {
    expect(await isAgain({})).toBe(false);
    expect(await isAgain({ apart: `${TEXTS['apart']}# more\n` })).toBe(false);
    expect(await isAgain({ more: 'formula = "more"\n' })).toBe(false);
  });

  it.each<[string, Texts]>([
    ['its own text', { main: `${TEXTS['main']}# more\n` }],
    ['a parent', { base: `${TEXTS['base']}# more\n` }],
    ['what it draws in', { rule: `${TEXTS['rule']}# more\n` }],
    ['its overlay', { 'overlay:main': `${TEXTS['overlay:main']}# more\n` }],
    ['another formula of a name', { 'builtin:rule': TEXTS['rule'] as string }],
  ])('%s', async (_, change) => {
    expect(await isAgain(change)).toBe(true);
  });

  it('serves references, which cook nothing the second time', async () => {
    const cooked = new Counting();
    const texts = {
      rule: TEXTS['rule'] as string,
      main: 'formula = "main"\n[[steps]]\nid = "a"\nexpand = "rule"\n[[steps]]\nid = "b"\nneeds = ["a.draft"]\n',
    };
    const offset = texts.rule.indexOf('{target}') + 10;
    const ask = async (): Promise<[places: number, cooked: number]> => {
      const host = tieredHost(texts);
      const options = { withDefinitions: true, cooked };
      const found = await allReferencesAt(await readNames(host), host, 'rule.formula.toml', offset, options);
      return [found.length, cooked.compilations.size];
    };
    expect([await ask(), await ask()]).toEqual([
      [2, 1],
      [2, 1],
    ]);
    expect(cooked.asked).toBe(2);
  });
});

class Counting extends Cooked {
  readonly compilations = new Set<Compilation>();
  asked = 0;

  override async of(candidate: Candidate, host: Host): Promise<Compilation> {
    const found = await super.of(candidate, host);
    this.compilations.add(found);
    this.asked++;
    return found;
  }
}
