import type { Candidate, Host, ReadResult } from '../../host.js';
import { scan } from '../syntax/scan.js';
import { namesOfFile } from './in-file.js';
import { namesOfOverlay } from './in-overlay.js';
import { namesOfTest } from './in-test.js';
import { type NamedFile, NameIndex } from './name-index.js';
import { pathBeside, testFile } from './test-file.js';

/** The files whose names have been read, by path; kept from one index to the next. */
export type KnownNames = Map<string, NamedFile>;

/**
 * The names of every formula that `host` has, of their overlays and of their tests. A file whose text is that of `known` is not
 * read again; `known` holds what was read, and nothing else. `tests`: files of tests that stand beside no formula of their
 * name.
 */
export async function readNames(
  host: Host,
  known: KnownNames = new Map(),
  tests: readonly Candidate[] = [],
): Promise<NameIndex> {
  const { expressions } = await import('../../language/parser.js');
  const files: NamedFile[] = [];
  const found = everyFile(host, tests);
  for (const path of known.keys()) if (!found.has(path)) known.delete(path);
  for (const [path, { candidate, is, read }] of found) {
    if (!read.ok) continue;
    const text = new TextDecoder().decode(read.bytes);
    const before = known.get(path);
    const names = (): NamedFile['names'] => {
      const tree = scan(text, candidate.format);
      if (is === 'overlay') return namesOfOverlay(tree, candidate.name);
      return is === 'test' ? namesOfTest(tree, candidate.name) : namesOfFile(tree, expressions);
    };
    const file = before?.text === text ? { ...before, candidate } : { candidate, is, text, names: names() };
    known.set(path, file);
    files.push(file);
  }
  return new NameIndex(files, host);
}

interface Found {
  readonly candidate: Candidate;
  readonly is: NamedFile['is'];
  readonly read: ReadResult;
}

/** Each file once, by its path, whatever names it by. */
function everyFile(host: Host, tests: readonly Candidate[]): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>();
  for (const candidate of host.all()) {
    found.set(candidate.path, { candidate, is: 'formula', read: host.read(candidate) });
    const overlay = host.overlay?.(candidate);
    if (overlay) found.set(overlay.path, { candidate: overlay, is: 'overlay', read: host.read(overlay) });
    addTest(candidate);
  }
  for (const each of tests) addTest(each);
  return found;

  function addTest(beside: Candidate): void {
    const path = pathBeside(beside, testFile(beside));
    const read = found.has(path) ? undefined : host.readBeside(beside, testFile(beside));
    if (read?.ok) found.set(path, { candidate: { ...beside, path, format: 'toml' }, is: 'test', read });
  }
}
