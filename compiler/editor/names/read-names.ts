import type { Candidate, Host } from '../../host.js';
import { scan } from '../syntax/scan.js';
import { namesOfFile } from './in-file.js';
import { namesOfOverlay } from './in-overlay.js';
import { type NamedFile, NameIndex } from './name-index.js';

/** The files whose names have been read, by path; kept from one index to the next. */
export type KnownNames = Map<string, NamedFile>;

/**
 * The names of every formula that `host` has, and of their overlays. A file whose text is that of `known` is not
 * read again, and `known` holds what was read.
 */
export async function readNames(host: Host, known: KnownNames = new Map()): Promise<NameIndex> {
  const { expressions } = await import('../../language/parser.js');
  const files: NamedFile[] = [];
  for (const [path, { candidate, isOverlay }] of everyFile(host)) {
    const read = host.read(candidate);
    if (!read.ok) continue;
    const text = new TextDecoder().decode(read.bytes);
    const before = known.get(path);
    const names = (): NamedFile['names'] => {
      const tree = scan(text, candidate.format);
      return isOverlay ? namesOfOverlay(tree, candidate.name) : namesOfFile(tree, expressions);
    };
    const file = before?.text === text ? { ...before, candidate } : { candidate, text, names: names() };
    known.set(path, file);
    files.push(file);
  }
  return new NameIndex(files, host);
}

interface Found {
  readonly candidate: Candidate;
  readonly isOverlay: boolean;
}

/** Each file once, by its path, whatever names it by. */
function everyFile(host: Host): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>();
  for (const candidate of host.all()) {
    found.set(candidate.path, { candidate, isOverlay: false });
    const overlay = host.overlay?.(candidate);
    if (overlay) found.set(overlay.path, { candidate: overlay, isOverlay: true });
  }
  return found;
}
