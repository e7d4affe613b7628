/**
 * Places on a line as near to the wanted ones as possible (least squares), at least `gaps[i]` between
 * `i` and `i + 1`. Pool-adjacent-violators (Ayer et al., 1955): linear.
 * @param weights how much each place matters; above 0
 */
export function spread(
  wanted: readonly number[],
  weights: readonly number[],
  gaps: readonly number[],
): number[] {
  /** Runs of places that touch: their common shift as a weighted mean, and how many they are. */
  const runs: { sum: number; weight: number; count: number }[] = [];
  const offsets: number[] = [];
  let offset = 0;
  wanted.forEach((place, index) => {
    offsets.push(offset);
    const weight = weights[index] as number;
    let run = { sum: (place - offset) * weight, weight, count: 1 };
    for (let last = runs.at(-1); last && last.sum / last.weight >= run.sum / run.weight; last = runs.at(-1)) {
      runs.pop();
      run = { sum: run.sum + last.sum, weight: run.weight + last.weight, count: run.count + last.count };
    }
    runs.push(run);
    offset += gaps[index] ?? 0;
  });
  const places: number[] = [];
  for (const { sum, weight, count } of runs) {
    for (let each = 0; each < count; each++) places.push(sum / weight + (offsets[places.length] as number));
  }
  return places;
}
