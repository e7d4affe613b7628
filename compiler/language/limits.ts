// Limits of one expression or template. They keep a hostile formula from overflowing the stack of the recursive
// parser; real expressions have tens of characters.

/** UTF-16 units of a condition or a range. */
export const MAX_EXPRESSION_LENGTH = 4_096;

/**
 * Steps that one evaluation may ask: aggregates inside one another multiply. A condition that would ask
 * more cannot be told.
 */
export const MAX_ASKED_STEPS = 1_000_000;

/** Parentheses and brackets inside one another. Nothing else nests: the AST keeps chains flat. */
export const MAX_EXPRESSION_DEPTH = 64;

export const tooLong = (length: number): string =>
  `the expression has ${length} characters; the limit is ${MAX_EXPRESSION_LENGTH} (MAX_EXPRESSION_LENGTH)`;

export const tooDeep = (): string =>
  `parentheses are nested deeper than ${MAX_EXPRESSION_DEPTH} levels (MAX_EXPRESSION_DEPTH)`;

/** Blocks (`{{if}}`, `{{range}}`) inside one another in a template; `{{else if}}` does not nest. */
export const MAX_TEMPLATE_DEPTH = 32;
