import { isObject, type Json } from './json.js';

/** Differences told of one case: what follows the first few is mostly their echo. */
const MAX_TOLD = 10;

/** Where two values differ, as lines for people; none where they are equal. The order of members does not count. */
export function differences(expected: Json | undefined, actual: Json | undefined, what: string): string[] {
  const found: string[] = [];
  compare(expected, actual, what, found);
  const more = found.length - MAX_TOLD;
  return more > 0 ? [...found.slice(0, MAX_TOLD), `… and ${more} more differences`] : found;
}

function compare(expected: Json | undefined, actual: Json | undefined, at: string, found: string[]): void {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const length = Math.max(expected.length, actual.length);
    for (let index = 0; index < length; index++)
      compare(expected[index], actual[index], `${at}[${index}]${nameOf(expected[index])}`, found);
  } else if (isObject(expected) && isObject(actual)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)]))
      compare(expected[key], actual[key], `${at}.${key}`, found);
  } else if (expected !== actual) found.push(`${at}: expected ${shown(expected)}, got ${shown(actual)}`);
}

const nameOf = (item: Json | undefined): string =>
  isObject(item) && typeof item['id'] === 'string' ? `(${item['id']})` : '';

const shown = (value: Json | undefined): string => (value === undefined ? 'nothing' : JSON.stringify(value));

/** The first line in which two texts differ; none where they are equal. */
export function textDifferences(expected: string, actual: string, what: string): string[] {
  if (expected === actual) return [];
  const [before, after] = [expected.split('\n'), actual.split('\n')];
  const at = before.findIndex((line, index) => line !== after[index]);
  const line = at === -1 ? before.length : at;
  return [`${what}, line ${line + 1}: expected ${shown(before[line])}, got ${shown(after[line])}`];
}
