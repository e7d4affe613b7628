const WIDTH = 20;

/** How far something is, as a bar; full only at 100. */
export function bar(percent: number): string {
  const full = Math.floor((percent * WIDTH) / 100);
  return '█'.repeat(full) + '░'.repeat(WIDTH - full);
}
