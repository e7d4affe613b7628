import { quote } from '../../failure/define.js';
import { compareText, stable } from './stable.js';
import { timeText } from './time.js';

/**
 * What a field of a line may hold: gives the value as it is kept and written, or undefined when it says nothing
 * and is left out. Throws a Misfit for a value that it cannot be.
 */
export type Shape = (value: unknown) => unknown;

/** A value that cannot stand where it does; the message says what could, and follows the name of the field. */
export class Misfit extends Error {
  override readonly name = 'Misfit';
}

const refuse = (value: unknown, wanted: string): never => {
  throw new Misfit(`is ${shown(value)} and must be ${wanted}`);
};

/** What a message shows of a value that may be megabytes long. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a table';
  if (typeof value !== 'string') return String(value);
  return quote(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}

export const text: Shape = (value) => {
  if (typeof value !== 'string') return refuse(value, 'a text');
  return value === '' ? undefined : value;
};

/** Only what is true is said. */
export const flag: Shape = (value) => {
  if (typeof value !== 'boolean') return refuse(value, 'true or false');
  return value || undefined;
};

const whole = (value: unknown, wanted: string, most = Number.MAX_SAFE_INTEGER): number =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most
    ? (value as number)
    : refuse(value, wanted);

/** How often; never is not said. */
export const count: Shape = (value) => whole(value, 'a whole number') || undefined;

/** A whole number, 0 among them. */
export const number: Shape = (value) => whole(value, 'a whole number');

export const amount: Shape = (value) =>
  typeof value === 'number' && value >= 0 ? value : refuse(value, 'a number that is not below 0');

export const priority: Shape = (value) => whole(value, 'a whole number from 0 to 4', 4);

export const time: Shape = (value) => {
  if (value === '') return undefined;
  if (typeof value !== 'string') return refuse(value, 'a time');
  return timeText(value) ?? refuse(value, 'a time such as "2026-01-31T12:00:00Z"');
};

export const oneOf =
  (...words: readonly string[]): Shape =>
  (value) =>
    typeof value === 'string' && words.includes(value)
      ? value
      : refuse(value, `one of ${words.map(quote).join(', ')}`);

/** The same, but the first of them is what holds where nothing is said. */
export const unlessFirst = (...words: readonly string[]): Shape => {
  const shape = oneOf(...words);
  return (value) => (shape(value) === words[0] ? undefined : value);
};

/** Anything, kept as it is: also the order of its keys. */
export const verbatim: Shape = (value) => (isTable(value) ? value : refuse(value, 'a table'));

export const anything: Shape = (value) => stable(value);

export const table: Shape = (value) => {
  if (!isTable(value)) return refuse(value, 'a table');
  return Object.keys(value).length === 0 ? undefined : stable(value);
};

/** A table of texts, numbers and truth values. */
export const scalars: Shape = (value) => {
  const kept = table(value);
  for (const [name, item] of Object.entries(kept ?? {}))
    if (!['string', 'number', 'boolean'].includes(typeof item))
      throw new Misfit(
        `has ${shown(item)} under ${quote(name)} and must have a text, a number or a truth value`,
      );
  return kept;
};

/** Words, each once, in order. */
export const words: Shape = (value) => {
  if (!Array.isArray(value)) return refuse(value, 'a list of texts');
  for (const item of value)
    if (typeof item !== 'string') throw new Misfit(`has ${shown(item)} among its texts`);
  const kept = [...new Set(value as string[])].filter((word) => word !== '').sort(compareText);
  return kept.length > 0 ? kept : undefined;
};

/** A list of what `item` makes of each; an empty one says nothing. */
export const listOf =
  (item: Shape): Shape =>
  (value) => {
    if (!Array.isArray(value)) return refuse(value, 'a list');
    const kept = value.map((each, at) => within(`[${at}]`, () => item(each)));
    return kept.length > 0 ? kept : undefined;
  };

/** A table with these keys, of which `needed` must be there; any further ones are kept behind them. */
export const record =
  (fields: Readonly<Record<string, Shape>>, needed: readonly string[]): Shape =>
  (value) => {
    if (!isTable(value)) return refuse(value, 'a table');
    const known = Object.entries(fields).map(([key, shape]): [string, unknown] => {
      const item = value[key];
      return [key, item == null ? undefined : within(`.${key}`, () => shape(item))];
    });
    const missing = known.find(([key, item]) => item === undefined && needed.includes(key));
    if (missing) throw new Misfit(`has no ${quote(missing[0])}`);
    const others = Object.entries(value).filter(([key, item]) => !Object.hasOwn(fields, key) && item != null);
    const kept = [
      ...known.filter(([, item]) => item !== undefined),
      ...Object.entries(stable(Object.fromEntries(others)) ?? {}),
    ];
    return Object.fromEntries(kept);
  };

export const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Say where in a value a misfit is. */
export function within<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Misfit)
      throw new Misfit(`${place}${/^[.[]/.test(error.message) ? '' : ' '}${error.message}`);
    throw error;
  }
}
