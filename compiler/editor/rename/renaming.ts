import type { Located, NamedFile, NameSymbol } from '../names/name-index.js';
import type { Extent } from '../syntax/tree.js';

/** Replaces a part of a file. */
export interface NameEdit extends Extent {
  readonly text: string;
}

/** What renaming comes to. */
export interface Renaming {
  readonly symbol: NameSymbol;
  readonly name: string;
  /** In order of place. */
  readonly edits: ReadonlyMap<NamedFile, readonly NameEdit[]>;
  /** Files that get another name, of a formula, its overlays and its tests: from path to path. */
  readonly files: ReadonlyMap<string, string>;
}

/** Why something cannot be renamed, for people. */
export interface Refusal {
  readonly reason: string;
}

export const isRefusal = (result: object): result is Refusal => 'reason' in result;

/** `base.formula.toml:12`. */
export function placeName({ candidate, text }: NamedFile, offset: number): string {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return `${candidate.path}:${line}`;
}

export const locatedName = ({ file, occurrence }: Located): string => placeName(file, occurrence.start);

/** A text with edits made, and where its parts have gone. */
export function edited(
  text: string,
  edits: readonly NameEdit[],
): { text: string; shift: (offset: number) => number } {
  let result = '';
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  const shift = (offset: number): number =>
    edits
      .filter(({ end }) => end <= offset)
      .reduce((sum, { start, end, text: put }) => sum + put.length - (end - start), offset);
  return { text: result + text.slice(at), shift };
}
