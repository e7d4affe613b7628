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
export function authoredSteps(doc: Formula): AuthoredStep[] {
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
  return stepTables(doc).map((table) => {
    const role = roles.get(table) ?? 'step';
    const loopNames = loops.get(table) ?? NO_NAMES;
    const { children, loop } = table;
    for (const child of children ?? []) {
      roles.set(child, role);
      loops.set(child, loopNames);
    }
    for (const inner of loop?.body ?? []) {
      roles.set(inner, role);
      loops.set(inner, loop?.var === undefined ? loopNames : [...loopNames, loop.var]);
    }
    return { table, name: table.id ?? names.get(table) ?? 'synthesis', role, loopNames };
  });
}

const NO_NAMES: readonly string[] = [];

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

/** The texts of a step in which placeholders are filled, and that have a brace: most have none, and nobody asks where those stand. */
export function textsWithBraces({ table }: AuthoredStep, spans: SpanIndex): AuthoredText[] {
  const found: AuthoredText[] = [];
  const marks = templated.step as Readonly<Record<string, Templated>>;
  addTexts(table as unknown as Value, marks, '', () => undefined, spans, found);
  if (table.expand_vars) addTexts(table.expand_vars, true, 'expand_vars', () => undefined, spans, found);
  return found;
}

function addTexts(
  value: Value,
  marks: Templated,
  key: string,
  span: () => Span | undefined,
  spans: SpanIndex,
  found: AuthoredText[],
): void {
  if (typeof value === 'string') {
    if (marks === true && value.includes('{')) found.push({ text: value, key, span: span() });
    return;
  }
  if (typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (const item of value) addTexts(item, marks, key, span, spans, found);
    return;
  }
  for (const name in value) {
    const inner = marks === true ? true : Object.hasOwn(marks, name) ? marks[name] : undefined;
    if (inner === undefined) continue;
    const item = value[name] as Value;
    const whole = (): Span | undefined => spans.value(value, name);
    if (!Array.isArray(item)) addTexts(item, inner, name, whole, spans, found);
    else
      for (const [index, each] of item.entries())
        addTexts(each, inner, name, () => spans.item(value, name, index) ?? whole(), spans, found);
  }
}

/** Whether a table becomes a step of its own: a loop or an expansion replaces its step, a patch changes one. */
export const isWork = ({ table, role }: AuthoredStep): boolean =>
  role !== 'patch' && !table.loop && table.expand === undefined;
