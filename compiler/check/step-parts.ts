import type { CheckContext } from './context.js';
import type { Loop, OnComplete, Step } from './generated/formula.js';

const HOW_OFTEN = ['count', 'range', 'until'] as const;

/** How often a loop is repeated must be said, and in one way. Without that there is no loop. */
export function checkLoop(step: Step, loop: Loop, of: string, { reporter, spans }: CheckContext): void {
  const where = `the loop of ${of}`;
  const [one, other] = HOW_OFTEN.filter((key) => loop[key] !== undefined);
  if (one === undefined) {
    const because =
      'without it nothing says how often the body is repeated (or "range" for values, "until" for a condition)';
    reporter.report('GT2011', { where, key: 'count', because }, { span: spans.table(loop) });
    delete step.loop;
    return;
  }
  if (other !== undefined) {
    const reason =
      'keep one of them: "count" says how often, "range" which values, "until" what has to come true';
    reporter.report('GT2010', { where, one, other, reason }, { span: spans.key(loop, other) });
    return;
  }
  const inert = (key: keyof Loop, because: string): void => {
    if (loop[key] === undefined) return;
    reporter.report('GT2012', { where, key, because }, { span: spans.key(loop, key) });
  };
  if (loop.until === undefined) {
    inert('max', 'only a loop with "until" has to be stopped');
    inert('on_exhausted', 'only a loop with "until" can run out of iterations');
    return;
  }
  inert('var', 'how often a loop with "until" runs is known only while it does');
  if (loop.max !== undefined) return;
  const because = 'without it a condition that never comes true would repeat the body for ever';
  reporter.report('GT2011', { where, key: 'max', because }, { span: spans.table(loop) });
}

/** What is attached for each item: the list is one of the step's own output. */
export function checkOnComplete(fanOut: OnComplete, of: string, { reporter, spans }: CheckContext): void {
  const where = `on_complete of ${of}`;
  const { for_each: list } = fanOut;
  if (!/^output(?:\.[A-Za-z0-9_-]+)+$/.test(list)) {
    const reason = `is ${JSON.stringify(list)}; it names a list in the output of the step, such as "output.items"`;
    reporter.report('GT2005', { key: 'for_each', reason }, { span: spans.value(fanOut, 'for_each') });
  }
  if (fanOut.parallel === undefined || fanOut.sequential === undefined) return;
  const reason = 'keep one of them: each says whether the items go side by side or one after the other';
  const span = spans.key(fanOut, 'sequential');
  reporter.report('GT2010', { where, one: 'parallel', other: 'sequential', reason }, { span });
}
