/** The mode and reference of a `waits_for`; undefined when it is none. */
export function parseWaitsFor(text: string): { mode: 'all' | 'any'; of: string | undefined } | undefined {
  const match = /^(?:(all|any)-children|children-of\(\s*([^()\s]+)\s*\))$/.exec(text.trim());
  if (!match) return undefined;
  return { mode: match[1] === 'any' ? 'any' : 'all', of: match[2] };
}
