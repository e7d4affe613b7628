/** The value of a variable: JavaScript's type is the variable's type. */
export type Scalar = string | number | boolean;

const NO = new Set(['false', '0', 'no', 'off']);
const YES = new Set(['true', '1', 'yes', 'on']);
/** No underscores, no hexadecimals: a date or an id is not a number by accident. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Everything but `false`, 0 and the texts "", "false", "0", "no", "off" in any case (upstream's table). */
export function truthy(value: Scalar): boolean {
  if (typeof value === 'string') return value !== '' && !NO.has(value.toLowerCase());
  return typeof value === 'number' ? value !== 0 : value;
}

/** The truth value that `value` spells, if it spells one. */
export function asBoolean(value: Scalar): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const word = String(value).toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : undefined;
}

/** The number that `value` spells; none for whole numbers that a double cannot hold, which would compare wrongly. */
export function asNumber(value: Scalar): number | undefined {
  if (typeof value === 'boolean') return undefined;
  const number = typeof value === 'number' ? value : NUMBER.test(value) ? Number(value) : Number.NaN;
  if (!Number.isFinite(number)) return undefined;
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? undefined : number;
}

/** A truth value compares by meaning, else a number by value, else text as it stands. Symmetric. */
export function equal(a: Scalar, b: Scalar): boolean {
  if (a === b) return true;
  if (typeof a === 'string' && typeof b === 'string') return false;
  const spelt = typeof a === 'boolean' || typeof b === 'boolean' ? asBoolean : asNumber;
  const left = spelt(a);
  return left !== undefined && left === spelt(b);
}
