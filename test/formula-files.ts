import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Candidate, Host } from '../compiler/host.js';
import { memoryHost } from '../compiler/host-memory.js';

const root = new URL('..', import.meta.url);

export const FIXTURES = fileURLToPath(new URL('test/fixtures', root));

/** Where the public formulas are, on the machines that have them. */
export const CORPUS = fileURLToPath(new URL('../shared/corpus', root));
export const hasCorpus = existsSync(CORPUS);
/** Its folders that must cook. */
export const SYSTEMS = ['gastown', 'beads'] as const;

/** The texts of the formula files under `folder`, folders in it included, by file name. */
export const formulaTexts = (folder: string): Record<string, string> =>
  textsOf(folder, /(?<!\.formula-test)\.(?:toml|json)$/);

function textsOf(folder: string, wanted: RegExp): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !wanted.test(entry.name)) continue;
    texts[basename(entry.name)] = readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8');
  }
  return Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The files that fixtures have descriptions from. */
const DESCRIPTIONS = textsOf(FIXTURES, /\.md$/);

/** A host over `texts`, with the fixtures' descriptions beside them, and the candidate of one of its files. */
export function open(
  texts: Readonly<Record<string, string>>,
  file: string,
): { host: Host; candidate: Candidate } {
  const host = memoryHost({ ...DESCRIPTIONS, ...texts });
  const candidate = host.all().find(({ path }) => path === file);
  if (!candidate) throw new Error(`no formula file ${file}`);
  return { host, candidate };
}
