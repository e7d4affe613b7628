import type { Reporter } from '../diagnostics/reporter.js';
import type { SpanIndex } from '../read/spans.js';
import type { Language } from './language.js';

/** What checking one file needs: where to report, and where the author wrote what. */
export interface CheckContext {
  readonly reporter: Reporter;
  readonly spans: SpanIndex;
}

/** What the phases behind it need: also the parts of the language that are loaded only when used. */
export interface PhaseContext extends CheckContext, Language {}
