/** A text of an author as prose: nothing in it is markup. */
export const prose = (text: string): string => text.replace(/[\\`*_[\]<>#!|~]/g, '\\$&');

/** A word as code, whatever it has in it. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${text} ${fence}` : `${fence}${text.replaceAll('\n', ' ')}${fence}`;
}

/** The first of a text, as much as fits a small window. */
export function beginning(text: string, length = 400): string {
  const whole = text.trim();
  return whole.length > length ? `${whole.slice(0, length).trimEnd()}…` : whole;
}
