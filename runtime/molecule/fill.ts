import type { ProtoGate, ProtoStep } from '../../compiler/emit/protomolecule.js';
import { fillText } from '../../compiler/language/fill-text.js';
import type { Scalar } from '../ledger/molecule.js';

export type Values = Readonly<Record<string, Scalar>>;

/** A text of a protomolecule with its variables filled, in one pass; outputs stay until a worker takes the step. */
export function fill(text: string, values: Values): string {
  if (!text.includes('{{')) return text;
  const variable = (name: string): Scalar | undefined =>
    Object.hasOwn(values, name) ? values[name] : undefined;
  return fillText(text, { variable, inputs: [], output: () => undefined }).text;
}

/**
 * A step with its variables filled wherever cooking for run time would have filled them: what the schema marks as
 * templated, as it stands in the protomolecule.
 */
export function fillStep(step: ProtoStep, values: Values): ProtoStep {
  // Of the steps of a large formula few have a variable, and copying the others was half of the time of pouring.
  if (!hasVariable(step)) return step;
  const text = <T extends string | undefined>(value: T): T =>
    (value === undefined ? value : fill(value, values)) as T;
  const { retry, check, gates, metadata, labels } = step;
  return {
    ...step,
    title: text(step.title),
    ...present({
      description: text(step.description),
      focus: text(step.focus),
      notes: text(step.notes),
      acceptance: text(step.acceptance),
      assignee: text(step.assignee),
      agent: text(step.agent),
      timeout: text(step.timeout),
      labels: labels?.map(text),
      metadata: metadata && (fillDeep(metadata, values) as ProtoStep['metadata']),
      gates: gates?.map((gate) => fillGate(gate, values)),
      retry: retry && { ...retry, ...present({ backoff: text(retry.backoff) }) },
      check: check && { ...check, ...present({ timeout: text(check.timeout) }) },
    }),
  };
}

function hasVariable(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('{{');
  if (typeof value !== 'object' || value === null) return false;
  for (const key in value) if (hasVariable((value as Record<string, unknown>)[key])) return true;
  return false;
}

const fillGate = (gate: ProtoGate, values: Values): ProtoGate => ({
  ...gate,
  ...present({
    id: gate.id === undefined ? undefined : fill(gate.id, values),
    timeout: gate.timeout === undefined ? undefined : fill(gate.timeout, values),
    approvers: gate.approvers?.map((each) => fill(each, values)),
  }),
});

/** Texts at any depth of plain data; keys stay. */
function fillDeep(value: unknown, values: Values): unknown {
  if (typeof value === 'string') return fill(value, values);
  if (Array.isArray(value)) return value.map((item) => fillDeep(item, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillDeep(item, values)]));
}

/** `object` without its undefined values. */
function present<T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
