import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundleHost } from './bundle.js';
import { type Compilation, compile } from './compile.js';
import type { Protomolecule } from './emit/protomolecule.js';
import type { Candidate, Host } from './host.js';
import { memoryHost } from './host-memory.js';
import { cookText } from './testing/cook-text.js';
import { orderOf } from './testing/cooked-order.js';
import { type DrawnFormula, drawnFormula } from './testing/random-formula.js';
import { filesOf, type WrittenFormula, type WrittenStep, writeFormula } from './testing/written-formula.js';

// The laws of spec/meow.md that cooking obeys and no other file holds: LAW-1 and LAW-2 are in
// emit/fingerprint.test.ts, LAW-4 is in wire/order.test.ts.

const cook = (host: Host, name = 'f'): Promise<Compilation> =>
  compile(host.candidates(name)[0] as Candidate, host);

const RUNS = 60;

/** A table with its keys, and those of all tables in it, in another order. */
function shuffled(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, seed));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, shuffled(item, seed)] as const);
  const rank = ([key]: readonly [string, unknown]): number =>
    ((key.length * 31 + key.charCodeAt(0)) * seed) % 97;
  return Object.fromEntries(entries.sort((a, b) => rank(a) - rank(b)));
}

/** The lists of steps in another order: no step says by its place when it runs. */
function turned(steps: readonly WrittenStep[], by: number): WrittenStep[] {
  const at = steps.length === 0 ? 0 : by % steps.length;
  return [...steps.slice(at), ...steps.slice(0, at)].map((step) => ({
    ...step,
    ...(step.children && { children: turned(step.children, by) }),
    ...(step.loop && { loop: { ...step.loop, body: turned(step.loop.body, by) } }),
  }));
}

const isCookable = (drawn: DrawnFormula, written: WrittenFormula): boolean =>
  drawn.steps.length > 0 && JSON.stringify(written).length < 20_000;

describe('LAW-3', () => {
  it('the order of keys and of files changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(drawnFormula, fc.integer({ min: 1, max: 96 }), async (drawn, seed) => {
        const written = writeFormula(drawn);
        fc.pre(isCookable(drawn, written));
        const files = filesOf(written);
        const others = Object.entries(files)
          .reverse()
          .map(([name, text]) => [name, JSON.stringify(shuffled(JSON.parse(text), seed))]);
        const { protomolecule } = await cook(memoryHost(files));
        const other = await cook(memoryHost(Object.fromEntries(others)));
        expect(other.protomolecule?.fingerprint).toBe(protomolecule?.fingerprint);
      }),
      { numRuns: RUNS },
    );
  });

  it('the order in which steps are written changes neither which there are nor their order', async () => {
    await fc.assert(
      fc.asyncProperty(drawnFormula, fc.integer({ min: 1, max: 7 }), async (drawn, by) => {
        const written = writeFormula(drawn);
        fc.pre(isCookable(drawn, written));
        const { protomolecule } = await cook(memoryHost(filesOf(written)));
        fc.pre((protomolecule?.steps.length ?? 0) < 200);
        const templates = Object.entries(written.templates).map(([name, steps]) => [name, turned(steps, by)]);
        const other = await cook(
          memoryHost(
            filesOf({
              ...written,
              steps: turned(written.steps, by),
              templates: Object.fromEntries(templates),
            }),
          ),
        );
        expect(orderOf(other.protomolecule as Protomolecule)).toEqual(
          orderOf(protomolecule as Protomolecule),
        );
      }),
      { numRuns: RUNS },
    );
  });
});

describe('LAW-5', () => {
  it('a value is never looked through for placeholders, wherever it comes to stand', async () => {
    const value = fc.stringMatching(
      /^(?:[ab]|\{\{(?:v|w|p)\}\}|\{(?:i|p|target|step\.id)\}|\{\{steps\.a\.output\}\}){1,6}$/,
    );
    await fc.assert(
      fc.asyncProperty(value, value, async (v, w) => {
        const { protomolecule, findings } = await cookText(
          {
            main: `
              compose.aspects = ["around"]
              [vars]
              v = "x"
              w = "x"
              [[steps]]
              id = "a"
              title = "{{v}}|{{w}}"
              expand = "inner"
              expand_vars = { p = "{{w}}|{{v}}" }
              [[steps]]
              id = "l"
              loop = { range = "1..1", var = "i", body = [{ id = "b", title = "{i}|{{v}}" }] }
            `,
            inner: `
              type = "expansion"
              vars.p = {}
              [[template]]
              id = "{target}.x"
              title = "{{p}}|{target.title}"
            `,
            around: `
              type = "aspect"
              [[advice]]
              target = "a.x"
              after = { id = "{step.id}-after", title = "{step.title}|{{w}}" }
            `,
          },
          { values: { v, w } },
        );
        expect(findings).toBe('');
        expect(Object.fromEntries(protomolecule.steps.map(({ id, title }) => [id, title]))).toEqual({
          'a.x': `${w}|${v}|${v}|${w}`,
          'a.x-after': `${w}|${v}|${v}|${w}|${w}`,
          'l.iter1.b': `1|${v}`,
        });
      }),
      { numRuns: RUNS },
    );
  });
});

describe('LAW-6', () => {
  it('what is cooked from the bundle is what is cooked from the files', async () => {
    await fc.assert(
      fc.asyncProperty(drawnFormula, async (drawn) => {
        const written = writeFormula(drawn);
        fc.pre(isCookable(drawn, written));
        const { protomolecule, bundle } = await cook(memoryHost(filesOf(written)));
        fc.pre(bundle !== undefined);
        const pinned = bundleHost(JSON.parse(JSON.stringify(bundle?.())));
        expect(JSON.stringify((await cook(pinned)).protomolecule)).toBe(JSON.stringify(protomolecule));
      }),
      { numRuns: RUNS },
    );
  });
});

describe('every reference', () => {
  it('is resolved or reported: a name put in its place that nothing has is one finding there', async () => {
    await fc.assert(
      fc.asyncProperty(drawnFormula, fc.nat(), async (drawn, pick) => {
        const written = writeFormula(drawn);
        fc.pre(isCookable(drawn, written));
        const files = filesOf(written);
        const file = 'f.formula.json';
        const text = files[file] as string;
        const places = [...text.matchAll(/"needs":\["([^"]+)"/g)];
        fc.pre(places.length > 0);
        const place = places[pick % places.length] as RegExpExecArray;
        const at = place.index + '"needs":['.length;
        const spoilt = `${text.slice(0, at)}"no-such-step"${text.slice(at + (place[1] as string).length + 2)}`;
        const { diagnostics } = await cook(memoryHost({ ...files, [file]: spoilt }));
        expect(diagnostics.map(({ code, span }) => [code, span?.source.path, span?.start])).toEqual([
          ['GT3001', file, at],
        ]);
      }),
      { numRuns: RUNS },
    );
  });
});
