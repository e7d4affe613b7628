const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
] as const;

/** Milliseconds as formulas write a duration, exactly: `1h5m`, `0s`, `0.25s`. */
export function durationText(milliseconds: number): string {
  let rest = milliseconds;
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const many = unit === 's' ? rest / size : Math.floor(rest / size);
    rest -= many * size;
    if (many > 0) parts.push(`${many}${unit}`);
  }
  return parts.join('') || '0s';
}
