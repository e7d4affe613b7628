import { visible } from '../picture/visible.js';
import type { FieldChange } from './model.js';
import { canonicalText, sameValue } from './same-value.js';

/** One line of a field: what only A has (`-`), only B has (`+`), or a word about both. */
export interface ValueLine {
  readonly sign: '-' | '+' | ' ';
  readonly text: string;
}

/** A field, or a part of one (`retry.max_attempts`), with the lines that tell how it differs. */
export interface ValueRow {
  readonly name: string;
  readonly lines: readonly ValueLine[];
}

/** What is to be shown of a field that differs: of texts the lines, of lists the items, of tables the keys. */
export function valueRows({ field, before, after, added, removed }: FieldChange): ValueRow[] {
  if (!added || !removed) return rows(field, before, after);
  if (added.length + removed.length === 0)
    return [{ name: field, lines: [{ sign: ' ', text: 'the same, in another order' }] }];
  return [{ name: field, lines: [...lines('-', removed.map(visible)), ...lines('+', added.map(visible))] }];
}

/** Recurses as deep as the values are nested, which is bounded where they are read (MAX_VALUE_NESTING). */
function rows(name: string, before: unknown, after: unknown): ValueRow[] {
  if (isTable(before) && isTable(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys
      .filter((key) => !sameValue(before[key], after[key]))
      .flatMap((key) => rows(`${name}.${key}`, before[key], after[key]));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const isSame = (item: unknown, at: number): boolean => sameValue(item, after[at]);
    if (before.length === after.length && before.some(isTable))
      return before.flatMap((item, at) => (isSame(item, at) ? [] : rows(`${name}[${at}]`, item, after[at])));
    return [{ name, lines: [...itemsOnlyIn('-', before, after), ...itemsOnlyIn('+', after, before)] }];
  }
  if (typeof before === 'string' && typeof after === 'string' && /\n/.test(before + after))
    return [{ name, lines: changedLines(before, after) }];
  return [
    {
      name,
      lines: [
        ...lines('-', before === undefined ? [] : [shown(before)]),
        ...lines('+', after === undefined ? [] : [shown(after)]),
      ],
    },
  ];
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const lines = (sign: ValueLine['sign'], texts: readonly string[]): ValueLine[] =>
  texts.map((text) => ({ sign, text }));

const shown = (value: unknown): string => visible(JSON.stringify(value));

function itemsOnlyIn(sign: '-' | '+', items: readonly unknown[], others: readonly unknown[]): ValueLine[] {
  const known = new Set(others.map(canonicalText));
  return lines(sign, items.filter((item) => !known.has(canonicalText(item))).map(shown));
}

/** The lines between those with which both texts begin and end. */
function changedLines(before: string, after: string): ValueLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < shorter - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const cut = (all: readonly string[]): string[] => all.slice(head, all.length - tail).map(visible);
  return [...lines('-', cut(a)), ...lines('+', cut(b))];
}
