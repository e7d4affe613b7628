import type { DrawnGate, DrawnStep } from './drawn-formula.js';

type Table = Readonly<Record<string, unknown>>;

/** What a reporter puts out. */
const REPORT = { type: 'object', required: ['ok'], properties: { ok: { type: 'boolean' } } };
const ITEMS = { type: 'object', properties: { items: { type: 'array' } } };

/** How many steps a crowd has, twice: so many that a barrier stands between. */
const CROWD = 5;

/** A step that a later one may name, and whether it can put something out. */
interface Known {
  readonly id: string;
  readonly isReporter: boolean;
}

/** The files of the formula `main`, for a host, and of what it attaches. */
export const filesOf = (drawn: readonly DrawnStep[]): Record<string, string> => ({
  'main.formula.json': JSON.stringify({ formula: 'main', steps: written(drawn, 's', []) }),
  'leg.formula.json': JSON.stringify({
    formula: 'leg',
    steps: [{ id: 'dig' }, { id: 'fill', needs: ['dig'], on_fail: 'continue' }],
  }),
});

/** Steps need only what stands before them, so that nothing goes in circles. */
function written(drawn: readonly DrawnStep[], letter: string, before: readonly Known[]): Table[] {
  const known = [...before];
  return drawn.flatMap((step, at) => {
    const id = `${letter}${at + 1}`;
    const steps = [table(step, id, known), ...joiner(step, id)];
    known.push({ id, isReporter: step.what.kind === 'reporter' });
    return steps;
  });
}

function table(step: DrawnStep, id: string, known: readonly Known[]): Table {
  const { runIf, onFail, priority, isLonely, retry, check, timeout, gate, what } = step;
  const ids = known.map((each) => each.id);
  const isBox = what.kind === 'container' || what.kind === 'until' || what.kind === 'crowd';
  return {
    id,
    needs: [...new Set(step.needs.flatMap((pick) => ids.at(pick % Math.max(ids.length, 1)) ?? []))],
    ...(runIf !== 'passed' && { run_if: runIf }),
    ...(onFail !== 'block' && { on_fail: onFail }),
    ...(priority !== undefined && { priority }),
    ...(isLonely && !isBox && { parallel: false }),
    ...(retry && !isBox && { retry }),
    ...(check && !isBox && { check: { run: 'true', ...check } }),
    ...(timeout !== undefined && !isBox && { timeout }),
    ...(gate && { gate: gateTable(gate, known) }),
    ...kindTable(step, id, known),
  };
}

function kindTable({ what, gate }: DrawnStep, id: string, known: readonly Known[]): Table {
  switch (what.kind) {
    case 'plain':
      return {};
    case 'gate':
      return { type: 'gate', ...(!gate && { gate: { type: 'human' } }) };
    case 'reporter':
      return { output: REPORT };
    case 'crowd':
      return { loop: { count: 2, body: Array.from({ length: CROWD }, (_, at) => ({ id: `p${at}` })) } };
    case 'spawner':
      return {
        output: ITEMS,
        on_complete: { for_each: 'output.items', bond: 'leg', sequential: what.isSequential },
      };
    case 'container':
      return { children: written(what.steps, `${id}-`, known) };
    case 'until': {
      const asked = { id: 'look', output: REPORT };
      const body = written(what.steps, `${id}-`, [...known, { id: 'look', isReporter: true }]);
      const until = what.isFlag ? 'done' : 'look.output.ok == true';
      return {
        loop: {
          until,
          max: what.max,
          ...(what.isPass && { on_exhausted: 'pass' }),
          body: [asked, ...body],
        },
      };
    }
  }
}

const joiner = ({ what }: DrawnStep, id: string): Table[] =>
  what.kind === 'spawner' && what.join !== undefined
    ? [{ id: `${id}-join`, needs: [id], waits_for: `${what.join}-children` }]
    : [];

function gateTable(gate: DrawnGate, known: readonly Known[]): Table {
  const { type, timeout, hasTimeout, onTimeout } = gate;
  const isAsked = type === 'condition' || type === 'conditional';
  return {
    type,
    ...((hasTimeout || type === 'timer') && { timeout }),
    ...(hasTimeout && type !== 'timer' && { on_timeout: onTimeout }),
    ...(isAsked && { condition: conditionOf(gate, known) }),
  };
}

/** None asks where a step is now (open, ready): what that is while others go on at the same moment is nobody's business. */
function conditionOf({ condition, pick }: DrawnGate, known: readonly Known[]): string {
  const of = known.at(pick % Math.max(known.length, 1));
  const asked = ['go', '!stop', 'level > 2', 'steps.pass >= 2', 'steps.fail >= 1'];
  if (of) asked.push(`${of.id}.status == pass`, `${of.id}.status == failed`);
  if (of?.isReporter) asked.push(`${of.id}.output.ok == true`);
  return asked[condition % asked.length] as string;
}
