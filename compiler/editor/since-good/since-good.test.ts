import { readdirSync, readFileSync } from 'node:fs';
import * as TOML from '@iarna/toml';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { memoryHost } from '../../host-memory.js';
import { Commands } from '../../rules/shell/commands.js';
import { drawnFormula } from '../../testing/random-formula.js';
import { filesOf, writeFormula } from '../../testing/written-formula.js';
import { analyse } from '../analysis.js';
import { OpenHost } from '../open-host.js';
import { changeBetween } from './change.js';
import { type Known, SinceGood } from './since-good.js';

const options = {
  stepTypes: [],
  levels: new Map(),
  commands: new Commands({ gt: [], bd: [] }),
  readsTwice: false,
};

const FOLDER = new URL('../../../formulas/', import.meta.url);
const LIBRARY = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.formula.toml'))
    .map((file) => [file, readFileSync(new URL(file, FOLDER), 'utf8')]),
);
const SMALL = `formula = "x" # first
[vars.unused]
description = "nobody"
[[steps]] # one
id = "a"
title = "A {{who}}"
[vars.who]
default = "me"

[[steps]]
id = "b"
needs = [ # why
  "a",
]
description = """
text # no comment
"""
[[steps]]
id = "c"
needs = ["b", "b"]
[steps.gate]
type = "human"

[[steps]]
id = "d"
`;

/** All of a finding that somebody sees: places as text offsets. */
const told = (findings: readonly Diagnostic[]): unknown =>
  findings.map(({ code, message, help, severity, span, related, fix }) => ({
    code,
    message,
    help,
    severity,
    at: span && [span.source.path, span.source.text.length, span.start, span.end],
    related: related.map((each) => [each.message, each.span.source.path, each.span.start, each.span.end]),
    fix: fix?.edits.map((edit) => [edit.text, edit.span.start, edit.span.end]),
  }));

/** What is known of `now` since `before`, held against an analysis of it. */
async function compare(before: string, now: string): Promise<Known | undefined> {
  const path = 'x.formula.toml';
  const host = memoryHost({ ...LIBRARY, [path]: before });
  const [candidate] = host.candidates('x');
  if (!candidate) throw new Error('no candidate');
  const open = (text: string): OpenHost => new OpenHost(host, new Map([[path, text]]));
  const good = await analyse(candidate, open(before), options);
  const known = await SinceGood.of(good)?.analyse(open(now));
  if (known) {
    const whole = await analyse(candidate, open(now), options, good);
    expect(told(known.analysis.diagnostics)).toEqual(told(whole.diagnostics));
    expect(known.analysis.text).toBe(now);
    expect(known.analysis.isGood).toBe(whole.isGood);
  }
  return known;
}

