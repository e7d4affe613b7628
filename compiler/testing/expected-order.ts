import type { WrittenAdvice, WrittenFormula, WrittenStep } from './written-formula.js';

/**
 * The order of steps by the letter of the specification, worked out without any of the compiler: every
 * step has a start and an end, what is inside starts after and ends before what it is inside of, and who
 * needs a step starts after its end. Nothing is ever spliced out, so nothing can be lost.
 */
interface Node {
  readonly id: string;
  kind: 'step' | 'region';
  needs: Need[];
  readonly members: Node[];
  inside: Node | undefined;
  /** The advice around it. */
  wrapper: Node | undefined;
  readonly holds: boolean;
  isRemoved: boolean;
  readonly expand: string | undefined;
  readonly names: Names;
}

type Need = Node | { readonly name: string; readonly names: Names };

class Names {
  readonly #own = new Map<string, Node>();

  constructor(
    private readonly prefix: string,
    private readonly outer: Names | undefined,
  ) {}

  define(node: Node): void {
    const name = node.id.slice(this.prefix.length);
    if (node.id.startsWith(this.prefix) && !this.#own.has(name)) this.#own.set(name, node);
    this.outer?.define(node);
  }

  find(name: string): Node {
    const node = this.#own.get(name) ?? this.outer?.find(name);
    if (!node) throw new Error(`nothing is called ${name}`);
    return node;
  }
}

/** By step that is left, in alphabetical order: which others cannot start before it has ended. */
export type Order = Readonly<Record<string, readonly string[]>>;

export function expectedOrder(formula: WrittenFormula): Order {
  const root = region('', undefined, new Names('', undefined));
  for (const step of formula.steps) add(root, build(step, '', '', root.names));
  for (const rule of formula.advice) wrap(root.names.find(rule.target), rule);
  expand(root, formula.templates);
  for (const rule of Object.values(formula.aspects))
    for (const node of all(root).filter(({ kind }) => kind === 'step')) wrap(node, rule);
  remove(root, false);

  const edges = new Map<string, Set<string>>();
  const edge = (from: string, to: string): void => {
    edges.set(from, (edges.get(from) ?? new Set()).add(to));
  };
  const nodes = all(root);
  const key = new Map(nodes.map((node, number) => [node, node.kind === 'step' ? node.id : `#${number}`]));
  for (const node of nodes) {
    edge(start(key.get(node)), end(key.get(node)));
    if (node.members.length === 0) edge(end(key.get(node)), start(key.get(node)));
    for (const member of node.members) {
      edge(start(key.get(node)), start(key.get(member)));
      edge(end(key.get(member)), end(key.get(node)));
    }
    for (const need of node.needs) edge(end(key.get(resolve(need, node))), start(key.get(node)));
  }
  return orderIn(
    edges,
    nodes.filter((node) => node.kind === 'step' && !node.isRemoved).map(({ id }) => id),
  );
}

export const start = (id: string | undefined): string => `start:${id}`;
export const end = (id: string | undefined): string => `end:${id}`;

/** The order of the steps `ids` where the events of `edges` come one after the other. */
export function orderIn(edges: ReadonlyMap<string, ReadonlySet<string>>, ids: readonly string[]): Order {
  const sorted = ids.toSorted();
  return Object.fromEntries(
    sorted.map((id) => {
      const later = after(end(id), edges);
      return [id, sorted.filter((other) => other !== id && later.has(start(other)))];
    }),
  );
}

function after(event: string, edges: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const met = new Set([event]);
  for (const each of met) for (const next of edges.get(each) ?? []) met.add(next);
  return met;
}

function region(id: string, inside: Node | undefined, names: Names, holds = true): Node {
  return {
    id,
    kind: 'region',
    needs: [],
    members: [],
    inside,
    wrapper: undefined,
    holds,
    isRemoved: false,
    expand: undefined,
    names,
  };
}

function add(holder: Node, node: Node): void {
  node.inside = holder;
  holder.members.push(node);
}

function build(step: WrittenStep, prefix: string, target: string, names: Names): Node {
  const id = prefix + step.id.replace('{target}', target).replace('{step.id}', target);
  const node: Node = {
    ...region(id, undefined, names, step.condition === undefined),
    kind: step.loop ? 'region' : 'step',
    needs: step.needs.map((name) => ({ name: name.replace('{target}', target), names })),
    expand: step.expand,
  };
  names.define(node);
  for (const child of step.children ?? []) add(node, build(child, prefix, target, names));
  for (let number = 1; number <= (step.loop?.count ?? 0); number++) {
    const within = `${id}.iter${number}.`;
    const iteration = region(within, node, new Names(within, names));
    const previous = node.members.at(-1);
    if (previous) iteration.needs.push(previous);
    add(node, iteration);
    for (const inner of step.loop?.body ?? []) add(iteration, build(inner, within, target, iteration.names));
  }
  return node;
}

function expand(node: Node, templates: WrittenFormula['templates']): void {
  const template = node.expand === undefined ? undefined : templates[node.expand];
  if (template) {
    node.kind = 'region';
    const names = new Names('', node.names);
    for (const step of template) add(node, build(step, '', node.id, names));
  }
  for (const member of node.members) expand(member, templates);
}

function wrap(node: Node, { before = [], after = [] }: WrittenAdvice): void {
  if (before.length + after.length === 0) return;
  const { inside, names } = node;
  const wrapper = region(node.id, inside, names, node.holds);
  if (inside) inside.members[inside.members.indexOf(node)] = wrapper;
  wrapper.wrapper = node.wrapper;
  wrapper.needs = node.needs;
  node.wrapper = wrapper;
  node.needs = [];
  const steps = (list: readonly WrittenStep[]): Node[] => list.map((step) => build(step, '', node.id, names));
  for (const member of [...steps(before), node, ...steps(after)]) {
    const previous = wrapper.members.at(-1);
    if (previous) member.needs.push(previous);
    add(wrapper, member);
  }
}

/** A name means the step with all the advice around it, but for what is part of that advice. */
function resolve(need: Need, from: Node): Node {
  let node = 'name' in need ? need.names.find(need.name) : need;
  while (node.wrapper && !isInside(from, node.wrapper)) node = node.wrapper;
  return node;
}

function isInside(node: Node, holder: Node): boolean {
  for (let at = node.inside; at; at = at.inside) if (at === holder) return true;
  return false;
}

function remove(node: Node, isRemoved: boolean): void {
  node.isRemoved = isRemoved || !node.holds;
  for (const member of node.members) remove(member, node.isRemoved);
  if (node.kind === 'step' && node.members.length > 0 && node.members.every(isGone)) node.isRemoved = true;
}

const isGone = (node: Node): boolean =>
  node.isRemoved || (node.kind === 'region' && node.members.length > 0 && node.members.every(isGone));

function all(node: Node): Node[] {
  return node.members.flatMap((member) => [member, ...all(member)]);
}
