import { quote } from '../diagnostics/define.js';
import type { Cooking } from '../expand/cooking.js';
import { living, type Node, type Step } from '../expand/region.js';
import type { Aggregate, Operand, Question, StepReference } from '../language/ast.js';
import { type AskedSteps, type OutputQuestion, type Problem, problem } from '../language/expressions.js';
import { outputSplits } from '../language/output-reference.js';
import type { Extent } from '../language/problem.js';
import type { ConditionValues } from './condition-values.js';
import type { OutputOwner, Outputs } from './outputs.js';
import type { RunningSite } from './running-conditions.js';

/**
 * Who asks. A gate is asked before its step begins; `until` of a loop after each iteration, and there the
 * loop itself, like the ids of its body, means that iteration.
 */
export interface Asker {
  readonly kind: 'gate' | 'until';
  readonly step: Step;
  /** Whether the condition has done its work when it is false. */
  readonly mayBeFalse: boolean;
}

/** The steps that a condition names: what it may ask them, and what to call them in the protomolecule. */
export class ConditionSteps implements AskedSteps {
  constructor(
    private readonly site: RunningSite,
    private readonly values: ConditionValues,
    private readonly nodes: {
      readonly outputs: Outputs;
      /** Whether there may be others inside. */
      readonly hasMembers: (node: Node) => boolean;
      /** What the protomolecule calls it. */
      readonly nameOf: (node: Node) => string;
    },
    private readonly cooking: Cooking,
  ) {}

  status(reference: StepReference | undefined, at: Extent): Problem | undefined {
    const node = this.#find(reference, at);
    return node && 'code' in node ? node : undefined;
  }

  output(question: OutputQuestion): ReturnType<AskedSteps['output']> {
    const asked = this.#outputOf(question);
    if (!asked || 'code' in asked) return asked;
    const { owner, path } = asked;
    if (owner.is === 'several') {
      const { step } = question;
      const name = step ? quote(this.values.idOf(step.parts)) : 'the iteration';
      const message = `${name} ends with several steps, and it is not said whose output is meant`;
      return problem('GT3032', step ?? question, message, {
        near: owner.steps.map((each) => this.site.names.nameOf(each)),
      });
    }
    return owner.is === 'step' && owner.schema ? { schema: owner.schema, path } : undefined;
  }

  members(aggregate: Aggregate): Problem | undefined {
    const { of } = aggregate;
    const node = this.#find(of, aggregate);
    if (!node || 'code' in node) return node;
    if (this.nodes.hasMembers(node)) return undefined;
    const name = quote(of ? this.values.idOf(of.parts) : node.id);
    return problem('GT3028', of ?? aggregate, `step ${name} has no steps inside`);
  }

  /** The question with the names of the protomolecule. Only of what has been checked. */
  resolved(question: Question, isAsked: boolean): Operand {
    switch (question.kind) {
      case 'status':
        return isAsked && !question.step
          ? question
          : { ...question, step: this.#named(question.step, question) };
      case 'aggregate':
        return isAsked && !question.of ? question : { ...question, of: this.#named(question.of, question) };
      case 'output': {
        const asked = isAsked && !question.step ? undefined : this.#outputOf(question);
        if (!asked || 'code' in asked) return question;
        const { owner, path } = asked;
        if (owner.is === 'several') return question;
        return {
          ...question,
          step: called(owner.is === 'step' ? owner.step.id : this.nodes.nameOf(owner.node)),
          path,
        };
      }
      default:
        return question;
    }
  }

  /** The step that has to end before the question is answered; undefined where no single one has to. */
  decider(question: Question, isAsked: boolean): Node | undefined {
    if (isAsked) return undefined;
    if (question.kind === 'status') {
      const node = this.#find(question.step, question);
      return node && !('code' in node) && !node.removed ? node : undefined;
    }
    const asked = question.kind === 'output' ? this.#outputOf(question) : undefined;
    if (!asked || 'code' in asked || asked.owner.is !== 'step' || asked.owner.isRemoved) return undefined;
    return asked.owner.step;
  }

  #named(reference: StepReference | undefined, at: Extent): StepReference | undefined {
    const node = this.#find(reference, at);
    if (node && !('code' in node)) return called(this.nodes.nameOf(node));
    // The step is one of those that are missing.
    return reference && called(this.values.idOf(reference.parts));
  }

  /** Whose output is asked, and what of it; undefined when the step is perhaps one that is missing. */
  #outputOf(
    question: OutputQuestion,
  ): Problem | { readonly owner: OutputOwner; readonly path: readonly string[] } | undefined {
    const { step, path } = question;
    if (!step) {
      const node = this.#find(undefined, question);
      return node && ('code' in node ? node : { owner: this.#ownerOf(node), path });
    }
    // Ids may have a part "output": the longest id that is one of a step.
    const splits = outputSplits(`${this.values.idOf(step.parts)}.output.${path.join('.')}`);
    const split = splits.find(({ id }) => this.site.names.find(id)) ?? splits.at(-1);
    const node = this.#find(step, question, split?.id);
    return node && ('code' in node ? node : { owner: this.#ownerOf(node), path: split?.path ?? path });
  }

  #ownerOf(node: Node): OutputOwner {
    const { asker } = this.site;
    const isLoop = asker.kind === 'until' && node === asker.step;
    return isLoop ? this.nodes.outputs.ofIteration(asker.step) : this.nodes.outputs.of(node);
  }

  /** What a reference means; undefined when it is perhaps one of the steps that are missing. */
  #find(reference: StepReference | undefined, at: Extent, id?: string): Node | Problem | undefined {
    const { asker, names } = this.site;
    if (!reference) return asker.kind === 'until' ? asker.step : this.#itself(at);
    const name = id ?? this.values.idOf(reference.parts);
    const found = names.find(name);
    if (found) {
      const node = living(found);
      return asker.kind === 'gate' && node === living(asker.step) ? this.#itself(at) : node;
    }
    if (this.cooking.lacksSteps) return undefined;
    const near = this.cooking.context.reporter.near(name, names.known());
    return problem('GT3001', reference, `no step has the id ${quote(name)}`, { near, name });
  }

  #itself(at: Extent): Problem {
    const message =
      'the gate asks about the step that waits for it, which has not begun while the gate is asked';
    return problem('GT3029', at, message);
  }
}

const called = (id: string): StepReference => ({ parts: [id], start: 0, end: 0 });
