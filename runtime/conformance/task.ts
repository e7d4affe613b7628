/**
 * What is done with the formula of a case: it is cooked to a protomolecule; linted; or written out again, laid out
 * (`format`), with its findings fixed (`fix`), with its parents merged in (`inherit`), or with nothing left to
 * compose (`expand`).
 */
export const TASKS = ['cook', 'lint', 'fix', 'format', 'inherit', 'expand'] as const;
export type Task = (typeof TASKS)[number];
