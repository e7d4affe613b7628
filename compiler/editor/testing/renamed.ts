import { expect } from 'vitest';
import { compile } from '../../compile.js';
import { fingerprintOf } from '../../emit/fingerprint.js';
import type { Protomolecule } from '../../emit/protomolecule.js';
import type { Candidate, Host } from '../../host.js';
import { readNames } from '../names/read-names.js';
import { EditedHost } from '../rename/edited-host.js';
import { rename } from '../rename/rename.js';
import { edited, isRefusal, type Renaming } from '../rename/renaming.js';
import { withRanges } from './marked.js';
import { markedFiles } from './marked-files.js';

type Files = Readonly<Record<string, string>>;

/** The files as they are once renamed, and how. */
export async function renamed(
  written: Files,
  name: string,
): Promise<{ texts: Record<string, string>; host: Host; renaming: Renaming }> {
  const { host, path, offset, texts } = markedFiles(written);
  const renaming = await rename(await readNames(host), host, { path, offset, name });
  if (isRefusal(renaming)) throw new Error(renaming.reason);
  const changed = new Map(
    [...renaming.edits].map(([{ candidate, text }, edits]) => [candidate.path, edited(text, edits).text]),
  );
  return {
    texts: Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, changed.get(file) ?? text])),
    host: new EditedHost(host, changed),
    renaming,
  };
}

/** Rename what the cursor is on: exactly what is marked in `written` is replaced, by `name` or what `spelt` says. */
export async function expectRenamed(
  written: Files,
  name: string,
  spelt: (marked: string) => string = () => name,
): Promise<void> {
  const { texts } = await renamed(written, name);
  expect(texts).toEqual(expectedTexts(written, spelt));
}

/** The files with what is marked replaced by what `spelt` makes of it. */
export function expectedTexts(written: Files, spelt: (marked: string) => string): Record<string, string> {
  return Object.fromEntries(
    [...markedFiles(written).files].map(([path, { text, ranges }]) => [
      path,
      withRanges(text, ranges).replace(/<\|(.*?)\|>/g, (_, marked: string) => spelt(marked)),
    ]),
  );
}

/** Why what the cursor is on is not renamed. */
export async function refusal(written: Files, name: string): Promise<string> {
  const { host, path, offset } = markedFiles(written);
  const result = await rename(await readNames(host), host, { path, offset, name });
  return isRefusal(result) ? result.reason : 'renamed';
}

/** What a formula without errors is cooked to. */
export async function cook(host: Host, name: string): Promise<Protomolecule> {
  const { protomolecule, diagnostics } = await compile(host.candidates(name)[0] as Candidate, host, {
    check: true,
  });
  if (!protomolecule) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return protomolecule;
}

/** The fingerprint that a protomolecule has once its names are others. */
export function fingerprintWith(protomolecule: Protomolecule, names: (text: string) => string): string {
  return fingerprintOf(JSON.parse(names(JSON.stringify(protomolecule))) as Protomolecule);
}
