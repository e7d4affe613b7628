import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_TEXT_LENGTH } from '../../limits.js';
import { MAX_TEMPLATE_DEPTH } from '../limits.js';
import { type Node, pathText, type Template } from './ast.js';
import { parseTemplate } from './parse.js';
import { printTemplate } from './print.js';
import { MAX_TEMPLATE_PROBLEMS } from './problem.js';

/** The template in a short form: `text`, `<path>`, `if path [...] else [...]`, `range path [...]`. */
const shown = (template: Template): string => template.map(show).join(' ');
const block = (template: Template): string => `[${shown(template)}]`;
function show(node: Node): string {
  switch (node.kind) {
    case 'text':
      return JSON.stringify(node.text);
    case 'print':
      return `<${node.path.form === 'variable' ? 'variable ' : ''}${pathText(node.path)}>`;
    case 'if': {
      const branches = node.branches.map(({ test, body }) => `if ${pathText(test)} ${block(body)}`);
      return `${branches.join(' else ')} else ${block(node.otherwise)}`;
    }
    case 'range':
      return `range ${pathText(node.path)} ${block(node.body)} else ${block(node.otherwise)}`;
  }
}

const read = (text: string, variables = false): string => {
  const { template, problems } = parseTemplate(text, { variables });
  expect(problems).toEqual([]);
  return shown(template);
};

/** Each problem as `code what it is about: message; what to write instead`. */
const problems = (text: string, variables = false): string[] =>
  parseTemplate(text, { variables }).problems.map(
    ({ code, start, end, message, instead }) =>
      `${code} ${text.slice(start, end)}: ${message}${instead === undefined ? '' : `; ${instead}`}`,
  );

describe('a template', () => {
  it.each([
    ['', ''],
    ['plain { text } with }} and $x', '"plain { text } with }} and $x"'],
    ['{{.}} {{.a}}{{ .a.b_1 }}', '<.> " " <.a> <.a.b_1>'],
    ['{{$}}{{$.leg.id}}', '<$> <$.leg.id>'],
    ['{{if .a}}x{{end}}', 'if .a ["x"] else []'],
    ['{{if .a}}{{else}}y{{end}}', 'if .a [] else ["y"]'],
    [
      '{{if .a}}1{{else if .b}}2{{else   if .c}}3{{else}}4{{end}}',
      'if .a ["1"] else if .b ["2"] else if .c ["3"] else ["4"]',
    ],
    ['{{range .xs}}{{.}}{{else}}none{{end}}', 'range .xs [<.>] else ["none"]'],
    [
      '{{range .}}{{if .a}}{{range .b}}{{end}}{{end}}{{end}}',
      'range . [if .a [range .b [] else []] else []] else []',
    ],
    ['{{if\n.a\n}}x{{\nend}}', 'if .a ["x"] else []'],
    ['{{"}} {{"}}{{`{{.x}}`}}{{"a\\"\\n"}}', '"}} {{{{.x}}a\\"\\n"'],
  ])('%j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('has white space taken away on the side of a marker', () => {
    expect(read('a \n\t {{- .x -}} \r\n b')).toBe('"a" <.x> "b"');
    expect(read('a {{- .x}} b')).toBe('"a" <.x> " b"');
    expect(read('a {{.x -}} b')).toBe('"a " <.x> "b"');
    expect(read('{{if .x -}}\n- a\n{{else -}}\n b\n{{- end}}\nc')).toBe('if .x ["- a\\n"] else ["b"] "\\nc"');
  });

  it('takes white space from the text alone, never from what is quoted', () => {
    expect(read('{{" "}}{{- .x -}}{{" "}}')).toBe('" " <.x> " "');
    expect(read(' {{- .x -}} {{- .y -}} ')).toBe('<.x> <.y>');
  });

  it('wants white space beside a marker, as Go does', () => {
    expect(problems('{{-.x}}')).toEqual(['GT3041 -.x: "-.x"; to have "{{" in the text, write {{`{{`}}']);
    expect(problems('{{.x-}}')).toEqual(['GT3041 .x-: ".x-"; to have "{{" in the text, write {{`{{`}}']);
  });

  it('has no comments left', () => {
    expect(read('a {{/* {{.x}} */}} b')).toBe('"a  b"');
    expect(read('a {{- /* x\ny */ -}} b')).toBe('"ab"');
  });

  it('has the variables of the formula where they may stand', () => {
    expect(read('{{name}} {{ name }}', true)).toBe('<variable name> " " <variable name>');
    expect(read('{{steps.a-b.output.x}}', true)).toBe('"{{steps.a-b.output.x}}"');
    expect(problems('{{name}}')).toEqual([
      'GT3041 name: "name" without a dot; a name begins with a dot: {{.name}}',
    ]);
  });
});

