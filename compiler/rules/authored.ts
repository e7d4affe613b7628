import type { Formula, Step } from '../check/generated/formula.js';
import { type Templated, templated } from '../check/generated/templated.js';
import { insertedSteps } from '../check/inserted-steps.js';
import { stepTables } from '../check/step-tables.js';
import type { Span } from '../read/source.js';
import type { SpanIndex, Table, Value } from '../read/spans.js';

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
  addTexts(table as unknown as Table, marks, spans, found);
  if (table.expand_vars) addTexts(table.expand_vars, true, spans, found);
  return found;
}

function addTexts(table: Table, marks: Templated, spans: SpanIndex, found: AuthoredText[]): void {
  for (const key in table) {
    const inner = marks === true ? true : Object.hasOwn(marks, key) ? marks[key] : undefined;
    if (inner !== undefined) addValue(table[key] as Value, inner, { table, key }, undefined, spans, found);
  }
}

/** `index`: which item of the value at `place` it is, or is in. */
function addValue(
  value: Value,
  marks: Templated,
  place: { readonly table: Table; readonly key: string },
  index: number | undefined,
  spans: SpanIndex,
  found: AuthoredText[],
): void {
  if (typeof value === 'string') {
    if (marks !== true || !value.includes('{')) return;
    const { table, key } = place;
    const item = index === undefined ? undefined : spans.item(table, key, index);
    found.push({ text: value, key, span: item ?? spans.value(table, key) });
  } else if (Array.isArray(value)) {
    for (const [at, each] of value.entries()) addValue(each, marks, place, index ?? at, spans, found);
  } else if (typeof value === 'object') addTexts(value, marks, spans, found);
}

/** Whether a table becomes a step of its own: a loop or an expansion replaces its step, a patch changes one. */
export const isWork = ({ table, role }: AuthoredStep): boolean =>
  role !== 'patch' && !table.loop && table.expand === undefined;
