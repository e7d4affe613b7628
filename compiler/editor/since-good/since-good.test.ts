import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { memoryHost } from '../../host-memory.js';
import { Commands } from '../../rules/shell/commands.js';
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

  it('is found by one change between two texts', () => {
    expect(changeBetween('abc', 'axc')).toEqual({ start: 1, oldEnd: 2, newEnd: 2 });
    expect(changeBetween('aa', 'aaa')).toEqual({ start: 2, oldEnd: 2, newEnd: 3 });
    expect(changeBetween('aaa', 'aa')).toEqual({ start: 2, oldEnd: 3, newEnd: 2 });
    expect(changeBetween('', 'x')).toEqual({ start: 0, oldEnd: 0, newEnd: 1 });
  });
});