describe('a mistake in a template', () => {
  it.each([
    ['a {{b', ['GT3040 {{: "{{" is never closed; to have "{{" in the text, write {{`{{`}}']],
    ['${{ {{.a}}', ['GT3040 {{: "{{" is never closed; to have "{{" in the text, write {{`{{`}}']],
    ['{{/* a', ['GT3040 {{: the comment is never closed; to have "{{" in the text, write {{`{{`}}']],
    [
      '{{/* a */ .b}}{{.c}}',
      ['GT3040 {{: the comment is never closed; to have "{{" in the text, write {{`{{`}}'],
    ],
    [
      '{{}} {{ }}',
      [
        'GT3040 {{}}: there is nothing between the braces',
        'GT3040 {{ }}: there is nothing between the braces',
      ],
    ],
    ['{{- -}}', ['GT3040 {{- -}}: there is nothing between the braces']],
    ['{{if}}{{end}}', ['GT3040 if: {{if}} says no name; write {{if .x}}']],
    ['{{range}}{{end}}', ['GT3040 range: {{range}} says no name; write {{range .x}}']],
    ['{{if .a}}x', ['GT3040 if .a: {{if}} is never closed; close it with {{end}}']],
    ['{{range .a}}{{if .b}}{{end}}', ['GT3040 range .a: {{range}} is never closed; close it with {{end}}']],
    ['x{{end}}', ['GT3040 end: {{end}} closes nothing']],
    ['{{if .a}}{{end if}}', ['GT3040 if: {{end}} takes nothing behind it']],
    ['{{else}}', ['GT3040 else: {{else}} belongs to no block']],
    ['{{if .a}}{{else}}{{else}}{{end}}', ['GT3040 else: the block has an {{else}} already']],
    ['{{if .a}}{{else}}{{else if .b}}{{end}}', ['GT3040 else if .b: {{else if}} comes after {{else}}']],
    ['{{range .a}}{{else if .b}}{{end}}', ['GT3040 else if .b: {{else if}} belongs to no {{if}}']],
    [
      '{{"a}} {{.b}}',
      [
        'GT3040 ": the quote " is never closed',
        'GT3041 "a: a constant; write it as text, outside of the braces',
      ],
    ],
    [
      '{{.a.}}{{..}}',
      [
        'GT3041 .a.: ".a."; to have "{{" in the text, write {{`{{`}}',
        'GT3041 ..: ".."; to have "{{" in the text, write {{`{{`}}',
      ],
    ],
  ])('%j', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it('hides nothing of what comes behind it', () => {
    expect(problems('{{with .a}}{{.b}}{{else}}{{end}}{{len .c}}')).toEqual([
      'GT3041 with .a: {{with}}; write {{if .x}} and the whole names inside it',
      'GT3041 len .c: the function "len"; write {{if .xs}} to ask whether there are any, {{range .xs}} for each of them',
    ]);
    expect(shown(parseTemplate('{{if eq .a}}{{.b}}{{end}}{{.c}}').template)).toBe('<.c>');
    expect(shown(parseTemplate('{{if .a}}{{.b}}').template)).toBe('if .a [<.b>] else []');
  });

  it('is told of a few times and not for ever', () => {
    expect(problems('{{x}}'.repeat(MAX_TEMPLATE_PROBLEMS))).toHaveLength(MAX_TEMPLATE_PROBLEMS);
    expect(problems('{{x}}'.repeat(MAX_TEMPLATE_PROBLEMS + 1))).toHaveLength(MAX_TEMPLATE_PROBLEMS);
  });
});

describe('limits', () => {
  it('of depth', () => {
    const nested = (depth: number): string => '{{if .a}}'.repeat(depth) + '{{end}}'.repeat(depth);
    expect(problems(nested(MAX_TEMPLATE_DEPTH))).toEqual([]);
    expect(problems(nested(MAX_TEMPLATE_DEPTH + 1))).toEqual([
      `GT3044 if .a: blocks stand in blocks more than ${MAX_TEMPLATE_DEPTH} deep (MAX_TEMPLATE_DEPTH)`,
    ]);
  });

  it('of depth, which {{else if}} does not add to', () => {
    expect(problems(`{{if .a}}${'{{else if .b}}'.repeat(10_000)}{{end}}`)).toEqual([]);
  });

  it('of length', () => {
    expect(problems('x'.repeat(MAX_TEXT_LENGTH))).toEqual([]);
    expect(problems('x'.repeat(MAX_TEXT_LENGTH + 1))).toEqual([
      'GT3044 : it has 1048577 characters; the limit is 1048576 (MAX_TEXT_LENGTH)',
    ]);
  });

  // Each takes a second where a search begins anew at every letter; the time limit of a test is the judge.
  it.each([
    '{{',
    '{{"',
    '{{`',
    '{{/*',
    '{{- ',
    '{{#a',
    '{{.a',
    '.a',
    '{{"\\',
    '{',
    '{{a b}}',
    '{{a{{',
    '{{.a .b ',
    ' ',
  ])('are reached in time by %j many times over', (piece) => {
    const text = piece.repeat(MAX_TEXT_LENGTH / 2 / piece.length);
    for (const each of [text, `{{${text}!}}`, `{{#${text}!}}`, `{{if ${text}}}`, `${text} {{- .a}}`]) {
      const { template } = parseTemplate(each, { variables: true });
      expect(parseTemplate(printTemplate(template)).problems).toEqual([]);
    }
  });
});

const name = fc.constantFrom('a', 'leg', 'if', 'end', 'range_2');
const path = fc.record({
  form: fc.constantFrom('item' as const, 'root' as const),
  names: fc.array(name, { maxLength: 3 }),
  start: fc.constant(0),
  end: fc.constant(0),
});
const texts = fc
  .array(fc.constantFrom('{', '{{', '}', '}}', '`', '"', '-', ' ', '\n', '/*', 'x', '.', '\r'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''));

const { template: templates } = fc.letrec<{ template: Template; node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'blocks' },
    texts.map((text): Node => ({ kind: 'text', text })),
    path.map((each): Node => ({ kind: 'print', path: each })),
    fc.record({
      kind: fc.constant('if' as const),
      branches: fc.array(fc.record({ test: path, body: tie('template') }), { minLength: 1, maxLength: 3 }),
      otherwise: tie('template'),
    }),
    fc.record({
      kind: fc.constant('range' as const),
      path,
      body: tie('template'),
      otherwise: tie('template'),
    }),
  ),
  // Texts that meet are one text.
  template: fc
    .array(tie('node'), { maxLength: 4 })
    .map((nodes) => nodes.filter(({ kind }, index) => kind !== 'text' || nodes[index - 1]?.kind !== 'text')),
}));

