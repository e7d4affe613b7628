import type { ProtoStep } from '../../../compiler/emit/protomolecule.js';
import {
  type Condition,
  type Expressions,
  printCondition,
  rewriteCondition,
  type StepReference,
} from '../../../compiler/language/expressions.js';
import { outputSplits, printReference } from '../../../compiler/language/output-reference.js';
import { placeholders } from '../../../compiler/language/placeholder.js';

/** How the steps of one protomolecule are called among others. */
export interface Naming {
  /** The ids that it has. */
  readonly ids: ReadonlySet<string>;
  /** What stands before each of them. */
  readonly prefix: string;
}

/**
 * A step whose conditions, texts and inputs ask for other steps by the ids of its protomolecule, asking for them by what
 * they are called where it now is. Its own id, its needs and its container are the caller's.
 */
export function moved(step: ProtoStep, naming: Naming, expressions: () => Expressions): ProtoStep {
  if (naming.prefix === '') return step;
  const renamed = (id: string): string => (naming.ids.has(id) ? naming.prefix + id : id);
  const texts = movedTexts(step, naming) as ProtoStep;
  const condition = (text: string): string => movedCondition(text, renamed, expressions());
  return {
    ...texts,
    ...(step.inputs_from && {
      inputs_from: step.inputs_from.map((input) => ({ ...input, step: renamed(input.step) })),
    }),
    ...(step.gates && {
      gates: step.gates.map((gate) =>
        gate.condition === undefined ? gate : { ...gate, condition: condition(gate.condition) },
      ),
    }),
    ...(step.loop && { loop: { ...step.loop, until: condition(step.loop.until) } }),
  };
}

function movedCondition(text: string, renamed: (id: string) => string, expressions: Expressions): string {
  const parsed = expressions.condition(text, 'running');
  // It was read when it was cooked.
  if (!parsed.ok) throw new Error(`a condition that is none: ${text}`);
  const reference = (step: StepReference): StepReference => ({
    ...step,
    parts: [renamed(step.parts.filter((part) => typeof part === 'string').join(''))],
  });
  const condition: Condition = rewriteCondition(parsed.condition, {
    operand: (operand) => {
      if ((operand.kind === 'status' || operand.kind === 'output') && operand.step)
        return { ...operand, step: reference(operand.step) };
      if (operand.kind === 'aggregate' && operand.of) return { ...operand, of: reference(operand.of) };
      return operand;
    },
    value: (value) => value,
  });
  return printCondition(condition);
}

/** Every text in `value`, at any depth, with the outputs that it takes from the steps as they are now called. */
function movedTexts(value: unknown, naming: Naming): unknown {
  if (typeof value === 'string') return movedText(value, naming);
  if (Array.isArray(value)) return value.map((item) => movedTexts(item, naming));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, movedTexts(item, naming)]));
}

function movedText(text: string, { ids, prefix }: Naming): string {
  let written = '';
  let at = 0;
  for (const { form, name, start, end } of placeholders(text)) {
    const found =
      form === 'output'
        ? outputSplits(name.trim().replace(/^steps\./, '')).find(({ id }) => ids.has(id))
        : undefined;
    if (!found) continue;
    written += text.slice(at, start) + printReference({ ...found, id: prefix + found.id });
    at = end;
  }
  return written + text.slice(at);
}
