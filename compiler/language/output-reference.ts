/** `{{steps.ID.output.FIELD}}`: a step's output in the text of a later one (spec: FLOW-1). */
export interface OutputReference {
  readonly id: string;
  /** Empty for the whole output. */
  readonly path: readonly string[];
}

const FIELD = /^[A-Za-z0-9_][\w-]*$/;

/**
 * What `ID.output.FIELD` may mean, the longest id first: ids may have a part "output" themselves. Empty when it
 * has no such form.
 */
export function outputSplits(text: string): OutputReference[] {
  const parts = text.split('.');
  const splits: OutputReference[] = [];
  for (let at = parts.length - 1; at > 0; at--) {
    if (parts[at] !== 'output') continue;
    const path = parts.slice(at + 1);
    if (path.every((field) => FIELD.test(field)) && !parts.slice(0, at).includes(''))
      splits.push({ id: parts.slice(0, at).join('.'), path });
  }
  return splits;
}

/** The reference as it is written. */
export const printReference = ({ id, path }: OutputReference): string =>
  `{{${['steps', id, 'output', ...path].join('.')}}}`;
