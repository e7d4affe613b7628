import type { Outcome } from '../ledger/bead.js';
import type { Digest } from '../ledger/molecule.js';
import { spanOf } from './span.js';

const WORDS: Readonly<Record<Outcome, string>> = {
  pass: 'passed',
  fail: 'failed',
  skipped: 'skipped',
  cancelled: 'cancelled',
};

/**
 * What a digest says when nobody has said it: how many steps came to what, how long it took, and what was said of them;
 * of a routine only what did not pass.
 */
export function summaryOf({ kind, steps, started, ended, abandoned }: Omit<Digest, 'summary'>): string {
  const counts = (Object.keys(WORDS) as Outcome[]).flatMap((outcome) => {
    const many = steps.filter((step) => step.outcome === outcome).length;
    return many === 0 ? [] : [`${many} ${WORDS[outcome]}`];
  });
  const took = started === null ? '' : ` in ${spanOf(Date.parse(ended) - Date.parse(started))}`;
  const head = `${steps.length} ${steps.length === 1 ? 'step' : 'steps'}${took}: ${counts.join(', ') || 'none'}.`;
  const told = steps.filter(
    ({ outcome, reason = '' }) => outcome !== 'pass' || (kind === 'work' && reason !== ''),
  );
  const lines = told.map(({ title, outcome, reason }) => {
    const because = reason === undefined || reason === '' ? '' : ` (${firstLine(reason)})`;
    return `- ${title}: ${WORDS[outcome]}${because}`;
  });
  const given = abandoned === undefined ? [] : [`Abandoned: ${abandoned}`];
  return [head, ...given, ...(lines.length > 0 ? ['', ...lines] : [])].join('\n');
}

const firstLine = (text: string): string => text.trim().split('\n', 1)[0] ?? '';
