import type { FormulaType } from '../check/formula.js';
import type { Formula } from '../check/generated/formula.js';
import { stepTables } from '../check/step-tables.js';
import { writtenNeeds } from '../expand/needs.js';
import type { Step } from '../expand/region.js';
import { emptyTable, type Table, type Value } from '../read/spans.js';

/** A formula with its parents merged in, as data, its composition kept. */
export interface InheritedFormula {
  readonly doc: Table;
  /** By table: the author's table that it is a copy of. */
  readonly originals: ReadonlyMap<Table, object>;
}

/** Keys that say how the formula comes by its content, which it now has. */
const MERGED: ReadonlySet<string> = new Set(['$schema', 'extends', 'patch']);

/** `doc` as one file: what patches made of its steps stands in them, and so do texts from files of their own. */
export function inheritedFormula(doc: Formula, type: FormulaType): InheritedFormula {
  const originals = new Map<Table, object>();
  const steps = new Set<object>(stepTables(doc));
  const copyOf = (value: Value): Value => {
    if (Array.isArray(value)) return value.map(copyOf);
    if (typeof value !== 'object') return value;
    const table = emptyTable();
    originals.set(table, value);
    for (const [key, item] of Object.entries(steps.has(value) ? patched(value) : value))
      table[key] = copyOf(item);
    return table;
  };
  const root = Object.fromEntries(Object.entries(doc).filter(([key]) => !MERGED.has(key))) as Table;
  const copy = copyOf({ ...root, type }) as Table;
  originals.set(copy, doc);
  return { doc: copy, originals };
}

/** A step without what only patches can say. What one took out is left out by its condition, and hands on its order so. */
function patched(table: Table): Table {
  const { description_file, needs_add, needs_remove, remove, ...rest } = table;
  if (description_file !== undefined && rest['description'] === undefined) {
    rest['description_file'] = description_file;
  }
  if (remove === true) rest['condition'] = 'false';
  if (needs_add === undefined && needs_remove === undefined) return rest;
  const { needs: _, depends_on: __, ...others } = rest;
  const needs = [...new Set(writtenNeeds(table as unknown as Step['table']).map(({ name }) => name))];
  return needs.length > 0 ? { ...others, needs } : others;
}
