import type { Diagnostic } from './diagnostic.js';

/**
 * The findings of several compilations, each once: a mistake in a parent is found again with every formula
 * that extends it. Findings without a place are one when they say the same.
 */
export function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, message, span }) => {
    const key = `${code}\0${message}\0${span ? `${span.source.path}\0${span.start}` : ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
