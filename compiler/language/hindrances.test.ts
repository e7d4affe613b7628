import { describe, expect, it } from 'vitest';
import { hindrances } from './hindrances.js';
import { expressions } from './parser.js';
import { printOperand } from './print-condition.js';

/** What keeps `text` from being true, and from being false, while no step called `late…` ends. */
function hindered(text: string): [unknown, unknown] {
  const parsed = expressions.condition(text);
  if (!parsed.ok) throw new Error(text);
  const found = hindrances(parsed.condition, (operand) => {
    const printed = printOperand(operand);
    return printed.startsWith('late') ? printed : undefined;
  });
  return [found.true, found.false];
}

describe('what a condition can come to', () => {
  it.each([
    ['', undefined, undefined],
    ['flag', undefined, undefined],
    ['late.output.x', 'late.output.x', 'late.output.x'],
    ['!late.output.x', 'late.output.x', 'late.output.x'],
    ['late.output.n > 3', 'late.output.n', 'late.output.n'],
    // Only that a step has ended, and how, has to be waited for.
    ['late.status == pass', 'late.status', 'late.status'],
    ['late.status != complete', 'late.status', 'late.status'],
    ['late.status == open', undefined, undefined],
    ['late.status == pending', undefined, undefined],
    ['late.status != in_progress', undefined, undefined],
    ['late.status == {{word}}', undefined, undefined],
    ['early.status == pass', undefined, undefined],
    // A list is true by one of its values, false by all.
    ['late.status in [pass, closed]', 'late.status', 'late.status'],
    ['late.status in [pass, ready]', undefined, 'late.status'],
    ['late.output.n in [1, 2]', 'late.output.n', 'late.output.n'],
    // Terms.
    ['flag && late.output.x', 'late.output.x', undefined],
    ['flag || late.output.x', undefined, 'late.output.x'],
    ['!(flag && late.output.x)', undefined, 'late.output.x'],
    ['!(flag || late.output.x)', 'late.output.x', undefined],
    ['late.output.x || late2.output.x', 'late.output.x', 'late.output.x'],
    ['late.output.x && late2.output.x', 'late.output.x', 'late.output.x'],
    // What is told is what stands in the way, not what comes first.
    ['(flag || late.output.x) && late2.output.x', 'late2.output.x', 'late.output.x'],
    ['(flag && late.output.x) || late2.output.x', 'late.output.x', 'late2.output.x'],
    ['late.output.x || (flag && late2.output.x)', 'late.output.x', 'late.output.x'],
  ])('%s', (text, truth, falsehood) => {
    expect(hindered(text)).toEqual([truth, falsehood]);
  });
});
