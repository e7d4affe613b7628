import { describe, expect, it } from 'vitest';
import { Source, type Span } from '../read/source.js';
import type { Diagnostic } from './diagnostic.js';
import { renderGithub } from './github.js';

const text = 'id = "submit"\nneeds = [\n  "tset",\n]\n';
const of = (part: string, path = 'formulas/shiny.formula.toml', id = 'project:shiny'): Span => {
  const start = text.indexOf(part);
  return { source: new Source(id, path, text), start, end: start + part.length };
};
const finding = (more: Partial<Diagnostic> = {}): Diagnostic => ({
  code: 'GT3001',
  name: 'unknown-step',
  severity: 'error',
  message: 'no such step',
  help: undefined,
  span: of('"tset"'),
  label: undefined,
  related: [],
  fix: undefined,
  ...more,
});

describe('renderGithub', () => {
  it('is one command a finding, and nothing for none', () => {
    expect(renderGithub([])).toBe('');
    expect(renderGithub([finding(), finding({ severity: 'warning', span: undefined })])).toBe(
      '::error file=formulas/shiny.formula.toml,line=3,col=3,endLine=3,endColumn=9,title=GT3001 unknown-step::no such step\n' +
        '::warning title=GT3001 unknown-step::no such step\n',
    );
  });

  it('has the chain and the help behind the message', () => {
    const related = [{ message: 'woven in by "audit"', span: of('"submit"') }];
    expect(renderGithub([finding({ help: 'did you mean "test"?', related })])).toMatch(
      /::no such step%0Anote: woven in by "audit": formulas\/shiny\.formula\.toml:1:6%0Ahelp: did you mean "test"\?\n$/,
    );
  });

  it('has no columns for what is of several lines', () => {
    expect(renderGithub([finding({ span: of('[\n  "tset"') })])).toContain(
      '::error file=formulas/shiny.formula.toml,line=2,endLine=3,title=',
    );
  });

  it('escapes what would end a property or the command', () => {
    const span = of('id', 'a,b:c%\n.toml');
    const [line, rest] = renderGithub([finding({ span, message: '100%: a,\r\nb\u001b[31m' })]).split('\n');
    expect(line).toBe(
      '::error file=a%2Cb%3Ac%25%0A.toml,line=1,col=1,endLine=1,endColumn=3,title=GT3001 unknown-step::100%25: a,%0Ab␛[31m',
    );
    expect(rest).toBe('');
  });

  it('names a file of the built-in library in the message: it is not in the repository', () => {
    const span = of('id', 'builtin/shiny.formula.toml', 'builtin:shiny');
    expect(renderGithub([finding({ span })])).toBe(
      '::error title=GT3001 unknown-step::builtin/shiny.formula.toml:1:1: no such step\n',
    );
  });
});
