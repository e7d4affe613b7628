const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

/** A span of milliseconds for people, in its two largest units: `2 h 5 min`, `14 s`; less than a second is `less than 1 s`. */
export function spanOf(milliseconds: number): string {
  const first = UNITS.findIndex(([, size]) => milliseconds >= size);
  if (first === -1) return 'less than 1 s';
  let rest = milliseconds;
  const parts = UNITS.slice(first, first + 2).flatMap(([unit, size]) => {
    const many = Math.floor(rest / size);
    rest -= many * size;
    return many === 0 ? [] : [`${many} ${unit}`];
  });
  return parts.join(' ');
}
