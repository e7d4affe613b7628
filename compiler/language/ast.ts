import type { Extent } from './problem.js';

/** `{{name}}`, `{name}` or a bare `name`: a typed value, never pasted text. */
export interface Name extends Extent {
  readonly kind: 'name';
  readonly form: NameForm;
  readonly name: string;
}
export type NameForm = 'var' | 'brace' | 'bare';

/** A fixed value. `text` is without its quotes; several bare words are one text, inner white space kept. */
export interface Literal extends Extent {
  readonly kind: 'literal';
  readonly text: string;
  readonly quoted: boolean;
}

/** A step by its id, which may hold placeholders: `{target}.draft` is `[{target}, ".draft"]`. */
export interface StepReference extends Extent {
  readonly parts: readonly (string | Name)[];
}

/** What only a running molecule knows. A `step` that is undefined is the step the expression belongs to, or, inside `all(…)`, each step asked. */
export type Question =
  | ({ readonly kind: 'status'; readonly step: StepReference | undefined } & Extent)
  | ({
      readonly kind: 'output';
      readonly step: StepReference | undefined;
      readonly path: readonly string[];
    } & Extent)
  /** `steps.complete`: how many steps of the molecule have that status. */
  | ({ readonly kind: 'tally'; readonly status: string } & Extent)
  | ({ readonly kind: 'env'; readonly name: string } & Extent)
  | ({ readonly kind: 'file-exists'; readonly path: readonly (string | Name)[] } & Extent)
  | Aggregate;

export interface Aggregate extends Extent {
  readonly kind: 'aggregate';
  readonly over: 'children' | 'descendants' | 'steps';
  readonly of: StepReference | undefined;
  /** `count` is a number, the others are truth values. */
  readonly quantifier: 'all' | 'any' | 'count';
  readonly where: Condition;
}

export type Value = Name | Literal;
export type Operand = Value | Question;

export type Equality = '==' | '!=';
export type Ordering = '<' | '<=' | '>' | '>=';

export interface Comparison extends Extent {
  readonly kind: 'compare';
  readonly operator: Equality | Ordering;
  readonly left: Operand;
  readonly right: Value;
}

export interface Membership extends Extent {
  readonly kind: 'in';
  readonly left: Operand;
  readonly values: readonly Value[];
}

/** Chains of `&&` and `||` are flat, so that only parentheses nest. */
export type Condition =
  /** The empty text, which upstream reads as "no condition". */
  | ({ readonly kind: 'always' } & Extent)
  | ({ readonly kind: 'or' | 'and'; readonly terms: readonly Condition[] } & Extent)
  | ({ readonly kind: 'not'; readonly term: Condition } & Extent)
  | ({ readonly kind: 'truth'; readonly operand: Operand } & Extent)
  | Comparison
  | Membership;

/** `first..last`, both inclusive. */
export interface Range extends Extent {
  readonly kind: 'range';
  readonly first: Arithmetic;
  readonly last: Arithmetic;
}

export type Arithmetic =
  | Name
  /** `digits` is a whole number in decimal, of any length. */
  | ({ readonly kind: 'number'; readonly digits: string } & Extent)
  | ({ readonly kind: 'negate'; readonly operand: Arithmetic } & Extent)
  /** `+ -` and `* /`, from the left: `first`, then each operator with its operand. */
  | ({ readonly kind: 'chain'; readonly first: Arithmetic; readonly rest: readonly Link[] } & Extent)
  /** `a^b^c` as `[a, b, c]`, folded from the right. */
  | ({ readonly kind: 'power'; readonly operands: readonly Arithmetic[] } & Extent);

export interface Link {
  readonly operator: '+' | '-' | '*' | '/';
  readonly operand: Arithmetic;
}
