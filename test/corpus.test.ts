import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from '@iarna/toml';
import { describe, expect, it } from 'vitest';
import { type Compilation, compile } from '../compiler/compile.js';
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

/** Every formula of the corpus, cooked by its path, so that those it names are looked for beside it. */
async function cookCorpus(): Promise<Cooked[]> {
  const cooked: Cooked[] = [];
  for (const system of hasCorpus ? SYSTEMS : []) {
    for (const file of readdirSync(`${CORPUS}/${system}`).sort()) {
      const path = `${CORPUS}/${system}/${file}`;
      const { candidate, host } = locateFormula(path, surroundings, []);
      if (!candidate) throw new Error(`${path} is no formula`);
      const text = readFileSync(path, 'utf8');
      cooked.push({ system, name: candidate.name, text, result: await compile(candidate, host) });
    }
  }
  return cooked;
}

const corpus = await cookCorpus();
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
