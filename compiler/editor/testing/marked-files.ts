import type { Candidate, Host } from '../../host.js';
import { tieredHost } from '../../testing/tiered-host.js';
import { isTestFile } from '../names/test-file.js';
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

/**
 * Formulas by name (or as `tieredHost` has them: `builtin:x`, `x.formula.json`, `overlay:x`), whose texts have marks;
 * the first line `formula = …` is put in where it is missing.
 */
export function markedFiles(written: Readonly<Record<string, string>>): MarkedFiles {
  const byKey = new Map<string, Marked>();
  for (const [key, text] of Object.entries(written)) {
    const isWhole =
      /^(?:<\|)?formula\b/m.test(text) ||
      /\.json$|\.formula-test\.toml$/.test(key) ||
      key.startsWith('overlay:');
    byKey.set(key, marked(isWhole ? text : `formula = "${key.replace(/^\w+:/, '')}"\n${text}`));
  }
  const host = tieredHost(Object.fromEntries([...byKey].map(([key, { text }]) => [key, text])));
  const files = new Map([...byKey].map(([key, text]) => [pathOf(key), text]));
  const texts = Object.fromEntries([...files].map(([path, { text }]) => [path, text]));
  const [path = ''] = [...files].find(([, { cursors }]) => cursors.length > 0) ?? [...files.keys()];
  // Tests and overlays are no formulas: whatever is asked of them is asked by their path.
  const isOther = isTestFile(path) || path.startsWith('overlay/');
  const candidate = host.all().find((each) => each.path === path || isOther);
  if (!candidate) throw new Error(`no file ${path}`);
  return { host, files, texts, path, offset: files.get(path)?.cursors[0] ?? 0, candidate };
}

/** Where `tieredHost` has the file of a key. */
function pathOf(key: string): string {
  const [, tier, name = key] = /^(?:(\w+):)?(.*)$/.exec(key) ?? [];
  if (tier === 'overlay') return `overlay/${name}.toml`;
  return `${tier === undefined ? '' : `${tier}/`}${name}${/\.json$|\.formula-test\.toml$/.test(name) ? '' : '.formula.toml'}`;
}
