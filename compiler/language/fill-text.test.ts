import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillText } from './fill-text.js';

const outputs: Readonly<Record<string, unknown>> = {
  'a-1.iter2.b': {
    count: 3,
    list: [1, { x: 'y' }],
    text: 'two {{v}} {{steps.a.output.x}}',
    none: null,
    ok: false,
  },
};

const filled = (text: string, inputs: { step: string; path?: string }[]): string =>
  fillText(text, {
    inputs,
    variable: (name) => (name === 'v' ? '{{steps.a-1.iter2.b.output.count}}' : undefined),
    output: (step) => outputs[step],
  }).text;

describe('a text when its step is taken', () => {
  const step = 'a-1.iter2.b';

  it('has what the steps before have put out', () => {
    const each = (path: string): string => filled(`<{{steps.${step}.output.${path}}}>`, [{ step, path }]);
    expect(each('count')).toBe('<3>');
    expect(each('ok')).toBe('<false>');
    expect(each('list')).toBe('<[1,{"x":"y"}]>');
    expect(each('list.1.x')).toBe('<y>');
    expect(each('list.length')).toBe('<>');
    expect(each('none')).toBe('<>');
    expect(each('count.x')).toBe('<>');
    expect(each('toString')).toBe('<>');
    expect(filled(`{{steps.${step}.output}}`, [{ step }])).toBe(JSON.stringify(outputs[step]));
    expect(filled('<{{steps.gone.output.x}}>', [{ step: 'gone', path: 'x' }])).toBe('<>');
  });

  it('is filled in one pass, and only with what the step takes', () => {
    expect(
      filled(`{{steps.${step}.output.text}}`, [
        { step, path: 'text' },
        { step: 'a', path: 'x' },
      ]),
    ).toBe('two {{v}} {{steps.a.output.x}}');
    expect(filled('{{v}} {{w}}', [{ step, path: 'count' }])).toBe('{{steps.a-1.iter2.b.output.count}} {{w}}');
    expect(filled(`{{steps.${step}.output.count}}`, [])).toBe(`{{steps.${step}.output.count}}`);
  });

  it('stays as it is where there is nothing to fill', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', 's', '.', '{{steps.a.output}}', ' ') }),
        (text) => {
          expect(filled(text, [])).toBe(text);
        },
      ),
    );
  });
});
