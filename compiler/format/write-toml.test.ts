import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIXTURES, formulaTexts } from '../../test/formula-files.js';
import { Reporter } from '../diagnostics/reporter.js';
import { parse } from '../read/parse.js';
import { Source } from '../read/source.js';
import { SpanIndex, type Table, type Value } from '../read/spans.js';
import { schemaFormulas } from '../testing/schema-formula.js';
import { Shape } from './shape.js';
import { layOutToml } from './toml.js';
import { writeToml } from './write-toml.js';

async function read(text: string, kind: 'toml' | 'json' = 'toml'): Promise<Table> {
  const reporter = new Reporter();
  const table = await parse(new Source('t:x', 'x', text), kind, new SpanIndex(), reporter, { strict: true });
  if (!table) throw new Error(`${reporter.sorted()[0]?.message}:\n${text}`);
  return table;
}

const write = (data: object): string => writeToml(data as Table, Shape.formula).text;
const plain = (data: object): object => JSON.parse(JSON.stringify(data));

/** The same data, order of keys aside; written and formatted it stays. */
async function expectLaws(data: object): Promise<void> {
  const text = write(data);
  expect(plain(await read(text))).toEqual(plain(data));
  expect(await layOutToml(text)).toBe(text);
}

const key = fc
  .oneof(
    fc.constantFrom('id', 'steps', 'title', 'description', 'gate', 'a b', 'ü', 'x.y', ''),
    fc.string({ maxLength: 4, unit: 'grapheme' }),
  )
  .filter((name) => name !== '__proto__');
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom('"', "'", '\\', '\n', '\r', '\t', ' ', 'a', '\u0000', '\u007f', '\u0085', '😀'),
  }),
  fc.string({ unit: fc.constantFrom('"""', "'''", 'words ', '\n', '\\') }),
);
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.boolean(),
    fc
      .oneof(
        fc.maxSafeInteger(),
        fc.double({ noDefaultInfinity: true, noNaN: true }),
        fc.constantFrom(1e20, -1e300, 5e-324),
      )
      .map((n) => (n === 0 ? 0 : n)),
    fc.array(tie('value') as fc.Arbitrary<Value>, { maxLength: 4 }),
    fc.dictionary(key, tie('value') as fc.Arbitrary<Value>, { maxKeys: 4 }),
  ),
}));

describe('what is written', () => {
  it('is read as the data it was, whatever that is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(key, value, { maxKeys: 5 }), async (data) => expectLaws(data)),
      { numRuns: 500 },
    );
  });

  it('is read as the formula it was, whatever the schema accepts', async () => {
    await fc.assert(
      fc.asyncProperty(schemaFormulas, async (formulas) => {
        for (const data of Object.values(formulas)) await expectLaws(data);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps the order of keys where that is the author’s', async () => {
    const data = {
      vars: { b: { description: 'x\ny' }, a: 'z', c: { description: 'w' } },
      steps: [{ id: 'a', metadata: { z: { y: [{ b: 1 }] }, a: 1 } }],
    };
    expect(JSON.stringify(await read(write(data)))).toBe(JSON.stringify(data));
  });

  it('is what the fixtures and the library say', async () => {
    for (const folder of [FIXTURES, 'formulas'])
      for (const [file, source] of Object.entries(formulaTexts(folder)))
        await expectLaws(await read(source, file.endsWith('.json') ? 'json' : 'toml'));
  });
});

describe('the form', () => {
  it('has keys in the order of the schema, long texts over several lines and small tables on one', () => {
    expect(
      write({
        steps: [
          {
            children: [{ needs: ['a'], id: 'inner', metadata: { b: 1, a: [{ c: 2 }] } }],
            gate: { timeout: '1h', type: 'timer' },
            description: 'One\n"two"\n',
            title: 'say "x"',
            id: 'a',
            notes: 'C:\\dir\nand\n',
          },
          {
            id: 'loop',
            loop: { body: [{ id: 'b' }], count: 2 },
            needs: [`${'x'.repeat(60)}`, `${'y'.repeat(40)}`],
          },
        ],
        advice: [
          { before: { id: 'p', description: 'x\ny' }, target: '*' },
          { around: { after: [{ id: 'q' }] } },
        ],
        vars: { plain: 'x', size: { default: 3, description: 'How large.' } },
        squash: { trigger: 'manual' },
        formula: 'f',
        compose: {},
        pointcuts: [],
      }).split('\n'),
    ).toEqual([
      ...['formula = "f"', 'compose = {}', 'pointcuts = []', ''],
      ...['[vars]', 'plain = "x"', '', '[vars.size]', 'description = "How large."', 'default = 3', ''],
      ...['[[steps]]', 'id = "a"', `title = 'say "x"'`, 'description = """', 'One', '"two"', '"""'],
      ...["notes = '''", 'C:\\dir', 'and', "'''", 'gate = { type = "timer", timeout = "1h" }', ''],
      ...['[[steps.children]]', 'id = "inner"', 'metadata = { b = 1, a = [{ c = 2 }] }', 'needs = ["a"]', ''],
      ...[
        '[[steps]]',
        'id = "loop"',
        'needs = [',
        `  "${'x'.repeat(60)}",`,
        `  "${'y'.repeat(40)}",`,
        ']',
        '',
      ],
      ...['[steps.loop]', 'count = 2', '', '[[steps.loop.body]]', 'id = "b"', ''],
      ...[
        '[[advice]]',
        'target = "*"',
        '',
        '[advice.before]',
        'id = "p"',
        'description = """',
        'x',
        'y"""',
        '',
      ],
      ...['[[advice]]', '[[advice.around.after]]', 'id = "q"', ''],
      ...['[squash]', 'trigger = "manual"', ''],
    ]);
  });

  it('says where every key and header stands', () => {
    const step: Table = { id: 'a', description: 'x\ny\n', title: 't' };
    const root: Table = { formula: 'f', steps: [step] };
    const { text, marks } = writeToml(root, Shape.formula, (table) =>
      table === step ? ['# here'] : ['# top', '# of all'],
    );
    const lines = text.split('\n');
    expect(
      marks.map(({ line, table, key: name }) => [lines[line - 1], table === root ? 'root' : 'step', name]),
    ).toEqual([
      ['formula = "f"', 'root', 'formula'],
      ['[[steps]]', 'step', undefined],
      ['id = "a"', 'step', 'id'],
      ['title = "t"', 'step', 'title'],
      ['description = """', 'step', 'description'],
    ]);
    expect(lines.slice(0, 7)).toEqual([
      '# top',
      '# of all',
      'formula = "f"',
      '',
      '# here',
      '[[steps]]',
      'id = "a"',
    ]);
  });
});
