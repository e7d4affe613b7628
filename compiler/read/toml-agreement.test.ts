import fc from 'fast-check';
import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import { describe, expect, it } from 'vitest';
import { Reporter } from '../diagnostics/reporter.js';
import { decode } from './decode.js';
import { parse } from './parse.js';
import { Source, type Span } from './source.js';
import { SpanIndex, type Table, type Value } from './spans.js';
import { difference } from './toml.js';
import { readFast } from './toml-positions.js';
import { readStrictly } from './toml-strict.js';

const RUNS = 400;

// Formula-like documents. Names are numbered where they stand, so that none is defined twice.

const name = fc.constantFrom('id', 'é', 'a b', 'x-y', '1', '"', '😀', '', 'toString');
const key = fc
  .tuple(name, fc.constantFrom('bare', 'basic', 'literal'))
  .map(([text, style]) => (n: number) => {
    const full = `${text}${n}`;
    if (style === 'bare') return full.replace(/[^A-Za-z0-9_-]/gu, '_');
    if (style === 'literal') return `'${full}'`;
    return JSON.stringify(full);
  });

const plainText = fc.stringMatching(/^[a-z é😀#[\]{}=,.]{0,12}$/u);
const number = fc.constantFrom(
  '0',
  '-0',
  '+7',
  '1_000',
  '0x1F',
  '0o17',
  '0b11',
  '1.5',
  '-2e3',
  '0e1',
  '6.6E-3',
  '1e1_0',
);
const text = fc.oneof(
  plainText.map((t) => JSON.stringify(t)),
  plainText.map((t) => `"\\t\\"\\\\\\u00e9\\U0001F600${t}"`),
  plainText.map((t) => `'${t}\\'`),
  fc
    .tuple(plainText, plainText)
    .map(([a, b]) => `"""${a}\n"\r\\r\\n${b}\\  \n\n  ""${b}.""""`.replace('\r', '')),
  fc.tuple(plainText, plainText).map(([a, b]) => `'''\n${a}\n\\ '' ${b}''''`),
);
const gap = fc.constantFrom('', ' ', '\t ', '\n', ' # ] é "\n  ');
const space = fc.constantFrom('', ' ', '\t');

const { value } = fc.letrec<{ value: string; array: string; inline: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    number,
    fc.constantFrom('true', 'false'),
    text,
    tie('array'),
    tie('inline'),
  ),
  array: fc
    .tuple(fc.array(fc.tuple(gap, tie('value'), gap), { maxLength: 4 }), fc.boolean())
    .map(([items, comma]) => {
      const written = items.map(([before, item, after]) => `${before}${item}${after}`);
      return `[${written.join(',')}${comma && items.length > 0 ? ', ' : ''}]`;
    }),
  inline: fc.array(fc.tuple(key, key, tie('value'), space, fc.boolean()), { maxLength: 3 }).map((pairs) => {
    const written = pairs.map(
      ([k, l, v, s, dotted], n) => `${dotted ? `d${s}.${s}${l(n)}` : k(n)}${s}=${s}${v}`,
    );
    return `{ ${written.join(' , ')}}`;
  }),
}));

const assignments = fc
  .array(fc.tuple(key, key, value, space, fc.constantFrom('', ' # c é'), fc.nat(4)), { maxLength: 5 })
  .map((list) =>
    list
      .map(([k, l, v, s, comment, shape], n) => {
        const path =
          shape === 0 ? `dotted.${l(n)}` : shape === 1 ? `"dotted"${s}.${s}deep . ${l(n)}` : k(n + 10);
        return `${s}${path}${s}=${s}${v}${comment}\n`;
      })
      .join(''),
  );

const section = fc.tuple(
  fc.constantFrom<(n: number) => string>(
    () => '[[steps]]',
    () => '[[ steps ]] # é',
    () => '[["steps"]]',
    () => '[[steps.children]]',
    (n) => `[steps.loop${n}]`,
    (n) => `[steps.children.gate${n}]`,
    (n) => `[ vars . 'v${n}' ]`,
    (n) => `[vars.implied${n}.deep]\n[vars.implied${n}]`,
    (n) => `[[compose.rules${n}]]`,
  ),
  assignments,
);

const formula = fc
  .tuple(assignments, fc.array(section, { maxLength: 8 }), fc.boolean(), fc.boolean())
  .map(([top, sections, windows, lastLineEnd]) => {
    // Children need a step, and their gate a child.
    const start = '[[steps]]\n[[steps.children]]\n';
    const written = `${top}${start}${sections.map(([header, body], n) => `${header(n)}\n${body}`).join('')}`;
    const whole = lastLineEnd ? written : written.replace(/\n$/, '');
    return windows ? whole.replaceAll('\n', '\r\n') : whole;
  })
  // A second [[steps]] without children cannot have [steps.children.gate]: there it would define a table.
  .map((document) =>
    document.replaceAll(
      /\[\[(?:"steps"| ?steps ?)\]\][^\n]*\n/g,
      (header) => `${header}[[steps.children]]\n`,
    ),
  );

