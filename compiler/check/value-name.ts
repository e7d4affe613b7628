import type { Value } from '../read/spans.js';

/** What an author wrote, in words: `the number 3`, `"yes"`, `a list`. */
export function valueName(value: Value): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
    case 'number':
      return `the number ${value}`;
    case 'boolean':
      return String(value);
    default:
      return Array.isArray(value) ? 'a list' : 'a table';
  }
}
