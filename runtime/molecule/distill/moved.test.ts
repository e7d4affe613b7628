import { expect, it } from 'vitest';
import type { ProtoStep } from '../../../compiler/emit/protomolecule.js';
import { createExpressions } from '../../../compiler/language/parser.js';
import { moved } from './moved.js';

const step = (more: Partial<ProtoStep>): ProtoStep => ({
  ...{ id: 'x', title: 'X', type: 'task', needs: [], origin: { file: '', line: 1, column: 1 } },
  ...more,
});
const naming = { ids: new Set(['a', 'b.c', 'loop']), prefix: 'audit.' };
const expressions = createExpressions();

it('asks for the other steps by what they are called now', () => {
  const before = step({
    description:
      'See {{steps.a.output.path}}, {{steps.b.c.output}} and {{steps.other.output.x}}; {{name}} stays',
    labels: ['of {{steps.a.output}}'],
    metadata: { deep: [{ text: '{{steps.a.output.x}}' }] } as ProtoStep['metadata'] & object,
    inputs_from: [{ step: 'a', path: 'path' }, { step: 'other' }],
    gates: [{ type: 'condition', condition: "a.status == complete && all_done || other.status == 'open'" }],
    loop: {
      until: "children(loop).all(status == 'closed') && b.c.output.ok == true",
      max: 3,
      on_exhausted: 'fail',
    },
  });
  expect(moved(before, naming, () => expressions)).toEqual({
    ...before,
    description:
      'See {{steps.audit.a.output.path}}, {{steps.audit.b.c.output}} and {{steps.other.output.x}}; {{name}} stays',
    labels: ['of {{steps.audit.a.output}}'],
    metadata: { deep: [{ text: '{{steps.audit.a.output.x}}' }] },
    inputs_from: [{ step: 'audit.a', path: 'path' }, { step: 'other' }],
    gates: [
      { type: 'condition', condition: "audit.a.status == complete && all_done || other.status == 'open'" },
    ],
    loop: {
      until: "children(audit.loop).all(status == 'closed') && audit.b.c.output.ok == true",
      ...{ max: 3, on_exhausted: 'fail' },
    },
  });
});

it('leaves a step alone that keeps its name, without a parser', () => {
  const same = step({ gates: [{ type: 'condition', condition: 'a.status == complete' }] });
  const none = () => {
    throw new Error('asked for');
  };
  expect(moved(same, { ...naming, prefix: '' }, none)).toBe(same);
  expect(moved(step({ title: 'T' }), naming, none)).toEqual(step({ title: 'T' }));
});
