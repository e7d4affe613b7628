import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from '@iarna/toml';
import { describe, expect, it } from 'vitest';
import { type Compilation, compile } from '../compiler/compile.js';
import type { Protomolecule } from '../compiler/emit/protomolecule.js';
import { locateFormula } from '../runtime/formulas/locate.js';
import { FIXTURE_ORDERS } from './fixture-orders.js';
import { CORPUS, FIXTURES, formulaTexts, hasCorpus, open, SYSTEMS } from './formula-files.js';
import { disagreements, type UpstreamStep } from './upstream-order.js';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const surroundings = { cwd: root, home: undefined, town: undefined, builtin: `${root}/formulas` };

interface Cooked {
  readonly system: string;
  readonly name: string;
  readonly text: string;
  readonly result: Compilation;
}

/** Every formula of a system, cooked by its path, so that those it names are looked for beside it. */
async function cookSystem(system: string): Promise<Cooked[]> {
  const cooked: Cooked[] = [];
  const folder = `${CORPUS}/${system}`;
  for (const file of existsSync(folder) ? readdirSync(folder).sort() : []) {
    const path = `${folder}/${file}`;
    const { candidate, host } = locateFormula(path, surroundings, []);
    if (!candidate) throw new Error(`${path} is no formula`);
    const text = readFileSync(path, 'utf8');
    cooked.push({ system, name: candidate.name, text, result: await compile(candidate, host) });
  }
  return cooked;
}

const corpus = (await Promise.all(SYSTEMS.map(cookSystem))).flat();
console.log(
  hasCorpus
    ? `corpus: ${corpus.length} formulas read`
    : 'corpus: ../shared/corpus is not here; the same checks run over the fixtures alone',
);

type Upstream = { readonly type?: string; readonly error?: string; readonly steps?: readonly UpstreamStep[] };

function upstreamOf({ system, name }: Cooked): Upstream {
  const path = `${CORPUS}/cooked-by-upstream/${system}/${name}.json`;
  if (!existsSync(path)) throw new Error(`${path} is missing`);
  return JSON.parse(readFileSync(path, 'utf8')) as Upstream;
}

const isPlain = ({ type, error }: Upstream): boolean => type === 'workflow' && error === undefined;

describe('real formulas', () => {
  it('cook without an error, and with the one warning that their authors would not dispute', () => {
    for (const { name, text, result } of corpus) {
      const { vars = {} } = parse(text) as {
        vars?: Record<string, { required?: boolean; default?: unknown }>;
      };
      const both = Object.keys(vars).filter(
        (key) => vars[key]?.required === true && vars[key]?.default !== undefined,
      );
      const said = result.diagnostics.map(({ code, message }) => `${code} ${message}`);
      const wanted = both.map(
        (key) => `GT3005 ${JSON.stringify(key)} is required and has a default, so the default serves`,
      );
      expect([name, said]).toEqual([name, wanted]);
      expect(result.protomolecule?.name).toBe(name);
    }
    expect(corpus.length).toBe(hasCorpus ? 38 : 0);
  });

  it('extend the formula beside them, not the built-in one of that name', () => {
    for (const { name, result } of corpus.filter((each) => each.name.startsWith('shiny-'))) {
      const files = result.protomolecule?.sources.map(({ id }) => id);
      expect([name, files]).toEqual([name, expect.arrayContaining(['file:shiny', `file:${name}`])]);
      expect(files?.filter((id) => !id.startsWith('file:'))).toEqual([]);
    }
  });

  it('have the ids of upstream, and every order that upstream has', () => {
    const found = corpus
      .filter((each) => isPlain(upstreamOf(each)))
      .flatMap((each) => {
        const { protomolecule } = each.result;
        if (!protomolecule) return [`${each.name} does not cook`];
        return disagreements(upstreamOf(each).steps ?? [], protomolecule).map(
          (what) => `${each.name}: ${what}`,
        );
      });
    expect(found).toEqual([]);
  });

  it('that are not plain workflows give what spec/divergences.md says', () => {
    const text = readFileSync(`${root}/spec/divergences.md`, 'utf8');
    const [, table = ''] = text.split('## What ours makes of');
    const rows = table.split('\n').filter((line) => line.startsWith('| `'));
    expect(rows.length).toBeGreaterThan(5);
    const ours = corpus.filter((each) => !isPlain(upstreamOf(each))).map(row);
    if (hasCorpus) expect(rows).toEqual(ours);
  });
});

