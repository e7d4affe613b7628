// Every limit of the compiler, each tested at N and N + 1. They stop a formula that would take the
// machine with it; none is near what a real formula needs.

/** A formula file; the largest real one known has 150 kB. */
export const MAX_FILE_BYTES = 8 * 1024 * 1024;

/**
 * Tables and arrays inside one another in a file, the root not counted. MAX_STEP_NESTING loops need three
 * a level (`loop`, its `body`, the step); every recursion over a file's values is bounded by this.
 */
export const MAX_VALUE_NESTING = 256;

/**
 * Punctuation and lines of a TOML file that --check and the editor read a second time. That parser takes up
 * to 1.8 kB for each (`[1,1,1,`), so 8 MB of them would end the process; a formula has this many in 3 MB.
 */
export const MAX_STRICT_MARKS = 500_000;

/** Syntax errors told of one file: what follows the first few is mostly their echo. */
export const MAX_SYNTAX_ERRORS = 20;

/** Steps of one cooked formula. */
export const MAX_STEPS = 1_000_000;

/** Expansions inside expansions (upstream stops at 5). */
export const MAX_EXPANSION_DEPTH = 16;

/** Steps in steps: children in children, loops in loops. */
export const MAX_STEP_NESTING = 64;

/** Formulas that one formula draws in by `extends`, `expand` and `aspects`, directly or not. */
export const MAX_FORMULAS = 1_000;

/** UTF-16 units of one text field, placeholders filled: templates may quote texts that quote texts. */
export const MAX_TEXT_LENGTH = 1024 * 1024;

/** UTF-16 units of the id of a step: loops in loops and templates that repeat `{target}` make them long. */
export const MAX_ID_LENGTH = 1_000;

/**
 * UTF-16 units of all texts of a cooked formula together. A template can repeat a long text a million times; a
 * protomolecule that is longer than a string can be could be printed by nobody.
 */
export const MAX_TOTAL_TEXT = 256 * 1024 * 1024;

/** Pieces of advice around one step; each is a level of nesting. */
export const MAX_ADVICE_DEPTH = 256;

/** Needs that `gt expand` writes in place of barriers; a formula with more is no reading for people. */
export const MAX_PLAIN_NEEDS = 100_000;
