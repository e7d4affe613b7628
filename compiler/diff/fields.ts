import type { FieldChange } from './model.js';
import { sameValue } from './same-value.js';

type Fields = Readonly<Record<string, unknown>>;

/** What a reader looks for first; other fields follow by their names. */
const FIRST: readonly string[] = [
  'title',
  'type',
  'needs',
  'container',
  'waits_for',
  'gates',
  'entries',
  'exits',
];

/** How `fieldChanges` reads two sides. */
export interface FieldOptions {
  /** Fields that are not compared. */
  readonly except: ReadonlySet<string>;
  /** Texts that name something in A, in the names of B; other fields are given back as they are. */
  readonly renamed?: (field: string, value: unknown) => unknown;
}

/** The fields in which two things differ; a thing that is absent has none. Values are given as they stand on their sides. */
export function fieldChanges(before: object = {}, after: object = {}, options: FieldOptions): FieldChange[] {
  const [a, b] = [before as Fields, after as Fields];
  const { except, renamed = (_, value) => value } = options;
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !except.has(name));
  return names.sort(byRank).flatMap((field) => {
    const [was, is] = [a[field], b[field]];
    const inB = renamed(field, was);
    return sameValue(inB, is) ? [] : [change(field, was, inB, is)];
  });
}

function byRank(a: string, b: string): number {
  const rank = (name: string): number => (FIRST.indexOf(name) + FIRST.length + 1) % (FIRST.length + 1);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}

function change(field: string, was: unknown, inB: unknown, is: unknown): FieldChange {
  const sides = {
    field,
    ...(was !== undefined && { before: was }),
    ...(is !== undefined && { after: is }),
  };
  if (!isTexts(was) || !isTexts(inB) || !isTexts(is)) return sides;
  const [left, right] = [new Set(inB), new Set(is)];
  return {
    ...sides,
    added: is.filter((text) => !left.has(text)),
    removed: was.filter((_, at) => !right.has(inB[at] as string)),
  };
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
