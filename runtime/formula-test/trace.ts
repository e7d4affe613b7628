import { visible } from '../../compiler/diagnostics/terminal-text.js';
import { durationText } from './duration-text.js';
import type { Happening } from './history.js';

/** Lines of a trace; who needs more looks at fewer steps. */
const MOST = 40;

/** How much of what an event says stands on its line. */
const LENGTH = 160;

/** What happened to some steps, a line an event: when, to which, what, in which attempt, and what it says. */
export function traceOf(happenings: readonly Happening[], steps: ReadonlySet<string>): string[] {
  const concerned = happenings.filter(({ step }) => steps.has(step));
  const shown = concerned.slice(0, MOST);
  const times = shown.map(({ at }) => durationText(at));
  const width = Math.max(0, ...times.map(({ length }) => length));
  const widest = Math.max(0, ...shown.map(({ step }) => step.length));
  const lines = shown.map(({ step, type, attempt, data }, at) => {
    const parts = [
      (times[at] ?? '').padStart(width),
      step.padEnd(widest),
      type,
      ...(attempt === null ? [] : [`#${attempt}`]),
      ...Object.entries(data ?? {}).map(([key, value]) => `${key}=${JSON.stringify(value)}`),
    ];
    const line = visible(parts.join('  '));
    return line.length > LENGTH ? `${line.slice(0, LENGTH)}…` : line;
  });
  const more = concerned.length - shown.length;
  return more > 0 ? [...lines, `… and ${more} more`] : lines;
}
