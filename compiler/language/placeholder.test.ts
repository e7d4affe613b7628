import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeholders } from './placeholder.js';

/** Each placeholder as it stands in the text, and how it was understood. */
const found = (text: string): string[] =>
  placeholders(text).map(
    ({ form, name, start, end, perItem }) =>
      `${text.slice(start, end)} ${form} ${name}${perItem ? ' of an item' : ''}`,
  );

describe('placeholders', () => {
  it.each<[text: string, expected: string[]]>([
    ['', []],
    ['no braces', []],
    ['{{name}}', ['{{name}} variable name']],
    ['{{a}}{{_b1}}', ['{{a}} variable a', '{{_b1}} variable _b1']],
    ['{name}', ['{name} bound name']],
    ['{target.title} {a-b} {x.}', ['{target.title} bound target.title', '{a-b} bound a-b', '{x.} bound x.']],
    ['{{a}} and {b}', ['{{a}} variable a', '{b} bound b']],
    // Text for the worker.
    ['{{.x}} {{a.b}} {{ a }} {{some words}} {{1a}} {{a-b}} {{}}', []],
    ['{{if .x}} {{else}} {{end}} {{else if .y}}', []],
    ['@{u} is git', ['{u} bound u']],
    ['${HOME} ${a}', []],
    ['{ name } { } {} {1} {"json": 1}', []],
    // Nothing nests, and braces that mean nothing hide none that do.
    ['{{{name}}}', []],
    ['{{a {{b}}', ['{{b}} variable b']],
    ['{a {b}', ['{b} bound b']],
    ['{{a} {b}', ['{b} bound b']],
    ['{{ {{ {{c}} }}', ['{{c}} variable c']],
    ['}} {{a}} }', ['{{a}} variable a']],
    ['{{', []],
    ['{{a', []],
    ['{', []],
    ['{a', []],
    // Blocks of templates; inside loops of the worker a name may be a field of the item.
    ['{{#if a}}{{b}}{{/if}}', ['{{b}} variable b']],
    ['{{#each a}}{{b}}{{/each}}{{c}}', ['{{b}} variable b of an item', '{{c}} variable c']],
    [
      '{{range .a}}{{if .x}}{{b}}{{end}}{{c}}{{end}}{{d}}',
      ['{{b}} variable b of an item', '{{c}} variable c of an item', '{{d}} variable d'],
    ],
    ['{{- range .a -}}{{b}}{{- end -}}{{c}}', ['{{b}} variable b of an item', '{{c}} variable c']],
    ['{{end}}{{a}}{{/each}}{{b}}', ['{{a}} variable a', '{{b}} variable b']],
    ['{{#with x}}{{b}}{{/with}}{{define "x"}}{{c}}{{end}}', ['{{b}} variable b', '{{c}} variable c']],
    ['{{ranger}} {{endless}}', ['{{ranger}} variable ranger', '{{endless}} variable endless']],
  ])('of %j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('are found behind any text without braces, at the right places', () => {
    const plain = fc.string().map((text) => text.replace(/[{}$]/g, ' '));
    fc.assert(
      fc.property(plain, plain, (before, after) => {
        expect(placeholders(`${before}{{a}}${after}`)).toEqual([
          { form: 'variable', name: 'a', start: before.length, end: before.length + 5, perItem: false },
        ]);
      }),
    );
  });

  it('never overlap, stand in order and are spelled as their name', () => {
    const text = fc.string({
      unit: fc.constantFrom('{', '{{', '}', '}}', 'a', '.', ' ', '#each x', '/each', '$'),
    });
    fc.assert(
      fc.property(text, (given) => {
        let end = 0;
        for (const each of placeholders(given)) {
          expect(each.start).toBeGreaterThanOrEqual(end);
          const spelled = each.form === 'variable' ? `{{${each.name}}}` : `{${each.name}}`;
          expect(given.slice(each.start, each.end)).toBe(spelled);
          end = each.end;
        }
      }),
    );
  });
});
