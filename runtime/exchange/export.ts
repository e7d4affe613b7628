import { createHash } from 'node:crypto';
import { fail } from '../failure/failure.js';
import { standsAt } from '../formulas/file-failure.js';
import { createFile, replaceFile } from '../formulas/replace-file.js';
import type { Ledger, View } from '../ledger/contract.js';
import { allLines } from './all-lines.js';
import { readFileBytes } from './line/file.js';
import { compareLines, keyOf } from './line/line.js';
import { lineText } from './line/write-line.js';
import { readBytes } from './read-bytes.js';
import { textsAside } from './rejected.js';

/** The setting that tells which content of the file the ledger has taken in, or has written. */
const SYNCED = 'synced file';

/** A ledger as the text of a file. */
export interface Exported {
  readonly text: string;
  readonly beads: number;
  /** The lines that may be changed elsewhere, by key. */
  readonly bases: ReadonlyMap<string, string>;
}

export interface ExportOptions {
  /** The file that the ledger and git have in common: what is written is what both agree on. */
  readonly isShared: boolean;
}

/** The whole file of a ledger: the same text for the same facts. */
export function exported(view: View): Exported {
  const all = allLines(view).sort(compareLines);
  const texts = all.map(lineText);
  // Protomolecules never change, so that nothing about them can be in conflict, and they are long.
  const bases = all.flatMap((line, at) =>
    line.type === 'protomolecule' ? [] : [[keyOf(line), texts[at] ?? ''] as const],
  );
  return {
    text: texts.map((text) => `${text}\n`).join(''),
    beads: all.filter(({ type }) => type === 'issue').length,
    bases: new Map(bases),
  };
}

/**
 * Write a ledger to the file at `path`, whole or not at all; a file that says the same already is not touched. Rejects with GT8502
 * where the shared file has what the ledger has not taken in, and a FileFailure where it cannot be written.
 */
export async function exportLedger(
  ledger: Ledger,
  path: string,
  { isShared }: ExportOptions,
): Promise<{ readonly beads: number; readonly isChanged: boolean }> {
  const before = standsAt(path) ? readBytes(path) : undefined;
  const made = await ledger.read((view) => {
    const all = exported(view);
    if (isShared && before) demandTakenIn(view, path, before, all);
    return all;
  });
  const after = new TextEncoder().encode(made.text);
  const isChanged = !before || Buffer.compare(before, after) !== 0;
  if (isChanged && before) replaceFile(path, before, after, path);
  else if (isChanged) createFile(path, after, path);
  if (isShared) await agree(ledger, made, after);
  return { beads: made.beads, isChanged };
}

/** What was written is what both sides have: the base of the next merge. */
async function agree(ledger: Ledger, { bases }: Exported, bytes: Uint8Array): Promise<void> {
  const synced = hashOf(bytes);
  const changed = await ledger.read((view) =>
    isSynced(view, bytes) ? undefined : [...bases].filter(([key, text]) => view.base(key) !== text),
  );
  if (!changed) return;
  await ledger.write((tx) => {
    for (const [key, text] of changed) tx.setBase(key, text);
    tx.setSetting(SYNCED, synced);
  });
}

function demandTakenIn(view: View, path: string, bytes: Uint8Array, all: Exported): void {
  if (isSynced(view, bytes)) return;
  const { lines, damaged } = readFileBytes(bytes);
  const unseen = lines.filter((line) => {
    const [key, text] = [keyOf(line), lineText(line)];
    if (line.type === 'protomolecule') return !view.protomolecule(line.id);
    return view.base(key) !== text && all.bases.get(key) !== text;
  }).length;
  const aside = textsAside(path);
  const lost = damaged.filter(({ text }) => !aside.has(text)).length;
  if (unseen + lost > 0) fail('GT8502', { path, lines: unseen + lost });
}

/** Whether the ledger has taken in, or has written, a file of these bytes. */
export const isSynced = (view: View, bytes: Uint8Array): boolean => view.setting(SYNCED) === hashOf(bytes);

/** For the transaction that has taken in a file. */
export const synced = (bytes: Uint8Array): readonly [name: string, value: string] => [SYNCED, hashOf(bytes)];

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