/** Every position of a document, in a form that compares. */
function positions(root: Table, spans: SpanIndex): unknown[] {
  const found: unknown[] = [];
  const range = (span: Span | undefined) => span && [span.start, span.end];
  function visit(value: Value, path: string): void {
    if (typeof value !== 'object') return;
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, `${path}/${index}`);
      return;
    }
    found.push([path, range(spans.table(value))]);
    for (const [name, child] of Object.entries(value)) {
      const items = Array.isArray(child)
        ? child.map((_, index) => range(spans.item(value, name, index)))
        : [];
      found.push([
        `${path}/${name}`,
        range(spans.key(value, name)),
        range(spans.value(value, name)),
        ...items,
      ]);
      visit(child, `${path}/${name}`);
    }
  }
  visit(root, '');
  return found;
}

async function both(document: string) {
  const source = new Source('t', 't', document);
  const spans = new SpanIndex();
  const strictSpans = new SpanIndex();
  const fast = readFast(source, spans);
  const strict = await readStrictly(source, strictSpans);
  return { fast, strict, spans, strictSpans };
}

describe('the two TOML readers', () => {
  it('agree on data and positions of every formula', async () => {
    await fc.assert(
      fc.asyncProperty(formula, async (document) => {
        const { fast, strict, spans, strictSpans } = await both(document);
        expect({ fast: fast.outcome, strict: strict.outcome }).toEqual({ fast: 'read', strict: 'read' });
        if (fast.outcome !== 'read' || strict.outcome !== 'read') return;
        expect(difference(fast.table, strict.table)).toBeUndefined();
        expect(positions(fast.table, spans)).toEqual(positions(strict.table, strictSpans));
        for (const [, ...ranges] of positions(fast.table, spans) as [string, ...unknown[]][]) {
          expect(ranges).not.toContain(undefined);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('read the data that toml-eslint-parser’s own conversion reads', async () => {
    // That conversion is unfit for untrusted files and shares nothing with ours.
    await fc.assert(
      fc.asyncProperty(formula, async (document) => {
        const { fast } = await both(document);
        const expected = getStaticTOMLValue(parseTOML(document, { tomlVersion: '1.0' }));
        expect(JSON.stringify(fast.outcome === 'read' && fast.table)).toBe(JSON.stringify(expected));
      }),
      { numRuns: RUNS },
    );
  });

  it('agree on what is valid when a formula is damaged', async () => {
    const splinter = fc.oneof(
      fc.constantFrom(
        ...[
          '"',
          "'",
          '"""',
          "'''",
          '[',
          ']',
          '[[',
          ']]',
          '{',
          '}',
          ',',
          '.',
          '=',
          '#',
          '\n',
          '\r\n',
          ' ',
          '\\',
          '_',
          '-',
          '+',
        ],
        ...[
          '0',
          '00',
          'e',
          '.5',
          '1.',
          'x',
          'é',
          '😀',
          'true',
          'inf',
          'nan',
          'id0',
          'dotted',
          '\\u00',
          '\t',
          '\0',
          '\u007f',
        ],
        ...[
          '[steps]\n',
          '[[vars]]\n',
          '\n[dotted]\n',
          '\nid10 = 1\n',
          'dotted = 1\n',
          '07:32:00',
          '1979-05-27',
          '9'.repeat(20),
        ],
      ),
      fc.string({ maxLength: 3 }),
    );
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(4), splinter), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(formula, damage, async (document, damages) => {
        let damaged = document;
        for (const [at, length, inserted] of damages) {
          const start = at % (damaged.length + 1);
          damaged = damaged.slice(0, start) + inserted + damaged.slice(start + length);
        }
        // decode refuses such a text before any reader sees it.
        damaged = damaged.replaceAll(/\r(?!\n)/g, '').toWellFormed();
        const { fast, strict, spans, strictSpans } = await both(damaged);
        const readable = { fast: fast.outcome === 'read', strict: strict.outcome === 'read' };
        // Neither the calendar nor every notation of a date is known to the first reader; a formula has none.
        if (fast.outcome === 'read' && !fast.findings.none) return;
        if (strict.outcome === 'read' && !strict.findings.none) return;
        expect(readable).toEqual({ fast: readable.strict, strict: readable.strict });
        if (fast.outcome !== 'read' || strict.outcome !== 'read') return;
        expect(strict.findings.none).toBe(true);
        expect(difference(fast.table, strict.table)).toBeUndefined();
        expect(positions(fast.table, spans)).toEqual(positions(strict.table, strictSpans));
      }),
      { numRuns: RUNS },
    );
  });
});

describe('parse', () => {
  it('never throws, and either reads or reports', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.string({ unit: 'binary', maxLength: 60 }).map((t) => new TextEncoder().encode(t)),
      fc
        .array(fc.constantFrom(...'[]{}="\'\\#,.\n\r a1_-:eT'), { maxLength: 40 })
        .map((t) => new TextEncoder().encode(t.join(''))),
    );
    await fc.assert(
      fc.asyncProperty(
        bytes,
        fc.constantFrom('toml', 'json'),
        fc.boolean(),
        async (input, format, strict) => {
          const reporter = new Reporter();
          const source = decode(input, 't', 't', reporter);
          const table =
            source && (await parse(source, format as 'toml' | 'json', new SpanIndex(), reporter, { strict }));
          expect(table === undefined).toBe(reporter.errors > 0);
          for (const { code, span } of reporter.sorted()) {
            expect(code).not.toBe('GT9001');
            if (span === undefined) continue;
            expect(span.start).toBeGreaterThanOrEqual(0);
            expect(span.end).toBeGreaterThanOrEqual(span.start);
            expect(span.end).toBeLessThanOrEqual(span.source.text.length);
          }
        },
      ),
      { numRuns: 5 * RUNS },
    );
  });
});
