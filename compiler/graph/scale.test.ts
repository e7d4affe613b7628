import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';
import { type EventGraph, EventGraphBuilder } from '../wire/event-graph.js';
import { type Contraction, contract } from './contract.js';
import { findCycles } from './cycles.js';
import { topologicalOrder } from './topological.js';

const contracted = (graph: EventGraph): Contraction => contract(graph, topologicalOrder(graph) as Int32Array);

/** What must neither overflow a stack nor grow faster than its input. Apart, so that mutants need not run it. */
describe('a graph of a million events', () => {
  it('orders a chain of a million events', () => {
    const builder = new EventGraphBuilder();
    const size = 1_000_000;
    for (let event = 0; event < size; event++) builder.addEvent(false);
    for (let event = 1; event < size; event++) builder.addEdge(event, event - 1, -1);
    const order = topologicalOrder(builder.build());
    expect(order?.length).toBe(size);
    expect([order?.[0], order?.[size - 1]]).toEqual([size - 1, 0]);
  });

  it('walks a ring of a million events without recursion', () => {
    const size = 1_000_000;
    const builder = new EventGraphBuilder();
    for (let event = 0; event < size; event++) builder.addEvent(false);
    for (let event = 0; event < size; event++) builder.addEdge(event, (event + 1) % size, -1);
    const [cycle] = findCycles(builder.build());
    expect(cycle?.events.length).toBe(size);
    expect(cycle?.edges.length).toBe(size);
  });

  it('walks regions nested 200,000 deep, each with a step of its own, in linear time', () => {
    // Copying each end's list into the next would be 20,000,000,000 numbers.
    const builder = new EventGraphBuilder();
    const depth = 200_000;
    let inner = -1;
    for (let level = 0; level < depth; level++) {
      const step = builder.addEvent(false);
      const end = builder.addEvent(true);
      if (inner !== -1) builder.addEdge(inner, end, -1);
      builder.addEdge(step, end, -1);
      inner = end;
    }
    const after = builder.addEvent(false);
    builder.addEdge(inner, after, -1);
    const { needs } = contracted(builder.build());
    expect(needs[after]?.length).toBe(depth);
    expect(needs[after]?.slice(0, 3)).toEqual([0, 2, 4]);
  });

  it('walks 300,000 starts that open one another, each with a step of its own, in linear time', () => {
    // Walking from each step back to the first would take 45,000,000,000 steps.
    const builder = new EventGraphBuilder();
    const first = builder.addEvent(false);
    let outer = first;
    const steps: number[] = [];
    for (let level = 0; level < 300_000; level++) {
      const start = builder.addEvent(true);
      const step = builder.addEvent(false);
      builder.addEdge(outer, start, -1);
      builder.addEdge(start, step, -1);
      steps.push(step);
      outer = start;
    }
    const { needs, barriers } = contracted(builder.build());
    expect(barriers).toEqual([]);
    expect(steps.every((step) => needs[step]?.length === 1 && needs[step][0] === first)).toBe(true);
  });
});

describe('a formula of very many steps', () => {
  it('orders long chains, and chains of removed steps, without running out of stack', async () => {
    const length = 20_000;
    const chain = (condition: string): string =>
      Array.from({ length }, (_, number) =>
        number === 0
          ? '[[steps]]\nid = "s0"\n'
          : `[[steps]]\nid = "s${number}"\nneeds = ["s${number - 1}"]\n${condition}`,
      ).join('');
    const live = await cookText(chain(''));
    expect(live.protomolecule.critical_path).toHaveLength(length);
    const removed = await cookText(
      `${chain('condition = "false"\n')}[[steps]]\nid = "end"\nneeds = ["s${length - 1}"]\n`,
    );
    expect(removed.order).toEqual(['s0', 'end <- s0']);
    const circle = await cookText(
      `${chain('')}`.replace('id = "s0"\n', `id = "s0"\nneeds = ["s${length - 1}"]\n`),
    );
    expect(circle.findings.slice(0, 70)).toBe(
      'error[GT6002]: these steps wait for each other: s0 -> s19999 -> s19998',
    );
  });

  it('takes a container that needs more steps than a call has arguments', async () => {
    const ids = Array.from({ length: 150_000 }, (_, number) => `s${number}`);
    const { step } = await cookText({
      'main.formula.json': JSON.stringify({
        formula: 'main',
        steps: [
          ...ids.map((id) => ({ id })),
          { id: 'box', needs: ids, children: [{ id: 'gone', condition: 'false' }, { id: 'stays' }] },
          { id: 'after', needs: ['gone'] },
        ],
      }),
    });
    expect(step('after').needs).toEqual(step('box').needs);
  });
});
