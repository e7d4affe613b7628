import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryHost } from '../../compiler/host-memory.js';
import type { Lane } from '../ledger/lane.js';
import { prepare } from '../molecule/ingredients.js';
import { pour } from '../molecule/pour.js';
import { addEdge, claim, closeByHand } from '../step/index.js';
import { Workbench } from '../testing/workbench.js';
import { sling } from './sling.js';
import { type Ending, type Hands, type Task, walk } from './walk.js';

let bench: Workbench;
beforeEach(async () => {
  bench = await Workbench.open();
});
afterEach(() => {
  bench.ledger.close();
});

/** Pour a formula and sling it. */
async function slung(steps: string): Promise<{ readonly lane: Lane; readonly id: string }> {
  const host = memoryHost({ 'main.formula.toml': `formula = "main"\n${steps}` });
  const [candidate] = host.candidates('main');
  const { ingredients, diagnostics } = candidate ? await prepare(candidate, host) : {};
  if (!ingredients) throw new Error(JSON.stringify(diagnostics));
  return bench.change((turn) => {
    const made = pour(turn, ingredients, { phase: 'liquid' });
    const bead = turn.tx.bead(made.n);
    if (!bead) throw new Error('nothing was poured');
    const { lane } = sling(turn, bead, { rig: null, agent: 'claude', land: 'none' });
    return { lane, id: made.id };
  });
}

const PASSED: Ending = { is: 'reported', outcome: 'pass' };

/** Hands that do what `act` says, and remember which steps they had. */
class Scripted implements Hands {
  readonly had: string[] = [];
  constructor(readonly act: (task: Task, signal: AbortSignal) => Ending | Promise<Ending> = () => PASSED) {}
  async work(task: Task, signal: AbortSignal): Promise<Ending> {
    this.had.push(`${task.step.step}#${task.attempt}`);
    return this.act(task, signal);
  }
  async verify(): Promise<void> {}
}

const outcome = (id: string): Promise<string> =>
  bench.ledger.read((view) => {
    const bead = view.beadById(id);
    return `${bead?.state} ${bead?.outcome} ${bead?.closeReason ?? ''}`.trim();
  });

const CHAIN = '[[steps]]\nid = "a"\n[[steps]]\nid = "b"\nneeds = ["a"]\n[[steps]]\nid = "c"\nneeds = ["b"]\n';

