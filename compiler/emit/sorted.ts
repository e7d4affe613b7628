/** A deep copy of an author's table with its keys in order: the order in which they were written means nothing. */
export function sorted<T extends object>(value: T): T {
  if (Array.isArray(value)) return value.map((item) => (isObject(item) ? sorted(item) : item)) as T;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) {
    const item = (value as Record<string, unknown>)[key];
    copy[key] = isObject(item) ? sorted(item) : item;
  }
  return copy as T;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
