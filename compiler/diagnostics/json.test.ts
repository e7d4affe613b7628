import { describe, expect, it } from 'vitest';
import { Source, type Span } from '../read/source.js';
import { renderJson } from './json.js';

const text = 'id = "submit"\nneeds = ["tset"]\n';
const source = new Source('project:shiny', 'formulas/shiny.formula.toml', text);
const of = (word: string): Span => ({
  source,
  start: text.indexOf(word),
  end: text.indexOf(word) + word.length,
});

describe('renderJson', () => {
  it('gives everything a finding has', () => {
    const range = {
      path: 'formulas/shiny.formula.toml',
      start: { line: 2, column: 10, offset: 23 },
      end: { line: 2, column: 16, offset: 29 },
    };
    const [found] = renderJson([
      {
        code: 'GT3001',
        name: 'unknown-step',
        severity: 'error',
        message: 'no such step',
        help: 'did you mean "test"?',
        span: of('"tset"'),
        label: 'here',
        related: [{ message: 'of this step', span: of('"submit"') }],
        fix: { title: 'replace with "test"', edits: [{ span: of('"tset"'), text: '"test"' }] },
      },
    ]);
    expect(found).toEqual({
      code: 'GT3001',
      name: 'unknown-step',
      severity: 'error',
      message: 'no such step',
      help: 'did you mean "test"?',
      source: 'project:shiny',
      ...range,
      label: 'here',
      related: [
        {
          message: 'of this step',
          path: 'formulas/shiny.formula.toml',
          start: { line: 1, column: 6, offset: 5 },
          end: { line: 1, column: 14, offset: 13 },
        },
      ],
      fix: { title: 'replace with "test"', edits: [{ ...range, text: '"test"' }] },
    });
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  it('leaves out what a finding has not', () => {
    const found = renderJson([
      {
        code: 'GT1001',
        name: 'unknown-formula',
        severity: 'error',
        message: 'no formula is named "x"',
        help: undefined,
        span: undefined,
        label: undefined,
        related: [],
        fix: undefined,
      },
    ]);
    expect(found).toStrictEqual([
      {
        code: 'GT1001',
        name: 'unknown-formula',
        severity: 'error',
        message: 'no formula is named "x"',
        related: [],
      },
    ]);
  });
});