/** What is said of a formula in the table of spec/divergences.md. */
function row(cooked: Cooked): string {
  const { error } = upstreamOf(cooked);
  const { protomolecule } = cooked.result;
  const { type, steps, waves } = protomolecule ?? { steps: [], waves: [] };
  const upstream =
    error === undefined
      ? 'no steps'
      : `refused: ${error
          .split('\n')
          .at(-1)
          ?.replace(/^[\s-]+/, '')}`;
  const advice = protomolecule?.advice ? `, ${protomolecule.advice.length} pieces of advice` : '';
  const byWave = waves.map(({ length }) => length).join(' ');
  const cells = [`\`${cooked.name}\``, type, upstream, `${steps.length} steps${advice}`, byWave || '-'];
  return `| ${cells.join(' | ')} |`;
}

/** A third system, whose own compiler is not asked: one of its keys has another form here. */
const GAS_CITY = 'gascity';

describe('the formulas of Gas City', async () => {
  const formulas = await cookSystem(GAS_CITY);
  const isThere = formulas.length > 0;
  const usesRalph = ({ text }: Cooked): boolean => /^\[steps\.ralph\]$/m.test(text);

  it('cook without a finding, short file names and all, but for those with the key "ralph"', () => {
    const found = formulas
      .filter((each) => !usesRalph(each))
      .map(({ name, result }) => [name, result.protomolecule?.name, result.diagnostics]);
    expect(found).toEqual(found.map(([name]) => [name, name, []]));
    expect(found).toHaveLength(isThere ? 6 : 0);
  });

  it('with "ralph" are told what to write instead, and cook with that', async () => {
    const found = formulas.filter(usesRalph);
    expect(found).toHaveLength(isThere ? 2 : 0);
    for (const { name, text, result } of found) {
      expect(result.diagnostics.map(({ code }) => [name, code])).toEqual([[name, 'GT2020']]);
      const [instead = ''] = /check = \{.*\}/.exec(result.diagnostics[0]?.help ?? '') ?? [];
      const mended = `${text.slice(0, text.indexOf('[steps.ralph]'))}${instead}\n`;
      const file = `${name}.toml`;
      const { host, candidate } = open({ [file]: mended }, file);
      const { protomolecule, diagnostics } = await compile(candidate, host);
      expect([name, diagnostics]).toEqual([name, []]);
      const check = {
        max_attempts: 2,
        run: expect.stringMatching(/^\.gc\/scripts\/ralph-.*check\.sh$/),
        timeout: '30s',
      };
      expect(protomolecule?.steps.map((step) => step.check)).toEqual([check]);
    }
  });

  it('inherit all that the formula they extend has', () => {
    const cooked = (wanted: string): Protomolecule | undefined =>
      formulas.find(({ name }) => name === wanted)?.result.protomolecule;
    const [base, child] = [cooked('mol-polecat-base'), cooked('mol-polecat-commit')];
    const own = ['workspace-setup', 'commit-and-push'];
    const inherited = (of: Protomolecule | undefined) =>
      of?.steps.filter(({ id }) => !own.includes(id)).map(({ origin: _, ...step }) => step);
    expect(inherited(child)).toEqual(inherited(base));
    expect(child?.vars).toEqual(base?.vars);
    expect(child?.steps.map(({ id }) => id)).toEqual(
      base && [...base.steps.map(({ id }) => id), 'commit-and-push'],
    );
    const replaced = (of: Protomolecule | undefined) => of?.steps.find(({ id }) => id === own[0])?.title;
    expect(replaced(child) !== replaced(base)).toBe(isThere);
  });
});

describe('the fixtures', () => {
  it.each(Object.entries(FIXTURE_ORDERS))(
    'have the ids and the orders that upstream would have: %s',
    async (file, steps) => {
      const { host, candidate } = open(formulaTexts(FIXTURES), file);
      const { protomolecule } = await compile(candidate, host);
      if (!protomolecule) throw new Error(`${file} does not cook`);
      expect(disagreements(steps, protomolecule)).toEqual([]);
    },
  );
});
