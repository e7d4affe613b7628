import { RE2JS } from 're2js';

/** Tests whether a value matches, anywhere in it, in time linear in its length. */
export type PatternTest = (value: string) => boolean;

export type CompiledPattern =
  | { readonly ok: true; readonly test: PatternTest }
  | { readonly ok: false; readonly reason: string };

/**
 * Compile an author's pattern. RE2 semantics, by a port of RE2: formulas come from other people, and
 * JavaScript's own regular expressions can hang on `(a+)+$`. This module is loaded only when a
 * formula has a pattern.
 */
export function compilePattern(pattern: string): CompiledPattern {
  try {
    const compiled = RE2JS.compile(pattern);
    return { ok: true, test: (value) => compiled.matcher(value).find() };
  } catch (error) {
    // RE2JS throws its own error classes for a bad pattern, and nothing else is called here.
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, reason: reason.replace(/^error parsing regexp:\s*/i, '').replace(/\.$/, '') };
  }
}
