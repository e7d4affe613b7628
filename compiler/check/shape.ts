import type { Reporter } from '../diagnostics/reporter.js';
import type { SpanIndex } from '../read/spans.js';
import type { Draft } from './draft.js';
import type { Formula } from './generated/formula.js';
import validate from './generated/validator.js';

/**
 * Check the shape of a document: keys and types, nothing that needs another file. Mistakes are reported
 * and mended, so that later phases can go on (see shape-findings.ts, which is loaded only then,
 * with the schema and its words). Undefined: beyond mending.
 */
export async function checkShape(
  draft: Draft,
  spans: SpanIndex,
  reporter: Reporter,
): Promise<Formula | undefined> {
  const isRight =
    draft.root['patch'] === undefined
      ? validate
      : (await import('./shape-with-patches.js')).isRightWithPatches;
  if (isRight(draft.root)) return draft.root as unknown as Formula;
  const { reportAndMend } = await import('./shape-findings.js');
  return reportAndMend(draft, spans, reporter);
}
