import { describe, expect, it } from 'vitest';
import { Source, type Span } from '../read/source.js';
import { MAX_LOOKUPS, Reporter } from './reporter.js';

const a = new Source('project:a', 'a.formula.toml', 'x'.repeat(100));
const b = new Source('project:b', 'b.formula.toml', 'x'.repeat(100));
const at = (source: Source, start: number): Span => ({ source, start, end: start + 1 });

const unknown = (name: string) => ({ step: 'step "s"', key: 'needs', name, near: [] });

describe('Reporter', () => {
  it('makes a finding of a code, its facts and its place', () => {
    const reporter = new Reporter();
    const related = [{ message: 'woven in here', span: at(b, 7) }];
    const fix = { title: 'replace with "test"', edits: [{ span: at(a, 3), text: 'test' }] };
    reporter.report(
      'GT3001',
      { step: 'step "submit"', key: 'needs', name: 'tset', near: reporter.near('tset', ['load', 'test']) },
      { span: at(a, 3), label: 'here', related, fix },
    );
    reporter.report('GT3001', unknown('zz'));
    expect(reporter.sorted()).toEqual([
      {
        code: 'GT3001',
        name: 'unknown-step',
        severity: 'error',
        message: 'step "submit" has "tset" in "needs", but no step has that id',
        help: 'did you mean "test"?',
        span: at(a, 3),
        label: 'here',
        related,
        fix,
      },
      {
        code: 'GT3001',
        name: 'unknown-step',
        severity: 'error',
        message: 'step "s" has "zz" in "needs", but no step has that id',
        help: undefined,
        span: undefined,
        label: undefined,
        related: [],
        fix: undefined,
      },
    ]);
  });

  it('takes the same finding at the same place once', () => {
    const reporter = new Reporter();
    for (let copy = 0; copy < 3; copy++) {
      reporter.report('GT3001', unknown('x'), { span: at(a, 1) });
      reporter.report('GT3001', unknown('y'), { span: at(a, 1) });
      reporter.report('GT3001', unknown('x'), { span: at(a, 2) });
      reporter.report('GT3001', unknown('x'), { span: at(b, 1) });
      reporter.report('GT3001', unknown('x'));
      reporter.report('GT3002', unknown('x'), { span: at(a, 1) });
    }
    expect(reporter.sorted()).toHaveLength(6);
    expect(reporter.errors).toBe(6);
  });

  it('counts errors, not warnings', () => {
    const reporter = new Reporter();
    expect(reporter.errors).toBe(0);
    reporter.report('GT3005', { variable: 'v' });
    expect(reporter.errors).toBe(0);
    reporter.report('GT3001', unknown('x'));
    expect(reporter.errors).toBe(1);
    expect(reporter.sorted().map(({ severity }) => severity)).toEqual(['error', 'warning']);
  });

  it('sorts by file in order of first finding, then place, then code, then order of report', () => {
    const reporter = new Reporter();
    const order = [
      ['GT3002', 'late', at(b, 9)],
      ['GT3002', 'code', at(a, 5)],
      ['GT3001', 'second', at(a, 5)],
      ['GT3001', 'alpha', at(a, 5)],
      ['GT3001', 'none', undefined],
      ['GT3001', 'early', at(b, 10)],
      ['GT3001', 'first', at(a, 4)],
    ] as const;
    for (const [code, name, span] of order) reporter.report(code, unknown(name), { span });
    const found = () => reporter.sorted().map(({ message }) => /"(\w{2,})" (?:in|is)/.exec(message)?.[1]);
    const expected = ['late', 'early', 'first', 'second', 'alpha', 'code', 'none'];
    expect(found()).toEqual(expected);
    expect(found()).toEqual(expected);
  });

  it('looks up so many unknown words and no more', () => {
    const reporter = new Reporter();
    for (let word = 1; word < MAX_LOOKUPS; word++) reporter.near('tset', []);
    expect(reporter.near('tset', ['test'])).toEqual(['test']);
    expect(reporter.near('tset', ['test'])).toEqual([]);
  });

  it('reads facts of the help alone for the first copy of a finding only', () => {
    const reporter = new Reporter();
    let read = 0;
    const lazy = {
      ...unknown('tset'),
      get near() {
        read++;
        return ['test'];
      },
    };
    for (let copy = 0; copy < 3; copy++) reporter.report('GT3001', lazy, { span: at(a, 1) });
    expect(reporter.sorted().map(({ help }) => help)).toEqual(['did you mean "test"?']);
    expect(read).toBe(1);
  });
});
