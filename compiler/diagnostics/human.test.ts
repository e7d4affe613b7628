import { describe, expect, it } from 'vitest';
import { Source, type Span } from '../read/source.js';
import type { Diagnostic } from './diagnostic.js';
import { type Colors, MAX_DIAGNOSTICS_SHOWN, plain, renderHuman } from './human.js';

const shiny = new Source(
  'project:shiny',
  '.beads/formulas/shiny.formula.toml',
  'formula = "shiny"\n\n[[steps]]\nid = "test"\n\n[[steps]]\nid = "submit"\nneeds = ["tset"]\nprioritty = 1\n',
);
const audit = new Source(
  'town:audit',
  '.beads/formulas/audit.formula.toml',
  '\n\n\n\n\n\n\n\n\n[[advice]]\n',
);

function of(source: Source, word: string): Span {
  const start = source.text.indexOf(word);
  return { source, start, end: start + word.length };
}

const unknownStep: Diagnostic = {
  code: 'GT3001',
  name: 'unknown-step',
  severity: 'error',
  message: 'step "submit" has "tset" in "needs", but no step has that id',
  help: 'did you mean "test"?',
  span: of(shiny, '"tset"'),
  label: undefined,
  related: [],
  fix: undefined,
};

const lateWarning: Diagnostic = {
  ...unknownStep,
  severity: 'warning',
  message: 'step "submit" is odd',
  help: undefined,
  span: of(audit, '[[advice]]'),
  label: 'here',
  related: [
    { message: 'woven in by aspect "audit"', span: of(audit, 'advice') },
    { message: 'around this step', span: of(shiny, '"submit"') },
  ],
  fix: { title: 'replace with "priority"', edits: [] },
};

const placeless: Diagnostic = {
  ...unknownStep,
  code: 'GT1001',
  message: 'no formula is named "x"',
  span: undefined,
};

describe('renderHuman', () => {
  it('shows findings one after the other, and counts them', () => {
    expect(renderHuman([unknownStep, lateWarning, placeless])).toBe(`\
error[GT3001]: step "submit" has "tset" in "needs", but no step has that id
 --> .beads/formulas/shiny.formula.toml:8:10
  |
8 | needs = ["tset"]
  |          ^^^^^^
  = help: did you mean "test"?

warning[GT3001]: step "submit" is odd
  --> .beads/formulas/audit.formula.toml:10:1
   |
10 | [[advice]]
   | ^^^^^^^^^^ here
   = note: woven in by aspect "audit"
     --> .beads/formulas/audit.formula.toml:10:3
   = note: around this step
     --> .beads/formulas/shiny.formula.toml:7:6
   = fix: replace with "priority"

error[GT1001]: no formula is named "x"
  = help: did you mean "test"?

2 errors and 1 warning
`);
  });

  it('says nothing of nothing', () => {
    expect(renderHuman([])).toBe('');
  });

  it('counts in the singular and the plural', () => {
    const last = (...found: Diagnostic[]) => renderHuman(found).trimEnd().split('\n').at(-1);
    expect(last(unknownStep)).toBe('1 error');
    expect(last(lateWarning)).toBe('1 warning');
    expect(last(lateWarning, lateWarning)).toBe('2 warnings');
    expect(last(lateWarning, unknownStep)).toBe('1 error and 1 warning');
  });

  it('gives its pieces to the colours, one line at a time', () => {
    const marked: Colors = {
      bold: (text) => `*${text}*`,
      red: (text) => `r(${text})`,
      yellow: (text) => `y(${text})`,
      cyan: (text) => `c(${text})`,
    };
    expect(renderHuman([unknownStep, { ...lateWarning, related: [] }], { colors: marked })).toBe(`\
*r(error[GT3001])*: *step "submit" has "tset" in "needs", but no step has that id*
 c(-->) .beads/formulas/shiny.formula.toml:8:10
c(  |)
c(8 |) needs = ["tset"]
c(  |)          r(^^^^^^)
  c(=) *help:* did you mean "test"?

*y(warning[GT3001])*: *step "submit" is odd*
  c(-->) .beads/formulas/audit.formula.toml:10:1
c(   |)
c(10 |) [[advice]]
c(   |) y(^^^^^^^^^^ here)
   c(=) *fix:* replace with "priority"

r(1 error) and y(1 warning)
`);
  });

  it('sets in the further lines of a text and shows its control characters', () => {
    const help = 'first\r\n\nerror[GT0000]: not one\u001b[2J';
    expect(renderHuman([{ ...placeless, message: 'two\nlines', help }])).toBe(`\
error[GT1001]: two
  lines
  = help: first
          error[GT0000]: not one␛[2J

1 error
`);
  });

  describe('of more than the limit', () => {
    const many = (count: number, of: Diagnostic) =>
      Array.from({ length: count }, (_, index) => ({
        ...of,
        message: `finding ${index + 1}`,
        help: undefined,
      }));
    const warning: Diagnostic = { ...placeless, severity: 'warning' };

    it('shows as many, then how many more', () => {
      expect(renderHuman([...many(3, placeless), ...many(2, warning)], { limit: 2 })).toBe(`\
error[GT1001]: finding 1

error[GT1001]: finding 2

… and 1 more error and 2 more warnings

3 errors and 2 warnings
`);
    });

    it('shows errors rather than warnings, in the order given', () => {
      expect(renderHuman([...many(3, warning), ...many(1, placeless)], { limit: 2 })).toBe(`\
warning[GT1001]: finding 1

error[GT1001]: finding 1

… and 2 more warnings

1 error and 3 warnings
`);
    });

    it('has a limit of its own', () => {
      const atLimit = renderHuman(many(MAX_DIAGNOSTICS_SHOWN, placeless), { colors: plain });
      expect(atLimit).not.toContain('more');
      const over = renderHuman(many(MAX_DIAGNOSTICS_SHOWN + 1, placeless));
      expect(over).toBe(
        atLimit.replace(
          `${MAX_DIAGNOSTICS_SHOWN} errors`,
          `… and 1 more error\n\n${MAX_DIAGNOSTICS_SHOWN + 1} errors`,
        ),
      );
    });
  });
});
