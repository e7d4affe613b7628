import { parseDuration } from '../../compiler/language/duration.js';
import { fail } from '../failure/failure.js';

const DATE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * A moment, in milliseconds since 1970: a date (its first minute), a date and time, both of the local clock unless a zone
 * is given, or a time from `now` on such as `+2d` or `-90m`. Throws GT8107; `field` is what the text was given for.
 */
export function parseMoment(text: string, now: number, field: string): number {
  const relative = /^([+-])(.+)$/.exec(text);
  const span = relative && parseDuration(relative[2] ?? '');
  if (span !== undefined && span !== null) return relative?.[1] === '-' ? now - span : now + span;
  return absolute(text) ?? fail('GT8107', { field, text });
}

function absolute(text: string): number | undefined {
  const match = DATE.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  // The calendar of Date takes a 31st of February for a day in March.
  const isDay =
    year >= 1970 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (!isDay || hour > 23 || minute > 59 || second > 59) return undefined;
  const zone = match[7];
  if (zone === undefined) return new Date(year, month - 1, day, hour, minute, second).getTime();
  return Date.UTC(year, month - 1, day, hour, minute, second) - offsetOf(zone);
}

/** How far a zone's clock is ahead, in milliseconds. */
function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
}

/** As files and programs are told of it: UTC, `2026-01-02T03:04:05Z`, milliseconds where there are any. */
export const isoMoment = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');
