import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An entry of `spec/divergences.md`: what upstream does with something, and what is done here. */
export interface Divergence {
  readonly title: string;
  readonly upstream: string;
  readonly ours: string;
  readonly why: string;
}

/** All entries of the page in the folder `spec` of this package, by title; of two with one title, that of a whole formula is last. */
export function readDivergences(spec: string): ReadonlyMap<string, Divergence> {
  const page = readFileSync(join(spec, 'divergences.md'), 'utf8');
  const found = new Map<string, Divergence>();
  for (const part of page.split(/^### /m).slice(1)) {
    const title = part.slice(0, part.indexOf('\n'));
    const said = (name: string): string =>
      (new RegExp(`^- ${name}: ((?:.|\\n(?! *-|\\n))*)`, 'm').exec(part)?.[1] ?? '')
        .replace(/\s+/g, ' ')
        .trim();
    found.set(title, { title, upstream: said('Upstream'), ours: said('Ours'), why: said('Why') });
  }
  return found;
}
