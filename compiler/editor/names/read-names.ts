import type { Candidate, Host } from '../../host.js';
import { scanToml } from '../syntax/scan-toml.js';
import { namesOfFile } from './in-file.js';
import { type NamedFile, NameIndex } from './name-index.js';

/** The files whose names have been read, by path; kept from one index to the next. */
export type KnownNames = Map<string, NamedFile>;

/**
 * The names of every formula that `host` has. A file whose text is that of `known` is not read again, and
 * `known` holds what was read.
 */
export async function readNames(host: Host, known: KnownNames = new Map()): Promise<NameIndex> {
  const { expressions } = await import('../../language/parser.js');
  const files: NamedFile[] = [];
  for (const candidate of everyFile(host)) {
    const read = host.read(candidate);
    if (!read.ok || candidate.format !== 'toml') continue;
    const text = new TextDecoder().decode(read.bytes);
    const before = known.get(candidate.path);
    const file =
      before?.text === text
        ? { ...before, candidate }
        : { candidate, text, names: namesOfFile(scanToml(text), expressions) };
    known.set(candidate.path, file);
    files.push(file);
  }
  return new NameIndex(files, host);
}

/** Each file once, whatever names it by. */
function everyFile(host: Host): Iterable<Candidate> {
  return new Map(host.all().map((candidate) => [candidate.path, candidate])).values();
}
