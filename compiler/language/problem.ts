/** The codes an expression can be reported with; their texts are in the registry. */
export type ProblemCode =
  | 'GT3001'
  | 'GT3002'
  | 'GT3010'
  | 'GT3020'
  | 'GT3021'
  | 'GT3022'
  | 'GT3023'
  | 'GT3024'
  | 'GT3025'
  | 'GT3026'
  | 'GT3027'
  | 'GT3028'
  | 'GT3029'
  | 'GT3032';

/** What is wrong with an expression. Offsets `[start, end)` are UTF-16 units into its text; empty at its end. */
export interface Problem {
  readonly code: ProblemCode;
  readonly start: number;
  readonly end: number;
  /** One sentence for people, without a final stop. */
  readonly message: string;
  /** Names or values that were perhaps meant, the nearest first. */
  readonly near?: readonly string[];
  /** The names of which `name` was perhaps meant to be one; only few lookups are made, by whoever reports it. */
  readonly known?: () => Iterable<string>;
  /** The name that is not known (GT3001, GT3002, GT3021) or has no value (GT3010). */
  readonly name?: string;
}

/** A part of an expression's text. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

export const problem = (
  code: ProblemCode,
  { start, end }: Extent,
  message: string,
  more: Pick<Problem, 'near' | 'known' | 'name'> = {},
): Problem => ({ code, start, end, message, ...more });
