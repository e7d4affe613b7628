import type { Candidate, Host } from '../../host.js';
import { memoryHost } from '../../host-memory.js';
import { type Marked, marked } from './marked.js';

/** Formulas with marks, and the host that has them without. */
export interface MarkedFiles {
  readonly host: Host;
  readonly files: ReadonlyMap<string, Marked>;
  readonly texts: Readonly<Record<string, string>>;
  /** The file with the one cursor. */
  readonly path: string;
  readonly offset: number;
  readonly candidate: Candidate;
}

/** Formulas by name, whose texts have marks; the first line `formula = …` is put in where it is missing. */
export function markedFiles(written: Readonly<Record<string, string>>): MarkedFiles {
  const files = new Map<string, Marked>();
  for (const [name, text] of Object.entries(written)) {
    const whole = /^(?:<\|)?formula\b/m.test(text) ? text : `formula = "${name}"\n${text}`;
    files.set(`${name}.formula.toml`, marked(whole));
  }
  const texts = Object.fromEntries([...files].map(([path, { text }]) => [path, text]));
  const host = memoryHost(texts);
  const [path = ''] = [...files].find(([, { cursors }]) => cursors.length > 0) ?? [...files.keys()];
  const candidate = host.all().find((each) => each.path === path);
  if (!candidate) throw new Error(`no file ${path}`);
  return { host, files, texts, path, offset: files.get(path)?.cursors[0] ?? 0, candidate };
}
