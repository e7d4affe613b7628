import { describe, expect, it } from 'vitest';
import type { PhaseContext } from '../check/context.js';
import { loadLanguage } from '../check/language.js';
import { type LoadedFormula, load } from '../check/load.js';
import { Reporter } from '../diagnostics/reporter.js';
import type { Candidate } from '../host.js';
import { compose } from '../inherit/compose.js';
import type { Composed } from '../inherit/composed.js';
import { NO_SCOPE } from '../language/render.js';
import { SpanIndex } from '../read/spans.js';
import { tieredHost } from '../testing/tiered-host.js';
import { Cooking } from './cooking.js';
import { type Estimate, factorsAround, factorsIn } from './estimate.js';
import { Values } from './values.js';

/** Of the steps of a formula. */
async function estimateOf(
  steps: string,
  fragments: Readonly<Record<string, string>> = {},
): Promise<Estimate> {
  const texts = Object.entries({ main: `vars.n = 4\nsteps = [${steps}]`, ...fragments });
  const host = tieredHost(
    Object.fromEntries(texts.map(([name, text]) => [name, `formula = "${name}"\n${text}`])),
  );
  const [reporter, spans] = [new Reporter(), new SpanIndex()];
  const options = { reporter, spans, host, strict: false, onRead: undefined };
  const root = (await load(host.candidates('main')[0] as Candidate, options)) as LoadedFormula;
  const context: PhaseContext = { reporter, spans, ...(await loadLanguage(root)) };
  const composed = new Map<LoadedFormula, Composed>();
  const composeOnce = (loaded: LoadedFormula): Composed => {
    const known = composed.get(loaded) ?? compose(loaded, context);
    composed.set(loaded, known);
    return known;
  };
  const formula = composeOnce(root);
  const values = new Values(formula.variables, new Map(), formula.name, 'compile', context);
  const cooking = new Cooking(formula, values, context, { compose: composeOnce, openShape: false });
  return cooking.estimator.of(formula.doc.steps ?? [], formula, NO_SCOPE);
}

const loop = (id: string, times: string, body: string): string =>
  `{ id = "${id}", loop = { ${times}, body = [${body}] } }`;
const X = '{ id = "x" }';
const Y = '{ id = "y" }';

describe('the estimate of how many steps there will be', () => {
  it.each<[steps: string, count: number, factors: readonly string[]]>([
    ['', 0, []],
    [X, 1, []],
    [`${X}, ${Y}`, 2, []],
    [`{ id = "box", children = [${X}, ${Y}] }`, 3, []],
    [loop('l', 'count = 4', X), 4, ['l (4 times)']],
    [loop('l', 'count = 4', `${X}, ${Y}`), 8, ['l (4 times)', '2 steps']],
    [loop('l', 'count = 2', loop('m', 'count = 3', X)), 6, ['l (2 times)', 'm (3 times)']],
    [`{ id = "box", children = [${loop('l', 'count = 3', X)}] }`, 4, ['l (3 times)']],
  ])('multiplies loops and adds up the rest: %s', async (steps, count, factors) => {
    expect(await estimateOf(steps)).toEqual({ steps: count, factors });
  });

  it('names what multiplies to the largest part, of several the first', async () => {
    const loops = [3, 5, 5, 1].map((count, index) => loop(`l${index}`, `count = ${count}`, X));
    expect(await estimateOf(loops.join(', '))).toEqual({ steps: 14, factors: ['l1 (5 times)'] });
  });

  it.each([
    ['range = "2..6"', 5],
    ['range = "1..{{n}}"', 4],
    ['range = "{{n}}..{{n}} + 1"', 2],
    ['count = "{{n}}"', 4],
    ['range = "1..{i}"', 1],
    ['range = "1..{{nobody}}"', 1],
    ['range = "oops"', 1],
  ])('counts by what is known: %s', async (times, count) => {
    expect((await estimateOf(loop('l', times, X))).steps).toBe(count);
  });

  it('looks into templates, which do not know their arguments yet', async () => {
    const fragments = {
      outer: `type = "expansion"\ntemplate = [${X}, { id = "y", expand = "inner" }]`,
      inner: `type = "expansion"\nvars.n = 7\ntemplate = [${loop('l', 'range = "1..{{n}}"', `${X}, ${Y}`)}, { id = "z" }]`,
    };
    expect(await estimateOf('{ id = "a", expand = "inner" }', fragments)).toEqual({
      steps: 3,
      factors: ['inner', 'l (1 times)', '2 steps'],
    });
    expect(await estimateOf('{ id = "a", expand = "outer" }', fragments)).toEqual({
      steps: 4,
      factors: ['outer', 'inner', 'l (1 times)', '2 steps'],
    });
    const twice = loop('l', 'count = 10', '{ id = "a", expand = "inner" }, { id = "b", expand = "inner" }');
    expect((await estimateOf(twice, fragments)).steps).toBe(60);
  });

  it('takes what expands itself, or what cannot be read, for one step', async () => {
    const itself = { again: `type = "expansion"\ntemplate = [${X}, { id = "y", expand = "again" }]` };
    expect(await estimateOf('{ id = "a", expand = "again" }', itself)).toEqual({
      steps: 2,
      factors: ['again', '2 steps'],
    });
    expect((await estimateOf('{ id = "a", expand = "nobody" }')).steps).toBe(1);
  });

  it('says how many steps there are where nothing else multiplies, if there are several', () => {
    expect(factorsIn({ steps: 1, factors: [] })).toEqual([]);
    expect(factorsIn({ steps: 2, factors: [] })).toEqual(['2 steps']);
    expect(factorsIn({ steps: 5, factors: ['e'] })).toEqual(['e']);
  });

  it('names the loops and expansions around, outermost first, and not what else brought a step there', () => {
    const at = undefined;
    const inherited = { kind: 'inherited', by: 'child', at, next: undefined } as const;
    const expanded = { kind: 'expanded', by: 'e', at, next: inherited } as const;
    const woven = { kind: 'woven', by: 'w', at, next: expanded } as const;
    expect(factorsAround({ kind: 'iteration', by: 'l', iteration: 2, of: 3, at, next: woven })).toEqual([
      'e',
      'l (3 times)',
    ]);
    expect(factorsAround(undefined)).toEqual([]);
  });
});
