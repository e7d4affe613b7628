import type { Reporter } from '../diagnostics/reporter.js';
import type { Expressions } from '../language/expressions.js';
import type { CompiledPattern } from '../language/pattern.js';
import type { SpanIndex } from '../read/spans.js';

/** What checking one file needs: where to report, and where the author wrote what. */
export interface CheckContext {
  readonly reporter: Reporter;
  readonly spans: SpanIndex;
}

/** The parts of the language that cost time to load. */
export interface Language {
  readonly compilePattern: (pattern: string) => CompiledPattern;
  readonly expressions: () => Expressions;
}

/** What the phases behind it need: also the parts of the language that are loaded only when used. */
export interface PhaseContext extends CheckContext, Language {}
