import type { Cooking } from '../expand/cooking.js';
import { report, type Site, SiteNames } from '../expand/expression.js';
import type { Names } from '../expand/names.js';
import { type Node, type Region, stepsOf } from '../expand/region.js';
import {
  type Condition,
  checkCondition,
  type Expressions,
  type Operand,
  type Problem,
  printCondition,
  problem,
  rewriteCondition,
} from '../language/expressions.js';
import { MAX_EXPRESSION_LENGTH, tooLong } from '../language/limits.js';
import type { Wiring } from '../wire/events.js';
import { type Asker, ConditionSteps } from './condition-steps.js';
import { ConditionValues } from './condition-values.js';
import type { Outputs } from './outputs.js';
import { type AskedEnd, OwnEnds } from './own-ends.js';

/** A condition of the running molecule, and what ids mean there. */
export interface RunningSite extends Site {
  readonly names: Names;
  readonly asker: Asker;
}

/**
 * Conditions as the running molecule asks them: those of gates, and `until` of loops. They are checked, and
 * printed with whole ids of steps and values for what is bound only while the formula is cooked.
 */
export class RunningConditions {
  readonly #parsed = new Map<string, ReturnType<Expressions['condition']>>();
  /** What conditions call the regions that they ask about. */
  readonly #called = new Map<Region, string>();
  #taken: Set<string> | undefined;
  /** What others wait for the children of. */
  readonly #spawners: ReadonlySet<Node>;
  readonly #ownEnds: OwnEnds;

  constructor(
    private readonly cooking: Cooking,
    private readonly outputs: Outputs,
    wiring: Wiring,
  ) {
    this.#spawners = new Set([...wiring.spawners.values()].map(({ node }) => node));
    this.#ownEnds = new OwnEnds(wiring, cooking);
  }

  /** The condition in its printed form; as it was written when it has mistakes (reported). */
  printed(site: RunningSite): string {
    const parsed = this.#parse(site.text);
    if (!parsed.ok) {
      report(parsed.problems, site, this.cooking);
      return site.text;
    }
    const found: Problem[] = [];
    const text = this.#resolved(parsed.condition, site, found);
    report(found, site, this.cooking);
    return found.length > 0 ? site.text : text;
  }

  /** Report the conditions that nothing can ever decide. Once all are printed. */
  reportOwnEnds(): void {
    this.#ownEnds.report();
  }

  /** What is to be said of a region that conditions ask about; nothing of others. */
  asked(region: Region): { readonly name?: string; readonly steps: readonly string[] } | undefined {
    const name = this.#called.get(region);
    if (name === undefined) return undefined;
    return { ...(name !== region.id && { name }), steps: directSteps(region) };
  }

  #resolved(condition: Condition, site: RunningSite, found: Problem[]): string {
    const { cooking, outputs } = this;
    const names = new SiteNames(site, cooking);
    const values = new ConditionValues(site, cooking, found);
    const hasMembers = (node: Node): boolean =>
      node.kind === 'region' ||
      node.members.length > 0 ||
      node.table.on_complete !== undefined ||
      this.#spawners.has(node);
    const nodes = { outputs, hasMembers, nameOf: (node: Node) => this.#nameOf(node) };
    const steps = new ConditionSteps(site, values, nodes, cooking);
    const { variables, bound } = names;
    found.push(...checkCondition(condition, { variables, bound, steps }));
    if (found.length > 0) return '';
    const ends = new Map<Operand, AskedEnd>();
    const resolved = rewriteCondition(condition, {
      operand: (operand, isAsked) => {
        if (operand.kind === 'file-exists') return values.ofPath(operand);
        const question = steps.resolved(operand, isAsked);
        const node = steps.decider(operand, isAsked);
        if (node) ends.set(question, { node, at: ('step' in operand && operand.step) || operand });
        return question;
      },
      value: (value) => (value.kind === 'name' ? values.ofName(value) : value),
    });
    this.#ownEnds.add(site, resolved, ends);
    const text = printCondition(resolved);
    if (text.length > MAX_EXPRESSION_LENGTH && site.text.length <= MAX_EXPRESSION_LENGTH) {
      const message = `with whole ids of steps, ${tooLong(text.length)}`;
      found.push(problem('GT3024', { start: 0, end: site.text.length }, message));
    }
    return text;
  }

  /** Copies of a text in loops and templates are read once. */
  #parse(text: string): ReturnType<Expressions['condition']> {
    const known = this.#parsed.get(text) ?? this.cooking.context.expressions().condition(text, 'running');
    this.#parsed.set(text, known);
    return known;
  }

  /** A region may share its id with a step in it; then it gets a name that no author can give. */
  #nameOf(node: Node): string {
    if (node.kind === 'step' || node.removed) return node.id;
    const known = this.#called.get(node);
    if (known !== undefined) return known;
    this.#taken ??= new Set([...stepsOf(this.cooking.roots)].map(({ id }) => id));
    let name = node.id;
    for (let number = 1; this.#taken.has(name); number++) name = `${node.id}~all${number > 1 ? number : ''}`;
    this.#taken.add(name);
    this.#called.set(node, name);
    return name;
  }
}

/** The steps in a region that are in no container in it. */
function directSteps(region: Region): string[] {
  const ids: string[] = [];
  const lists = [region.members.values()];
  for (let top = lists.at(-1); top; top = lists.at(-1)) {
    const { value: node, done } = top.next();
    if (done) lists.pop();
    else if (node.removed) continue;
    else if (node.kind === 'step') ids.push(node.id);
    else lists.push(node.members.values());
  }
  return ids;
}