/** A template without the places where its names stand. */
const bare = (template: Template): unknown =>
  JSON.parse(
    JSON.stringify(template, (key, value: unknown) => (key === 'start' || key === 'end' ? undefined : value)),
  );

describe('laws', () => {
  it('what is printed is parsed to the same template', () => {
    fc.assert(
      fc.property(templates, (template) => {
        const parsed = parseTemplate(printTemplate(template));
        expect(parsed.problems).toEqual([]);
        expect(bare(parsed.template)).toEqual(bare(template));
      }),
    );
  });

  it('a text without double braces is itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', '-', ' ', 'a', '"') }), (text) => {
        fc.pre(!text.includes('{{'));
        expect(bare(parseTemplate(text).template)).toEqual(text === '' ? [] : [{ kind: 'text', text }]);
      }),
    );
  });

  it('nothing throws, every problem is in the text, and what could be read prints to a right template', () => {
    const pieces = fc.constantFrom(
      ...[
        '{{',
        '}}',
        '{',
        '-',
        ' ',
        '.a',
        '$',
        '.',
        'if',
        'else',
        'end',
        'range',
        'with',
        '"',
        '`',
        '/*',
        '*/',
        '|',
        '(',
        '\n',
        'x',
        ':=',
        '#each',
        '/if',
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), fc.boolean(), (parts, variables) => {
        const text = parts.join('');
        const { template, problems: found } = parseTemplate(text, { variables });
        for (const { start, end, message } of found) {
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(message).not.toBe('');
        }
        expect(parseTemplate(printTemplate(template)).problems).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });
});
