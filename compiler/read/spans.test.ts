import { describe, expect, it } from 'vitest';
import { Reporter } from '../diagnostics/reporter.js';
import { parse } from './parse.js';
import { Source, type Span } from './source.js';
import { emptyTable, SpanIndex, type Table, TablePositions } from './spans.js';

async function read(text: string, format: 'toml' | 'json' = 'toml') {
  const reporter = new Reporter();
  const spans = new SpanIndex();
  const root = await parse(new Source('t', 't', text), format, spans, reporter, { strict: true });
  if (root === undefined) throw new Error(JSON.stringify(reporter.sorted().map((d) => d.message)));
  /** The table at a path such as `steps.0.loop`. */
  const at = (path: string): Table => {
    let found: unknown = root;
    for (const name of path === '' ? [] : path.split('.')) found = (found as Table)[name];
    return found as Table;
  };
  const told = (span: Span | undefined): string | undefined =>
    span && `${span.start}:${span.source.text.slice(span.start, span.end)}`;
  const textOf = (span: Span | undefined): string | undefined =>
    span?.source.text.slice(span.start, span.end);
  return {
    spans,
    at,
    told,
    table: (path: string) => textOf(spans.table(at(path))),
    key: (path: string, key: string) => textOf(spans.key(at(path), key)),
    value: (path: string, key: string) => textOf(spans.value(at(path), key)),
    item: (path: string, key: string, index: number) => textOf(spans.item(at(path), key, index)),
  };
}

const EVERY_CONSTRUCT = `formula = "é😀" # "not" = "this"
"quoted key" = 'lit'
a.b . "c d" = 1
a.e = -2.5e3

[vars.x]   # implied vars
description = """
many
lines"""
default = '''
raw'''

[vars]
y.default = "1"

[[steps]]
[[ steps ]] # second
id = "one"
needs = [ "a" , 'b', # comment with ] in it
  "c",
]
nested = [[1, 2], [ 3 ]]
tables = [{ k = 1 }, { k.l = true, "m" = {} }]

[steps.loop]
count = 0x1_F
[[steps.children]]
[[steps.children]]
id="deep"
[ steps . children . "gate" ]
type = 'timer'
`;

