import fc from 'fast-check';
import { parseTOML } from 'toml-eslint-parser';
import { describe, expect, it } from 'vitest';
import { CORPUS, FIXTURES, formulaTexts, hasCorpus } from '../../test/formula-files.js';
import { renderHuman } from '../diagnostics/human.js';
import { Reporter } from '../diagnostics/reporter.js';
import { parse } from '../read/parse.js';
import { Source } from '../read/source.js';
import { SpanIndex, type Table } from '../read/spans.js';
import { difference } from '../read/toml.js';
import { oddToml } from '../testing/odd-toml.js';
import { formatFormula } from './format.js';
import { layOutToml } from './toml.js';

async function format(text: string, kind: 'toml' | 'json' = 'toml') {
  const reporter = new Reporter();
  const formatted = await formatFormula(new Source('t:x', 'x.toml', text), kind, reporter);
  return { formatted, findings: renderHuman(reporter.sorted()) };
}

async function data(text: string, kind: 'toml' | 'json'): Promise<Table> {
  const source = new Source('t:x', 'x', text);
  const table = await parse(source, kind, new SpanIndex(), new Reporter(), { strict: true });
  if (!table) throw new Error(`not valid: ${text}`);
  return table;
}

/** All that a document has besides white space and the commas at the ends of arrays. */
function tokens(text: string): string[] {
  const { tokens: found, comments } = parseTOML(`${text}\n`, { tomlVersion: '1.0' });
  const all = [...found, ...comments].sort((a, b) => a.range[0] - b.range[0]);
  const written = all.map(({ range }) => text.slice(...range).trimEnd());
  return written.filter((token, index) => !(token === ',' && nextToken(written, index) === ']'));
}

function nextToken(written: readonly string[], index: number): string | undefined {
  return written.slice(index + 1).find((token) => !token.startsWith('#'));
}

/** Comments may change places with the comma before or behind them. */
const inArrays = (list: readonly string[]): string[] => list.filter((token) => token !== ',');

async function expectLaws(text: string, kind: 'toml' | 'json'): Promise<string> {
  const { formatted = '', findings } = await format(text, kind);
  expect(findings).toBe('');
  expect(difference(await data(text, kind), await data(formatted, kind))).toBeUndefined();
  expect((await format(formatted, kind)).formatted).toBe(formatted);
  return formatted;
}

