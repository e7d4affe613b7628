import type { Json } from './json.js';

/** A finding without its wording: what every implementation must agree on. */
export interface FindingCode {
  readonly code: string;
  readonly severity: string;
  /** `tier:name` of the file; absent where no file is at fault. */
  readonly source?: string;
  /** Counted from 1. */
  readonly line?: number;
}

/** What came of a case, as far as the language promises it. */
export interface Outcome {
  /** As `promised` reduces it; undefined where there were errors. */
  readonly protomolecule: Json | undefined;
  /** The formula as it is written out by other tasks than cooking; undefined where there were errors. */
  readonly written: string | undefined;
  /** In the order of `compareCodes`. */
  readonly codes: readonly FindingCode[];
  /** The findings for a person; undefined where their wording is not compared. */
  readonly text: string | undefined;
}

/** By place, then code: the order in which findings are found is not promised. */
export function compareCodes(a: FindingCode, b: FindingCode): number {
  const key = ({ source = '', line = 0, code, severity }: FindingCode): string =>
    [source, String(line).padStart(9, '0'), code, severity].join('\0');
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}