describe('SpanIndex on TOML', () => {
  for (const [name, text] of [
    ['LF', EVERY_CONSTRUCT],
    ['CRLF', EVERY_CONSTRUCT.replaceAll('\n', '\r\n')],
  ] as const) {
    it(`knows where every construct is (${name})`, async () => {
      const doc = await read(text);
      const eol = name === 'LF' ? '\n' : '\r\n';
      expect(doc.table('')).toBe('formula = "é😀" # "not" = "this"');
      expect(doc.key('', 'formula')).toBe('formula');
      expect(doc.value('', 'formula')).toBe('"é😀"');
      expect(doc.key('', 'quoted key')).toBe('"quoted key"');
      expect(doc.value('', 'quoted key')).toBe("'lit'");

      expect(doc.key('', 'a')).toBe('a');
      expect(doc.value('', 'a')).toBe('a.b . "c d" = 1');
      expect(doc.table('a')).toBe('a.b . "c d" = 1');
      expect(doc.key('a', 'b')).toBe('b');
      expect(doc.table('a.b')).toBe('a.b . "c d" = 1');
      expect(doc.key('a.b', 'c d')).toBe('"c d"');
      expect(doc.value('a.b', 'c d')).toBe('1');
      expect(doc.key('a', 'e')).toBe('e');
      expect(doc.value('a', 'e')).toBe('-2.5e3');

      expect(doc.table('vars')).toBe('[vars]');
      expect(doc.key('', 'vars')).toBe('vars');
      expect(doc.told(doc.spans.key(doc.at(''), 'vars'))).toBe(`${text.indexOf('[vars]') + 1}:vars`);
      expect(doc.value('', 'vars')).toBe('[vars]');
      expect(doc.table('vars.x')).toBe('[vars.x]');
      expect(doc.key('vars', 'x')).toBe('x');
      expect(doc.value('vars', 'x')).toBe('[vars.x]');
      expect(doc.value('vars.x', 'description')).toBe(`"""${eol}many${eol}lines"""`);
      expect(doc.value('vars.x', 'default')).toBe(`'''${eol}raw'''`);
      expect(doc.table('vars.y')).toBe('y.default = "1"');
      expect(doc.value('vars.y', 'default')).toBe('"1"');

      expect(doc.key('', 'steps')).toBe('steps');
      expect(doc.value('', 'steps')).toBe('[[steps]]');
      expect(doc.table('steps.0')).toBe('[[steps]]');
      expect(doc.table('steps.1')).toBe('[[ steps ]]');
      expect(doc.item('', 'steps', 0)).toBe('[[steps]]');
      expect(doc.item('', 'steps', 1)).toBe('[[ steps ]]');
      expect(doc.value('steps.1', 'needs')).toBe(`[ "a" , 'b', # comment with ] in it${eol}  "c",${eol}]`);
      expect([0, 1, 2, 3].map((index) => doc.item('steps.1', 'needs', index))).toEqual([
        '"a"',
        "'b'",
        '"c"',
        undefined,
      ]);
      expect(doc.item('steps.1', 'nested', 1)).toBe('[ 3 ]');
      expect(doc.item('steps.1', 'tables', 0)).toBe('{ k = 1 }');
      expect(doc.table('steps.1.tables.0')).toBe('{ k = 1 }');
      expect(doc.key('steps.1.tables.0', 'k')).toBe('k');
      expect(doc.value('steps.1.tables.0', 'k')).toBe('1');
      expect(doc.table('steps.1.tables.1')).toBe('{ k.l = true, "m" = {} }');
      expect(doc.table('steps.1.tables.1.k')).toBe('k.l = true');
      expect(doc.value('steps.1.tables.1.k', 'l')).toBe('true');
      expect(doc.key('steps.1.tables.1', 'm')).toBe('"m"');
      expect(doc.table('steps.1.tables.1.m')).toBe('{}');

      expect(doc.table('steps.1.loop')).toBe('[steps.loop]');
      expect(doc.key('steps.1', 'loop')).toBe('loop');
      expect(doc.value('steps.1.loop', 'count')).toBe('0x1_F');
      expect(doc.value('steps.1', 'children')).toBe('[[steps.children]]');
      expect(doc.told(doc.spans.table(doc.at('steps.1.children.0')))).toBe(
        `${text.indexOf('[[steps.children]]')}:[[steps.children]]`,
      );
      expect(doc.told(doc.spans.table(doc.at('steps.1.children.1')))).toBe(
        `${text.lastIndexOf('[[steps.children]]')}:[[steps.children]]`,
      );
      expect(doc.value('steps.1.children.1', 'id')).toBe('"deep"');
      expect(doc.table('steps.1.children.1.gate')).toBe('[ steps . children . "gate" ]');
      expect(doc.key('steps.1.children.1', 'gate')).toBe('"gate"');
      expect(doc.value('steps.1.children.1.gate', 'type')).toBe("'timer'");
    });
  }

  it('gives an implied table the header that implies it', async () => {
    const doc = await read('\n[vars.x.y]\n[vars.z]\n');
    expect(doc.table('')).toBe('');
    expect(doc.table('vars')).toBe('[vars.x.y]');
    expect(doc.value('', 'vars')).toBe('[vars.x.y]');
    expect(doc.key('vars', 'x')).toBe('x');
    expect(doc.table('vars.x')).toBe('[vars.x.y]');
    expect(doc.table('vars.z')).toBe('[vars.z]');
  });

  it('finds keys of a table with many of them, before and after a header of its own moves one', async () => {
    const names = Array.from({ length: 40 }, (_, n) => `k${n}`);
    const doc = await read(`${names.map((n) => `${n} = "${n}"`).join('\n')}\n[late.x]\n[late]\n[last]\n`);
    for (const name of names) {
      expect(doc.key('', name)).toBe(name);
      expect(doc.value('', name)).toBe(`"${name}"`);
    }
    expect(doc.value('', 'late')).toBe('[late]');
    expect(doc.key('', 'last')).toBe('last');
    expect(doc.key('', 'absent')).toBeUndefined();
  });

  it('finds what ends with the file', async () => {
    expect((await read('a = 12')).value('', 'a')).toBe('12');
    expect((await read('a = 1.5')).value('', 'a')).toBe('1.5');
    expect((await read('a = "x"')).value('', 'a')).toBe('"x"');
    expect((await read("a = '''x''''")).value('', 'a')).toBe("'''x''''");
    expect((await read('a = [1]')).item('', 'a', 0)).toBe('1');
    expect((await read('[a.b]')).table('a.b')).toBe('[a.b]');
    expect((await read('[[a]] # comment')).table('a.0')).toBe('[[a]]');
  });
});

