/** RFC 3339, whose letters may be small and whose T may be a space. */
const RFC_3339 = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)$/;

/**
 * A time as lines have it, in UTC with at most milliseconds: `2026-01-31T12:00:00Z`; undefined when it is none. Beads writes
 * nanoseconds and the offset of whoever wrote, so that the same moment has many texts.
 */
export function timeText(text: string): string | undefined {
  return utcText(text) ?? anyText(text);
}

/** Nearly all of them are written in this form already. */
function utcText(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/.test(text)) return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return undefined;
  const told = new Date(at).toISOString();
  return told.startsWith(text.slice(0, 19)) ? told.replace('.000Z', 'Z') : undefined;
}

function anyText(text: string): string | undefined {
  const [, day, clock, fraction = '', zone] = RFC_3339.exec(text) ?? [];
  if (day === undefined || zone === undefined) return undefined;
  const at = Date.parse(`${day}T${clock}.${fraction.padEnd(3, '0').slice(0, 3)}${zone.toUpperCase()}`);
  // Date.parse takes the 31st of February for the 3rd of March.
  if (Number.isNaN(at) || new Date(Date.parse(`${day}T00:00:00Z`)).toISOString().slice(0, 10) !== day)
    return undefined;
  return textOfTime(at);
}

/** The text of `at`, milliseconds since 1970. */
export const textOfTime = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

/** The milliseconds of a text that `timeText` gave. */
export const timeOf = (text: string): number => Date.parse(text);
