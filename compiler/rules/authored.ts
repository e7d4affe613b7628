import type { Formula, Step } from '../check/generated/formula.js';
import { type Templated, templated } from '../check/generated/templated.js';
import { insertedSteps } from '../check/inserted-steps.js';
import { stepTables } from '../check/step-tables.js';
import type { Span } from '../read/source.js';
import type { SpanIndex, Value } from '../read/spans.js';

/** A table of a step in the formula's own file, and what is known where it stands. */
export interface AuthoredStep {
  readonly table: Partial<Step>;
  /** What messages call it. */
  readonly name: string;
  readonly role: 'step' | 'template' | 'inserted' | 'patch';
  /** Names of the loops around it. */
  readonly loopNames: readonly string[];
}

/** Every step that `doc` writes, outer ones first, those that it puts around others or patches included. */
export function* authoredSteps(doc: Formula): Generator<AuthoredStep> {
  const roles = new Map<object, AuthoredStep['role']>();
  const loops = new Map<object, readonly string[]>();
  const names = new Map<object, string>();
  for (const table of doc.template ?? []) roles.set(table, 'template');
  for (const advice of doc.advice ?? [])
    for (const table of insertedSteps(advice).flat()) roles.set(table, 'inserted');
  for (const [id, table] of Object.entries(doc.patch ?? {})) {
    roles.set(table, 'patch');
    names.set(table, id);
  }
  for (const table of stepTables(doc)) {
    const role = roles.get(table) ?? 'step';
    const loopNames = loops.get(table) ?? [];
    const { children = [], loop } = table;
    for (const inner of [...children, ...(loop?.body ?? [])]) roles.set(inner, role);
    for (const child of children) loops.set(child, loopNames);
    for (const inner of loop?.body ?? [])
      loops.set(inner, loop?.var === undefined ? loopNames : [...loopNames, loop.var]);
    yield { table, name: table.id ?? names.get(table) ?? 'synthesis', role, loopNames };
  }
}

/** The names that stand for something as `{name}` in a step, besides variables and parameters. */
export function boundNames({ role, loopNames }: AuthoredStep): readonly string[] {
  const fields = role === 'template' ? 'target' : role === 'inserted' ? 'step' : undefined;
  if (fields === undefined) return loopNames;
  return [...loopNames, ...(role === 'template' ? [fields] : []), ...FIELDS.map((key) => `${fields}.${key}`)];
}

const FIELDS = ['id', 'title', 'description'] as const;

/** A text where it stands. */
export interface AuthoredText {
  readonly text: string;
  /** The key that it is the value of, or of whose value it is a part. */
  readonly key: string;
  /** The value with its quotes. */
  readonly span: Span | undefined;
}

/** The texts of a step in which placeholders are filled. */
export function* textsOf({ table }: AuthoredStep, spans: SpanIndex): Generator<AuthoredText> {
  const marks = templated.step as Readonly<Record<string, Templated>>;
  yield* within(table as unknown as Value, marks, { key: '', span: undefined }, spans);
  if (table.expand_vars)
    yield* within(table.expand_vars, true, { key: 'expand_vars', span: undefined }, spans);
}

function* within(
  value: Value,
  marks: Templated,
  place: Omit<AuthoredText, 'text'>,
  spans: SpanIndex,
): Generator<AuthoredText> {
  if (typeof value === 'string' && marks === true) yield { ...place, text: value };
  if (typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (const item of value) yield* within(item, marks, place, spans);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    const inner = marks === true ? true : Object.hasOwn(marks, key) ? marks[key] : undefined;
    if (inner === undefined) continue;
    const span = spans.value(value, key);
    if (!Array.isArray(item)) yield* within(item, inner, { key, span }, spans);
    else
      for (const [index, each] of item.entries())
        yield* within(each, inner, { key, span: spans.item(value, key, index) ?? span }, spans);
  }
}

/** Whether a table becomes a step of its own: a loop or an expansion replaces its step, a patch changes one. */
export const isWork = ({ table, role }: AuthoredStep): boolean =>
  role !== 'patch' && !table.loop && table.expand === undefined;