describe('SpanIndex on JSON', () => {
  it('knows keys, values, objects and elements', async () => {
    const doc = await read('{ "é😀": "v",\r\n  "list": [1, {"a" : true}, []]\r\n}', 'json');
    expect(doc.table('')).toBe('{ "é😀": "v",');
    expect(doc.key('', 'é😀')).toBe('"é😀"');
    expect(doc.value('', 'é😀')).toBe('"v"');
    expect(doc.value('', 'list')).toBe('[1, {"a" : true}, []]');
    expect(doc.item('', 'list', 0)).toBe('1');
    expect(doc.item('', 'list', 2)).toBe('[]');
    expect(doc.table('list.1')).toBe('{"a" : true}');
    expect(doc.key('list.1', 'a')).toBe('"a"');
    expect(doc.value('list.1', 'a')).toBe('true');
  });
});

describe('SpanIndex.copy and borrow', () => {
  const source = new Source('s', 's', 'a = 1\nb = 2\na = 3\n');
  function table(index: SpanIndex, start: number): Table {
    const made = emptyTable();
    const positions = new TablePositions(source, start, start + 5);
    positions.add('a', start, start + 1, start + 4, start + 5);
    index.record(made, positions);
    return made;
  }

  it('gives a copy the positions of its original', () => {
    const index = new SpanIndex();
    const copy = emptyTable();
    index.copy(table(index, 0), copy);
    expect(index.table(copy)).toEqual({ source, start: 0, end: 5 });
    expect(index.key(copy, 'a')).toEqual({ source, start: 0, end: 1 });
    expect(index.value(copy, 'a')).toEqual({ source, start: 4, end: 5 });
  });

  it('lets a borrowed key override one key of the copy only', () => {
    const index = new SpanIndex();
    const [parent, child, copy, copyOfCopy] = [table(index, 0), table(index, 12), emptyTable(), emptyTable()];
    index.copy(parent, copy);
    index.borrow(copy, 'a', child);
    index.copy(copy, copyOfCopy);
    index.borrow(copy, 'a', parent);
    expect(index.key(parent, 'a')?.start).toBe(0);
    expect(index.key(copy, 'a')?.start).toBe(0);
    expect(index.key(copyOfCopy, 'a')?.start).toBe(12);
    expect(index.table(copyOfCopy)?.start).toBe(0);
  });

  it('borrows through a copy what that has borrowed', () => {
    const index = new SpanIndex();
    const [one, other, middle, last] = [table(index, 0), table(index, 12), emptyTable(), emptyTable()];
    index.copy(one, middle);
    index.borrow(middle, 'a', other);
    index.borrow(last, 'a', middle);
    expect(index.value(last, 'a')?.start).toBe(16);
    expect(index.table(last)).toBeUndefined();
  });

  it('has no position for a key borrowed from a table that nobody wrote', () => {
    const index = new SpanIndex();
    const copy = emptyTable();
    index.copy(table(index, 0), copy);
    index.borrow(copy, 'a', emptyTable());
    expect(index.key(copy, 'a')).toBeUndefined();
    expect(index.value(copy, 'a')).toBeUndefined();
    expect(index.item(copy, 'a', 0)).toBeUndefined();
  });

  it('knows nothing of tables it was never told of', () => {
    const index = new SpanIndex();
    const copy = emptyTable();
    index.copy(emptyTable(), copy);
    expect(index.table(copy)).toBeUndefined();
    expect(index.key(copy, 'a')).toBeUndefined();
  });
});