describe('a formatted document', () => {
  it('has the same data, tokens and comments as before, and formatting it again changes nothing', async () => {
    let changed = 0;
    await fc.assert(
      fc.asyncProperty(oddToml, async (text) => {
        const formatted = await expectLaws(text, 'toml');
        if (formatted !== text) changed++;
        expect(inArrays(tokens(formatted))).toEqual(inArrays(tokens(text)));
        expect(blanksOutsideTexts(formatted)).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(changed).toBeGreaterThan(100);
  });

  const folders = [
    ['the fixtures', FIXTURES],
    ['the library', 'formulas'],
  ];
  it.each(folders)('keeps those laws in %s', async (_name, folder) => {
    for (const [file, text] of Object.entries(formulaTexts(folder as string)))
      await expectLaws(text, file.endsWith('.json') ? 'json' : 'toml');
  });

  it.runIf(hasCorpus)('keeps those laws in the public corpus', async () => {
    let count = 0;
    for (const text of Object.values(formulaTexts(CORPUS)).filter((each) => !each.startsWith('{'))) {
      await expectLaws(text, 'toml');
      count++;
    }
    expect(count).toBeGreaterThan(20);
  });
});

/** Lines with blanks at their ends, runs of blank lines, and blank lines at the ends of the file. */
function blanksOutsideTexts(text: string): string[] {
  const { tokens: found } = parseTOML(`${text}\n`, { tomlVersion: '1.0' });
  let bare = '';
  let from = 0;
  for (const { range } of found) {
    bare += text.slice(from, range[0]) + 'x'.repeat(range[1] - range[0]);
    from = range[1];
  }
  bare += text.slice(from);
  return [/[ \t]+\r?$/m, /\n\r?\n\r?\n/, /^\r?\n/, /\n\r?\n$/, /[^\n]$/].flatMap(
    (wrong) => bare.match(wrong)?.[0] ?? [],
  );
}

async function layOut(...lines: string[]): Promise<string[]> {
  return ((await layOutToml(lines.join('\n'))) ?? '').split('\n');
}

describe('the layout', () => {
  it('has one blank around "=", none inside brackets of headers and at ends of lines, one before a comment', async () => {
    expect(
      await layOut(
        '',
        '  # top  ',
        'formula="x"   # name',
        "a . 'b'=1",
        'x = {a=1,  "b" ={} }',
        'y = [ 1,2 ,[ ] ]#end',
        '  [[ steps . "a" ]]# head',
        '    id = "s"',
      ),
    ).toEqual([
      '# top',
      'formula = "x" # name',
      "a.'b' = 1",
      'x = { a = 1, "b" = {} }',
      'y = [1, 2, []] #end',
      '',
      '[[steps."a"]] # head',
      'id = "s"',
      '',
    ]);
  });

  it('has one blank line between tables, none under a header, and keeps others, several as one', async () => {
    expect(
      await layOut(
        'a = 1',
        '',
        '',
        '',
        'b = 2',
        '[c]',
        '',
        '# under',
        'd = 1',
        '[e]',
        '',
        '',
        '[f]',
        '',
        '[f.g]',
        'h = 1',
        '',
        '',
      ),
    ).toEqual([
      'a = 1',
      '',
      'b = 2',
      '',
      '[c]',
      '# under',
      'd = 1',
      '',
      '[e]',
      '',
      '[f]',
      '[f.g]',
      'h = 1',
      '',
    ]);
  });

  it('lets comments between two tables stand with the table they stood with', async () => {
    expect(
      await layOut(
        '[a]',
        'x = 1',
        '# of b',
        '[b]',
        'x = 1',
        '# of b too',
        '',
        '# of c',
        '[c]',
        '# in c',
        '[c.d]',
        '# last',
      ),
    ).toEqual([
      ...['[a]', 'x = 1', '', '# of b', '[b]', 'x = 1', '# of b too', '', '# of c', '[c]'],
      ...['# in c', '[c.d]', '# last', ''],
    ]);
    expect(await layOut('# one', '# two', '[a]')).toEqual(['# one', '# two', '[a]', '']);
    expect(await layOut('[a]', '# of b', '[b]')).toEqual(['[a]', '', '# of b', '[b]', '']);
  });

  it('gives every item of an array of several lines a line, and a comma', async () => {
    expect(
      await layOut(
        'a = [ # first',
        '',
        '1,2, # two',
        '# three',
        '',
        '',
        '3 # behind',
        '',
        ']',
        'b = [',
        ']',
        'c = [',
        '# alone',
        ']',
      ),
    ).toEqual([
      ...['a = [ # first', '  1,', '  2, # two', '  # three', '', '  3, # behind', ']'],
      ...['b = [', ']', 'c = [', '  # alone', ']', ''],
    ]);
  });

  it('breaks an array that is wider than 100 columns, from outside to inside', async () => {
    const word = (length: number): string => `"${'x'.repeat(length - 2)}"`;
    expect(await layOut(`a = [${word(46)}, ${word(46)}]`)).toEqual([`a = [${word(46)}, ${word(46)}]`, '']);
    expect(await layOut(`a = [${word(46)}, ${word(47)}] # beside`)).toEqual([
      ...['a = [', `  ${word(46)},`, `  ${word(47)},`, '] # beside', ''],
    ]);
    expect(await layOut(`a = [[${word(97)}], [1, {b=[${word(82)}]}], []]`)).toEqual([
      ...['a = [', '  [', `    ${word(97)},`, '  ],', `  [1, { b = [${word(82)}] }],`, '  [],', ']', ''],
    ]);
  });

  it('breaks arrays in inline tables only where their author did, and leaves texts as they are', async () => {
    expect(await layOut('s = [{id="a",needs=[', '"b"],d="""', '  x  ', '"""}]')).toEqual([
      ...['s = [', '  { id = "a", needs = [', '    "b",', '  ], d = """', '  x  ', '"""},', ']', ''].map(
        (line) => (line === '"""},' ? '""" },' : line),
      ),
    ]);
  });

  it('keeps the line ends of the file', async () => {
    expect((await format('a=1\r\n\r\n\r\n[b]\r\nc = [\r\n1]')).formatted).toBe(
      'a = 1\r\n\r\n[b]\r\nc = [\r\n  1,\r\n]\r\n',
    );
    expect((await format('{\r\n"a":1}', 'json')).formatted).toBe('{\r\n  "a": 1\r\n}\r\n');
  });

  it('of JSON is one item a line', async () => {
    expect((await format('{"a":[1,{"b":"x  y"}],"c":{},\n\n"d":[]}', 'json')).formatted).toBe(
      '{\n  "a": [\n    1,\n    {\n      "b": "x  y"\n    }\n  ],\n  "c": {},\n  "d": []\n}\n',
    );
  });
});

describe('what cannot be formatted', () => {
  it('is reported', async () => {
    expect(await format('a = ')).toEqual({
      formatted: undefined,
      findings: expect.stringContaining('error[GT1004]'),
    });
    expect(await format('{"a": 1,}', 'json')).toEqual({
      formatted: undefined,
      findings: expect.stringContaining('error[GT1005]'),
    });
    const long = await format(`a = "${'é'.repeat(300_000)}"`);
    expect(long).toEqual({ formatted: undefined, findings: expect.stringContaining('error[GT1018]') });
  });

  it('may be empty', async () => {
    expect(await format('\n \n')).toEqual({ formatted: '', findings: '' });
  });
});
