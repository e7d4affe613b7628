import type { Span } from '../read/source.js';
import type { SpanIndex } from '../read/spans.js';
import type { Setting } from './cooking.js';
import type { Origin } from './region.js';

/** `inherited from`, `expanded by` …, as diagnostics and the protomolecule call it. */
export function describeOrigin({ kind, by, iteration }: Origin): string {
  switch (kind) {
    case 'inherited':
      return `inherited by "${by}"`;
    case 'expanded':
      return `expanded by "${by}"`;
    case 'woven':
      return `woven in by "${by}"`;
    case 'iteration':
      return `iteration ${iteration} of "${by}"`;
  }
}

/** The chain of a step: first how its file was inherited, then what the setting did. */
export function inheritedOrigin(
  table: object,
  { from, origin }: Pick<Setting, 'from' | 'origin'>,
  spans: SpanIndex,
): Origin | undefined {
  if (from.inheritance.size === 0) return origin;
  const source = spans.table(table)?.source;
  const chain: { by: string; at: Span | undefined }[] = [];
  for (let how = source && from.inheritance.get(source); how; how = how.next) chain.push(how);
  return chain.reduceRight<Origin | undefined>(
    (next, { by, at }) => ({ kind: 'inherited', by, at, next }),
    origin,
  );
}
