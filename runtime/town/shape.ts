import { didYouMean } from '../../compiler/diagnostics/define.js';
import { suggest } from '../../compiler/diagnostics/suggest.js';
import { parseDuration } from '../../compiler/language/duration.js';
import type { Source, Span } from '../../compiler/read/source.js';
import type { SpanIndex, Table, Value } from '../../compiler/read/spans.js';
import { quote } from '../failure/define.js';
import type { SettingsProblem } from '../failure/registry/towns.js';

/** Where a value of a file stands. */
export interface Spot {
  readonly reading: Reading;
  readonly span: Span | undefined;
  /** The key that it is the value of. */
  readonly name: string;
}

/** What a value should be: gives it, or reports what is wrong with it and gives undefined. */
export type Shape<T> = (value: Value, spot: Spot) => T | undefined;

/** One file being read, and what has been found wrong in it: all of it at once. */
export class Reading {
  readonly problems: SettingsProblem[] = [];

  constructor(
    readonly spans: SpanIndex,
    readonly source: Source,
  ) {}

  report(span: Span | undefined, text: string): undefined {
    this.problems.push({ line: this.source.position(span?.start ?? 0).line, text });
    return undefined;
  }
}

const mistyped = ({ reading, span, name }: Spot, expected: string): undefined =>
  reading.report(span, `${quote(name)} must be ${expected}`);

/** A text; with `pattern`, one that it matches, which `expected` says in words. */
export const text =
  (pattern = /./su, expected = 'a text that is not empty'): Shape<string> =>
  (value, spot) =>
    typeof value === 'string' && pattern.test(value) ? value : mistyped(spot, expected);

/** Exactly this. */
export const exactly =
  <L extends string | number | boolean>(literal: L): Shape<L> =>
  (value, spot) =>
    value === literal ? literal : mistyped(spot, JSON.stringify(literal));

export const oneOf =
  <W extends string>(words: readonly W[]): Shape<W> =>
  (value, spot) =>
    words.find((word) => word === value) ?? mistyped(spot, `one of ${words.map(quote).join(', ')}`);

export const flag: Shape<boolean> = (value, spot) =>
  typeof value === 'boolean' ? value : mistyped(spot, 'true or false');

/** A whole number that is at least 1. */
export const count: Shape<number> = (value, spot) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0
    ? value
    : mistyped(spot, 'a whole number above 0');

/** A span of time as formulas write it. */
export const span: Shape<string> = (value, spot) =>
  typeof value === 'string' && (parseDuration(value) ?? 0) > 0
    ? value
    : mistyped(spot, 'a span of time, such as 90s, 30m or 2h');

export const texts: Shape<readonly string[]> = (value, spot) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')
    ? (value as string[])
    : mistyped(spot, 'a list of texts');

const isTable = (value: Value): value is Table => typeof value === 'object' && !Array.isArray(value);

/** An object with any keys that `pattern` lets pass, all with values of one shape. */
export const record =
  <T>(
    item: Shape<T>,
    pattern: { readonly test: (name: string) => boolean },
    expected: string,
  ): Shape<Readonly<Record<string, T>>> =>
  (value, spot) => {
    if (!isTable(value)) return mistyped(spot, 'an object');
    const { reading } = spot;
    const entries = Object.entries(value).map(([name, each]) => {
      if (!pattern.test(name))
        reading.report(reading.spans.key(value, name), `${quote(name)} cannot be ${expected}`);
      return [name, item(each, { reading, span: reading.spans.value(value, name), name })] as const;
    });
    return Object.fromEntries(entries) as Record<string, T>;
  };

/** The keys that an object has, and must have where they are not optional. */
export type Fields<T> = {
  readonly [K in keyof T]-?: undefined extends T[K]
    ? { readonly optional: Shape<Exclude<T[K], undefined>> }
    : Shape<T[K]>;
};

/** An object with these keys; any other is a problem, and so is one that is missing. */
export const object =
  <T>(fields: Fields<T>): Shape<T> =>
  (value, spot) => {
    if (!isTable(value)) return mistyped(spot, 'an object');
    const { reading } = spot;
    const known = new Map(
      Object.entries<Shape<unknown> | { readonly optional: Shape<unknown> }>(fields as never),
    );
    const given = new Map(Object.entries(value));
    for (const name of given.keys()) {
      if (known.has(name)) continue;
      const help = didYouMean(suggest(name, known.keys())) ?? `the keys are ${[...known.keys()].join(', ')}`;
      reading.report(reading.spans.key(value, name), `unknown key ${quote(name)}; ${help}`);
    }
    const result: Record<string, unknown> = {};
    for (const [name, field] of known) {
      const isOptional = typeof field !== 'function';
      const each = given.get(name);
      if (each === undefined) {
        if (!isOptional) reading.report(spot.span, `the key ${quote(name)} is missing`);
        continue;
      }
      const shape = isOptional ? field.optional : field;
      result[name] = shape(each, { reading, span: reading.spans.value(value, name), name });
    }
    return result as T;
  };
