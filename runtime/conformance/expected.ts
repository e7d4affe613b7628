import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import { Source } from '../../compiler/read/source.js';
import { SpanIndex } from '../../compiler/read/spans.js';
import { readToml } from '../../compiler/read/toml.js';
import { FileFailure, reasonOf } from '../formulas/file-failure.js';
import { type Case, readText } from './case.js';
import { differences, textDifferences } from './differences.js';
import { isObject, type Json, toText } from './json.js';
import type { FindingCode, Outcome } from './outcome.js';

/** What a case must come to. A file that is not there says that there is nothing of the kind. */
const FILES = {
  protomolecule: 'expected.json',
  written: 'expected-formula.txt',
  text: 'expected.txt',
  codes: 'expected-codes.json',
} as const;

/** How an outcome differs from what the files of the case expect, as lines for people. */
export async function compareWithExpected({ folder, task }: Case, outcome: Outcome): Promise<string[]> {
  const made = task === 'cook' ? FILES.protomolecule : FILES.written;
  const protomolecule = readJson(join(folder, FILES.protomolecule));
  const written = readText(join(folder, FILES.written));
  const text = readText(join(folder, FILES.text));
  const codes = readJson(join(folder, FILES.codes));
  if (protomolecule === undefined && written === undefined && codes === undefined)
    return [`nothing is expected: there is neither ${made} nor ${FILES.codes}`];
  // Where comments stand in a formula that is written out, and how its values are spelled, is our own affair.
  const isExact = task === 'format' || task === 'fix' || outcome.text !== undefined;
  return [
    ...differences(codes ?? [], outcome.codes.map(asJson), 'findings'),
    ...differences(protomolecule, outcome.protomolecule, 'protomolecule'),
    ...(isExact
      ? textDifferences(written ?? '', outcome.written ?? '', FILES.written)
      : differences(await dataOf(written), await dataOf(outcome.written), FILES.written)),
    ...(outcome.text === undefined ? [] : textDifferences(text ?? '', outcome.text, FILES.text)),
  ];
}

/** What a formula says, whatever its layout. What cannot be read is its own data. */
async function dataOf(text: string | undefined): Promise<Json | undefined> {
  if (text === undefined) return undefined;
  const table = await readToml(new Source('', '', text), new SpanIndex(), new Reporter(), false);
  return table ? (JSON.parse(JSON.stringify(table)) as Json) : text;
}

/** Write what came as what is expected from now on. Whether that is right is for the reader of the change to say. */
export function writeExpected({ folder }: Case, { protomolecule, written, codes, text }: Outcome): void {
  const write = (name: string, content: string | undefined): void => {
    const path = join(folder, name);
    try {
      if (content === undefined) rmSync(path, { force: true });
      else writeFileSync(path, content);
    } catch (error) {
      throw new FileFailure('write', path, reasonOf(error));
    }
  };
  write(FILES.protomolecule, protomolecule === undefined ? undefined : toText(protomolecule));
  write(FILES.written, written);
  // A case that comes to nothing says so: without any file it would be one that was never run.
  const isSilent = codes.length === 0 && (protomolecule !== undefined || written !== undefined);
  write(FILES.codes, isSilent ? undefined : toText(codes.map(asJson)));
  write(FILES.text, text || undefined);
}

const asJson = ({ code, severity, source, line }: FindingCode): Json => ({
  code,
  severity,
  ...(source !== undefined && { source }),
  ...(line !== undefined && { line }),
});

function readJson(path: string): Json | undefined {
  const text = readText(path);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value) || isObject(value as Json)) return value as Json;
  } catch (error) {
    throw new FileFailure('read', path, reasonOf(error));
  }
  throw new FileFailure('read', path, 'it is neither an object nor a list');
}
