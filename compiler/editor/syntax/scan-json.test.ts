import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanJson } from './scan-json.js';
import { spellingOf } from './spelling.js';
import type { Entry, ValueNode } from './tree.js';

function dataOf(node: ValueNode | undefined, text: string): unknown {
  if (node?.kind === 'text') return spellingOf(text, node).value;
  if (node?.kind === 'list') return node.items.map((item) => dataOf(item, text));
  if (node?.kind === 'table') return tableOf(node.entries, text);
  return node && JSON.parse(text.slice(node.start, node.end));
}

const tableOf = (entries: readonly Entry[], text: string): object =>
  Object.fromEntries(
    entries.map(({ keys, value }) => [JSON.parse(`"${keys[0]?.name}"`), dataOf(value, text)]),
  );

const document = fc.dictionary(
  fc.string().filter((key) => key !== '__proto__'),
  fc.jsonValue({ noUnicodeString: false }),
);

describe('scanJson', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(document, fc.constantFrom(undefined, 2, '\t'), (data, indent) => {
        const text = JSON.stringify(data, undefined, indent);
        const entries = scanJson(text).sections[0]?.entries ?? [];
        expect(JSON.stringify(tableOf(entries, text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('reads what is broken to its end', () => {
    fc.assert(
      fc.property(
        document,
        fc.nat(),
        fc.constantFrom('', '"', '{', '}', ']', '[', ':', ',', '\\'),
        (data, cut, put) => {
          const text = JSON.stringify(data, undefined, 1);
          const at = cut % (text.length + 1);
          const broken = text.slice(0, at) + put;
          const entries = scanJson(broken).sections[0]?.entries ?? [];
          for (const entry of entries) expect(entry.end).toBeLessThanOrEqual(broken.length);
        },
      ),
    );
    const [entry] = scanJson('{"steps": [{"id": "a", "needs": ["b').sections[0]?.entries ?? [];
    expect(entry && dataOf(entry.value, '{"steps": [{"id": "a", "needs": ["b')).toEqual([
      { id: 'a', needs: ['b'] },
    ]);
    for (const piece of ['[', '{"a":', '"', '\\', '[1,', '}', '{"a":['])
      expect(scanJson(piece.repeat(50_000)).sections.length).toBe(1);
  });
});
