import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_TEXT_LENGTH } from '../../limits.js';
import { renderPrompt } from './render.js';
import type { PromptValues } from './values.js';

function rendered(template: string, values: PromptValues = {}): string {
  const result = renderPrompt(template, values);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.text;
}

const FILES = [
  { path: 'a.ts', additions: 3, deletions: 0 },
  { path: 'b.ts', additions: 0, deletions: 7 },
];

describe('a rendered prompt', () => {
  const prompt = `# {{.leg.title}}
{{if .pr_number -}}
PR #{{.pr_number}}: {{.pr_title}}
{{range .changed_files -}}
- {{.path}} (+{{.additions}}/-{{.deletions}})
{{end -}}
{{else -}}
{{range .files -}}
- {{.}}
{{end -}}
{{end}}
Write to {{.output_path}} for {{.problem}}.
`;

  it('has what is known of a pull request', () => {
    expect(
      rendered(prompt, {
        leg: { title: 'Speed' },
        pr_number: 7,
        pr_title: 'Fast',
        changed_files: FILES,
        output_path: '.reviews/1/speed.md',
        inputs: { problem: 'slowness' },
      }),
    ).toBe(`# Speed
PR #7: Fast
- a.ts (+3/-0)
- b.ts (+0/-7)

Write to .reviews/1/speed.md for slowness.
`);
  });

  it('has files instead, or nothing', () => {
    expect(rendered(prompt, { files: ['x', 'y'] })).toBe('# \n- x\n- y\n\nWrite to  for .\n');
    expect(rendered(prompt)).toBe('# \n\nWrite to  for .\n');
  });
});

describe('truth', () => {
  it.each<[unknown, boolean]>([
    [undefined, false],
    [null, false],
    ['', false],
    [0, false],
    [false, false],
    [[], false],
    [{}, false],
    ['0', true],
    ['false', true],
    [-1, true],
    [true, true],
    [[0], true],
    [{ a: undefined }, true],
  ])('of %j', (value, expected) => {
    const values = { inputs: { x: value } } as unknown as PromptValues;
    expect(rendered('{{if .x}}yes{{else}}no{{end}}', values)).toBe(expected ? 'yes' : 'no');
  });

  it('is asked of one branch after the other', () => {
    const template = '{{if .a}}a{{else if .b}}b{{else if .c}}c{{else}}none{{end}}';
    expect(rendered(template, { inputs: { b: 'x', c: 'y' } })).toBe('b');
    expect(rendered(template)).toBe('none');
  });
});

describe('names', () => {
  it('of the vocabulary go before variables of the same name', () => {
    const values = { files: ['f'], inputs: { files: 'glob', pr: 7, review_id: 'mine' } };
    expect(rendered('{{range .files}}{{.}}{{end}} {{.inputs.files}} {{.pr}} {{.review_id}}', values)).toBe(
      'f glob 7 ',
    );
  });

  it('lead outside of a range with a $', () => {
    expect(
      rendered('{{range .files}}{{.}}{{$.review_id}}{{$.x}} {{end}}', {
        files: ['a', 'b'],
        review_id: 'r',
        inputs: { x: 1 },
      }),
    ).toBe('ar1 br1 ');
  });

  it('that every object has are names like any other', () => {
    expect(
      rendered('{{.constructor}}{{.leg.toString}}{{.inputs.__proto__}}{{.pr_title.length}}', {
        leg: {},
        inputs: {},
        pr_title: 'x',
      }),
    ).toBe('');
  });

  it('of lists and of what has parts print nothing', () => {
    expect(rendered('{{.files}}{{.leg}}{{.}}{{$}}', { files: ['a'], leg: { id: 'b' } })).toBe('');
    expect(rendered('{{range .pr_title}}x{{else}}y{{end}}', { pr_title: 'abc' })).toBe('y');
  });
});

describe('values', () => {
  it('are not looked through', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{{', '}}', '.x', 'if', ' ', '-', '`') }), (value) => {
        expect(
          rendered('{{.x}}|{{range .files}}{{.}}{{end}}', { files: [value], inputs: { x: value } }),
        ).toBe(`${value}|${value}`);
      }),
    );
  });
});

describe('limits', () => {
  it('stop what would become too long', () => {
    const half = 'x'.repeat(MAX_TEXT_LENGTH / 2);
    expect(rendered('{{.x}}{{.x}}', { inputs: { x: half } })).toHaveLength(MAX_TEXT_LENGTH);
    const result = renderPrompt('{{.x}}{{.x}}.', { inputs: { x: half } });
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'GT3044' }] });
  });

  it('stop what goes round and round without saying anything', () => {
    const files = Array.from({ length: 1_000 }, () => 'x');
    const template = '{{range $.files}}'.repeat(20) + '{{end}}'.repeat(20);
    expect(renderPrompt(template, { files })).toMatchObject({ ok: false, problems: [{ code: 'GT3044' }] });
  });
});

describe('a template with mistakes', () => {
  it('is not rendered', () => {
    expect(renderPrompt('{{len .x}}', {})).toMatchObject({
      ok: false,
      problems: [{ code: 'GT3041', start: 2, end: 8 }],
    });
  });
});
