import type { ProtoOrigin } from '../emit/protomolecule.js';
import type { Source } from '../read/source.js';

const WORDS = { inherited: 'inherited by', expanded: 'expanded by', woven: 'woven by' } as const;

/** `# from shiny.formula.toml:12, woven by shiny-secure.formula.toml:5`: where a step was written, and how it came here. */
export function originComment(origin: ProtoOrigin, sources: ReadonlyMap<string, Source>): string {
  const place = ({ file, line }: { file?: string; line?: number }): string | undefined =>
    file === undefined ? undefined : `${fileName(file, sources)}:${line}`;
  const ways = (origin.via ?? []).map((way) =>
    way.kind === 'iteration'
      ? `iteration ${way.iteration} of ${way.by}`
      : `${WORDS[way.kind]} ${place(way) ?? way.by}`,
  );
  return `# ${[`from ${place(origin)}`, ...ways].join(', ')}`;
}

/** The name of the file, not where it is: that differs from machine to machine. */
function fileName(id: string, sources: ReadonlyMap<string, Source>): string {
  const path = sources.get(id)?.path ?? id;
  // A file's name may have any character, and a comment ends with its line.
  return path.slice(path.lastIndexOf('/') + 1).replace(/[^ -~]/gu, '?');
}