describe('a walk', () => {
  it('does the steps of its lane in their order, to the end', async () => {
    const { lane, id } = await slung(CHAIN);
    const hands = new Scripted();
    expect(await walk(bench.engine, lane, hands, { worker: 'w' })).toEqual({ worked: 3, lost: undefined });
    expect(hands.had).toEqual(['a#1', 'b#1', 'c#1']);
    expect(await outcome(id)).toBe('closed pass');
  });

  it('goes on where another has stopped, with nothing done twice', async () => {
    const { lane } = await slung(CHAIN);
    const first = new Scripted(({ step }) =>
      step.step === 'b' ? { is: 'lost', reason: 'it was killed' } : PASSED,
    );
    expect(await walk(bench.engine, lane, first, { worker: 'w' })).toEqual({
      worked: 2,
      lost: 'it was killed',
    });
    const second = new Scripted();
    await walk(bench.engine, lane, second, { worker: 'w' });
    expect(second.had).toEqual(['b#2', 'c#1']);
  });

  it('ends after the step at hand when it is told to', async () => {
    const { lane } = await slung(CHAIN);
    const stop = new AbortController();
    const hands = new Scripted(() => {
      stop.abort();
      return PASSED;
    });
    await walk(bench.engine, lane, hands, { worker: 'w', signal: stop.signal });
    expect(hands.had).toEqual(['a#1']);
  });

  it('fails an attempt whose output does not fit, with what is wrong', async () => {
    const { lane, id } = await slung(
      '[[steps]]\nid = "a"\n[steps.output]\ntype = "object"\nrequired = ["n"]\n[steps.output.properties.n]\ntype = "integer"\n',
    );
    const hands = new Scripted(() => ({ is: 'reported', outcome: 'pass', output: { n: 'x' } }));
    await walk(bench.engine, lane, hands, { worker: 'w' });
    expect(await outcome(`${id}.a`)).toMatch(/^closed fail .*does not fit its schema: .*n/);
  });

  it('tries again what may be tried again', async () => {
    const { lane, id } = await slung('[[steps]]\nid = "a"\nretry = { max_attempts = 2 }\n');
    const hands = new Scripted(({ attempt }) =>
      attempt === 1 ? { is: 'reported', outcome: 'fail', reason: 'no' } : PASSED,
    );
    await walk(bench.engine, lane, hands, { worker: 'w' });
    expect([hands.had, await outcome(id)]).toEqual([['a#1', 'a#2'], 'closed pass']);
  });

  it('lands before the last step counts, which fails when it does not', async () => {
    const { lane, id } = await slung(CHAIN);
    const asked: string[] = [];
    const hands = Object.assign(new Scripted(), {
      land: ({ step }: Task) => {
        asked.push(step.step ?? '');
        return Promise.resolve(step.step === 'c' ? 'two files are not committed' : undefined);
      },
    });
    await walk(bench.engine, lane, hands, { worker: 'w' });
    expect(asked).toEqual(['a', 'b', 'c']);
    expect(await outcome(`${id}.c`)).toBe('closed fail two files are not committed');
  });

  it('lingers for what somebody else lets go, as long as it is told to', async () => {
    const { lane, id } = await slung('[[steps]]\nid = "a"\n[[steps]]\nid = "b"\ninteractive = true\n');
    await bench.change((turn) => {
      const [a, b] = [turn.tx.beadById(`${id}.a`), turn.tx.beadById(`${id}.b`)];
      if (a && b) addEdge(turn, { from: a.n, to: b.n, type: 'blocks' });
    });
    const hands = new Scripted();
    expect(await walk(bench.engine, lane, hands, { worker: 'w', linger: 20 })).toEqual({
      worked: 0,
      lost: undefined,
    });
    const walked = walk(bench.engine, lane, hands, { worker: 'w', linger: 60_000 });
    await setImmediate();
    await bench.change((turn) => {
      const b = turn.tx.beadById(`${id}.b`);
      if (b) closeByHand(turn, b, { outcome: 'pass' });
    });
    // It does not linger for a molecule that has ended.
    expect(await walked).toEqual({ worked: 1, lost: undefined });
    expect(hands.had).toEqual(['a#1']);
  });

  it('leaves what people do, and what is assigned to somebody else', async () => {
    const { lane } = await slung(
      '[[steps]]\nid = "a"\ninteractive = true\n[[steps]]\nid = "b"\nassignee = "ann"\n[[steps]]\nid = "c"\nassignee = "polecat"\n',
    );
    const hands = new Scripted();
    await walk(bench.engine, lane, hands, { worker: 'w' });
    expect(hands.had).toEqual(['c#1']);
  });

  it("renews its claim while it works, and is told when that is another's", async () => {
    const { lane, id } = await slung(CHAIN);
    const hands = new Scripted(async ({ step }, signal) => {
      const before = await bench.ledger.read((view) => view.node(step.n)?.leaseUntil ?? 0);
      bench.now += 10;
      for (let renewed = before; renewed === before; await setImmediate())
        renewed = await bench.ledger.read((view) => view.node(step.n)?.leaseUntil ?? 0);
      // The lease is over by the clock of the ledger, and somebody else takes the step.
      bench.now += 60_000;
      await bench.change((turn) => claim(turn, step.n, { worker: 'other', lease: null }));
      if (!signal.aborted)
        await new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      return PASSED;
    });
    await walk(bench.engine, lane, hands, { worker: 'w', lease: 30 });
    expect(hands.had).toEqual(['a#1']);
    // What it reports late changes nothing.
    expect(await outcome(`${id}.a`)).toBe('claimed null');
  });
});