describe('what is known of a text by what it was changed from', () => {
  const put = (at: string, text: string, drop = 0): string => {
    const start = SMALL.indexOf(at) + at.length;
    return SMALL.slice(0, start) + text + SMALL.slice(start + drop);
  };
  for (const [what, now, expected] of [
    ['the same', SMALL, 'same'],
    ['a key begun', put('id = "b"\n', 'lab\n'), 'broken'],
    ['a text not closed', put('id = "b"\n', 'title = "x\n'), 'broken'],
    ['a list not closed', put('"a",\n', '"b', 2), 'broken'],
    ['a long text not closed', put('id = "c"\n', 'description = """\n'), 'broken'],
    ['a comment', put('id = "b"', ' # why'), 'same'],
    ['a comment in a list', put('# why', ' not'), 'same'],
    ['an empty line', put('id = "b"\n', '\n'), 'same'],
    ['another first line', put('# first', ' of all'), 'analysed'],
    ['a comment that says something', put('id = "b"', ' # gt-lint-ignore GT7001'), 'analysed'],
    ['what looks like a comment', put('text #', ' x'), 'same'],
    ['another text with a placeholder', put('title = "A', 'B'), 'analysed'],
    ['prose', put('text # no', ' more'), 'same'],
    ['prose with code', put('text # no', ' `gt nope`'), 'analysed'],
    ['prose that becomes a placeholder', put('text # no', ' {{nope}}'), 'analysed'],
    ['a text that is no prose', put('description = "no', 'r'), 'analysed'],
    ['two texts', put('text # no comment\n"""\n', 'notes = "more"\n'), 'analysed'],
    ['another spelling', SMALL.replace('"b", "b"', '\'b\', "b"'), 'analysed'],
    ['a header that is no more', SMALL.replace('[[steps]]\nid = "c"', '[[stepz]]\nid = "c"'), 'analysed'],
    ['a line end taken away', SMALL.replace('"me"\n\n[[', '"me"[['), 'analysed'],
    ['a table of before defined again', put('"me"\n', '[vars.unused]\nx\n'), 'analysed'],
    ['a header misspelt before it', put('"me"\n', '[[stepz]]\nid = "z"\nx\n'), 'analysed'],
    ['a table defined again', put('"me"\n', '[vars.who]\n'), 'analysed'],
  ] as const)
    it(`${what}: ${expected}`, async () => {
      const known = await compare(SMALL, now);
      expect(known ? (known.analysis.isGood ? 'same' : 'broken') : 'analysed').toBe(expected);
    });

  it('is what an analysis says, whatever was typed', async () => {
    const pieces = [
      '"',
      '[',
      ']',
      '{',
      '=',
      '\n',
      '"""',
      "'",
      '[[steps]]\n',
      '# x',
      ' ',
      'x',
      '\r\n',
      '.',
      ',',
    ];
    const texts = [
      SMALL,
      ...Object.values(LIBRARY).map((text) => text.replace(/^formula = .*$/m, 'formula = "x"')),
    ];
    let quick = 0;
    const drawn = fc.record({
      text: fc.constantFrom(...texts),
      at: fc.nat(1_000_000),
      drop: fc.constantFrom(0, 0, 0, 1, 2, 20),
      put: fc.constantFrom(...pieces),
    });
    await fc.assert(
      fc.asyncProperty(drawn, async ({ text, at, drop, put: piece }) => {
        const start = at % (text.length + 1);
        if (await compare(text, text.slice(0, start) + piece + text.slice(start + drop))) quick++;
      }),
      { numRuns: 60, interruptAfterTimeLimit: 30_000 },
    );
    expect(quick).toBeGreaterThan(10);
  });

  it('is what a fresh analysis says after each of several keys whose texts are valid and mean something else', async () => {
    /** Letters go into texts, ids and needs, or out of them: what is between quotes stays so. */
    const drawnKey = fc.record({
      at: fc.nat(1_000_000),
      isBack: fc.boolean(),
      put: fc.constantFrom('x', '1', '-', '.', '{{who}}', '{', ' `gt nope`', '", "a'),
    });
    type Key = typeof drawnKey extends fc.Arbitrary<infer K> ? K : never;
    const strike = (text: string, { at, isBack, put: piece }: Key): string => {
      const values = [...text.matchAll(/"[^"\n]*"/g)].filter(({ index }) => index > text.indexOf('\n'));
      const value = values[at % values.length];
      if (!value) return text;
      const start = value.index + 1 + (at % (value[0].length - 1));
      const isLetter = /[\w-]/.test(text.charAt(start));
      return isBack
        ? text.slice(0, start) + text.slice(start + (isLetter ? 1 : 0))
        : text.slice(0, start) + piece + text.slice(start);
    };
    let analysed = 0;
    let good = 0;
    const drawnFiles = fc.oneof(
      fc
        .constantFrom(
          SMALL,
          ...Object.values(LIBRARY).map((text) => text.replace(/^formula = .*$/m, 'formula = "x"')),
        )
        .map((text) => ({ ...LIBRARY, 'x.formula.toml': text })),
      drawnFormula.map((drawn) => {
        const { 'f.formula.json': main = '', ...others } = filesOf(writeFormula(drawn));
        const doc = { ...(JSON.parse(main) as TOML.JsonMap), formula: 'x' };
        return { ...others, 'x.formula.toml': TOML.stringify(doc) };
      }),
    );
    await fc.assert(
      fc.asyncProperty(
        drawnFiles,
        fc.array(drawnKey, { minLength: 1, maxLength: 5 }),
        async (files, keys) => {
          const path = 'x.formula.toml';
          const host = memoryHost(files);
          const [candidate] = host.candidates('x');
          if (!candidate) throw new Error('no candidate');
          const open = (text: string): OpenHost => new OpenHost(host, new Map([[path, text]]));
          let text = files[path];
          let analysis = await analyse(candidate, open(text), options);
          let since = SinceGood.of(analysis);
          // As the language server does it (cli/lsp/open-formula.ts): the last good text is kept while nothing but keys changes it.
          for (const key of keys) {
            text = strike(text, key);
            const known = await since?.analyse(open(text));
            if (!known) analysed++;
            analysis = known?.analysis ?? (await analyse(candidate, open(text), options, analysis));
            if (!known) since = SinceGood.of(analysis) ?? since;
            if (!known && analysis.isGood) good++;
            const fresh = await analyse(candidate, open(text), options);
            expect(told(analysis.diagnostics)).toEqual(told(fresh.diagnostics));
            expect(analysis.isGood).toBe(fresh.isGood);
            // A key in prose leaves what was cooked as it was.
            if (!known)
              expect(analysis.good?.protomolecule.fingerprint).toBe(
                fresh.good?.protomolecule.fingerprint ?? analysis.good?.protomolecule.fingerprint,
              );
          }
        },
      ),
      { numRuns: 60, interruptAfterTimeLimit: 30_000 },
    );
    expect(analysed).toBeGreaterThan(50);
    expect(good).toBeGreaterThan(10);
  });

  it('is found by one change between two texts', () => {
    expect(changeBetween('abc', 'axc')).toEqual({ start: 1, oldEnd: 2, newEnd: 2 });
    expect(changeBetween('aa', 'aaa')).toEqual({ start: 2, oldEnd: 2, newEnd: 3 });
    expect(changeBetween('aaa', 'aa')).toEqual({ start: 2, oldEnd: 3, newEnd: 2 });
    expect(changeBetween('', 'x')).toEqual({ start: 0, oldEnd: 0, newEnd: 1 });
  });
});
