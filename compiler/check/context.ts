import type { Reporter } from '../diagnostics/reporter.js';
import type { Expressions } from '../language/expressions.js';
import type { Templates } from '../language/go-template/index.js';
import type { CompiledPattern } from '../language/pattern.js';
import type { SpanIndex } from '../read/spans.js';

/** What checking one file needs: where to report, and where the author wrote what. */
export interface CheckContext {
  readonly reporter: Reporter;
  readonly spans: SpanIndex;
  /** Types of steps that the project has besides the language's own. */
  readonly stepTypes?: readonly string[] | undefined;
}

/** The parts of the language that cost time to load. */
export interface Language {
  readonly compilePattern: (pattern: string) => CompiledPattern;
  readonly expressions: () => Expressions;
  readonly templates: () => Templates;
}

/** What the phases behind it need: also the parts of the language that are loaded only when used. */
export interface PhaseContext extends CheckContext, Language {}
