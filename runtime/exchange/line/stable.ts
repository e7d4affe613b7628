/** A copy of a JSON value with the keys of its tables in order: that in which they were written means nothing. */
export function stable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stable);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => compareText(a, b));
  // Not by assignment, which would take the key "__proto__" for something else.
  return Object.fromEntries(entries.map(([key, item]) => [key, stable(item)]));
}

/** The same text for the same value. Undefined for what is not there. */
export const stableText = (value: unknown): string => JSON.stringify(stable(value)) ?? '';

export const isSame = (a: unknown, b: unknown): boolean => a === b || stableText(a) === stableText(b);

/** By code units: the same on every machine, whatever its language. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
