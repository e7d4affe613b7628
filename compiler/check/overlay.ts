import type { Source } from '../read/source.js';
import { emptyTable, firstLineEnd, type SpanIndex, type Table, TablePositions } from '../read/spans.js';
import type { CheckContext } from './context.js';
import type { Formula } from './generated/formula.js';
import type { LoadedFormula } from './load.js';
import { overlayPatches } from './overlay-patches.js';
import { readOverrides } from './overrides.js';

/** An overlay: what it changes in the formula of its name. */
export interface Overlay {
  readonly source: Source;
  /** By ids of steps, as in `patch` of a formula. */
  readonly patches: Table;
  /** Where its changes begin. */
  readonly start: number;
  readonly end: number;
}

/** What an overlay says, by itself (spec: OVER-2). What is wrong in it is reported and left out. `root`: all that was read from it. */
export function checkOverlay(root: Table, source: Source, context: CheckContext): Overlay {
  const overrides = readOverrides(root, context);
  const at = overrides[0] && context.spans.table(overrides[0].table);
  const { start, end } = at ?? { start: 0, end: firstLineEnd(source.text) };
  return { source, patches: overlayPatches(overrides, source, context), start, end };
}

/** The formula of the same name that extends `base` and has the overlay's patches (spec: OVER-3). */
export function overlaid(base: LoadedFormula, overlay: Overlay, spans: SpanIndex): LoadedFormula {
  const { name, candidate } = base;
  const { source, patches, start, end } = overlay;
  // With its tier, so that it is this file whatever else has the name.
  const parent = base.source.id;
  const doc = Object.assign(emptyTable(), { formula: name, extends: parent, patch: patches });
  const positions = new TablePositions(source, start, end);
  for (const key of Object.keys(doc)) positions.add(key, start, end, start, end);
  spans.record(doc, positions);
  const references = new Map([[parent, base]]);
  return {
    name,
    type: undefined,
    doc: doc as unknown as Formula,
    source,
    candidate,
    references,
    texts: [],
    overlaid: undefined,
  };
}
