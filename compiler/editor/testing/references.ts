import { allReferencesAt } from '../names/made.js';
import { readNames } from '../names/read-names.js';
import { withRanges } from './marked.js';
import { markedFiles } from './marked-files.js';

/** All texts, with marks around what refers to the name at the cursor that one of them has. */
export async function references(written: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const { host, path, offset, texts } = markedFiles(written);
  const places = await allReferencesAt(await readNames(host), host, path, offset, { withDefinitions: true });
  return Object.fromEntries(
    Object.entries(texts).map(([file, text]) => [
      file,
      withRanges(
        text,
        places.filter((place) => place.file.candidate.path === file),
      ),
    ]),
  );
}
