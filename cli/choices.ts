import { didYouMean } from '../compiler/diagnostics/define.js';
import { suggest } from '../compiler/diagnostics/suggest.js';
import { parseDuration } from '../compiler/language/duration.js';
import { UsageError } from './exit.js';

/** The values of an option that takes several, separated by commas or given again. */
export const listed = (given: readonly string[] | undefined): string[] | undefined =>
  given?.flatMap((each) => each.split(',').map((part) => part.trim())).filter((part) => part !== '');

/** One of a few words. Throws a UsageError that suggests the one that was meant. */
export function oneOf<W extends string>(option: string, word: string, words: readonly W[]): W {
  const found = words.find((each) => each === word);
  if (found !== undefined) return found;
  const help = didYouMean(suggest(word, words)) ?? `it is one of ${words.join(', ')}`;
  throw new UsageError(`${option}: there is no ${JSON.stringify(word)}; ${help}`);
}

/** A whole number that is not negative. Throws a UsageError. */
export function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new UsageError(`${option} ${JSON.stringify(text)}: write a whole number, such as 20`);
  return Number(text);
}

/** `key=value`. Throws a UsageError. */
export function keyAndValue(option: string, pair: string): [string, string] {
  const at = pair.indexOf('=');
  if (at < 1) throw new UsageError(`${option} ${JSON.stringify(pair)}: write ${option} KEY=VALUE`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}

/** A span such as `90s`, `2h` or `7d`, in milliseconds. Throws a UsageError. */
export function spanOption(option: string, text: string): number {
  const span = parseDuration(text);
  if (span === undefined)
    throw new UsageError(`${option} ${JSON.stringify(text)}: write a span of time, such as 90s, 2h or 7d`);
  return span;
}
