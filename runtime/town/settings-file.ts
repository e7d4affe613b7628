import { readFileSync } from 'node:fs';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import { decode } from '../../compiler/read/decode.js';
import { readJson } from '../../compiler/read/json.js';
import type { Source } from '../../compiler/read/source.js';
import { SpanIndex, type Table } from '../../compiler/read/spans.js';
import { fail } from '../failure/failure.js';
import { FileFailure, reasonOf, standsAt } from '../formulas/file-failure.js';
import { createFile, replaceFile } from '../formulas/replace-file.js';
import { Reading, type Shape } from './shape.js';

/**
 * What a JSON file of a town says; undefined when it is not there, and only then. Throws GT8702 where it is damaged,
 * GT8703 where it says what it should not, and a FileFailure where it cannot be read.
 */
export function readSettings<T>(path: string, shape: Shape<T>): T | undefined {
  const bytes = bytesOf(path);
  return bytes && parse(bytes, path, shape);
}

/**
 * Change such a file: `change` gets what it says and gives what it is to say, or undefined to leave it. Whoever reads it
 * sees the one or the other, whole. Throws what `readSettings` throws, and a FileFailure when somebody else has changed
 * it meanwhile; it is then as it was.
 */
export function changeSettings<T>(
  path: string,
  shape: Shape<T>,
  change: (before: T | undefined) => T | undefined,
): void {
  const bytes = bytesOf(path);
  const after = change(bytes && parse(bytes, path, shape));
  if (after === undefined) return;
  const text = Buffer.from(`${JSON.stringify(after, undefined, 2)}\n`);
  if (bytes) replaceFile(path, bytes, text, path);
  else createFile(path, text, path);
}

function bytesOf(path: string): Uint8Array | undefined {
  if (!standsAt(path)) return undefined;
  try {
    return readFileSync(path);
  } catch (error) {
    throw new FileFailure('read', path, reasonOf(error));
  }
}

function parse<T>(bytes: Uint8Array, path: string, shape: Shape<T>): T {
  const reporter = new Reporter();
  const spans = new SpanIndex();
  const source = decode(bytes, path, path, reporter);
  const table = source && readJson(source, spans, reporter);
  return table ? shaped(table, { path, source, spans, shape }) : damaged(path, reporter);
}

function shaped<T>(
  table: Table,
  { path, source, spans, shape }: { path: string; source: Source; spans: SpanIndex; shape: Shape<T> },
): T {
  const reading = new Reading(spans, source);
  const result = shape(table, { reading, span: spans.table(table), name: '' });
  if (reading.problems.length > 0) fail('GT8703', { path, problems: reading.problems });
  // A shape that finds no problem gives a value.
  return result as T;
}

function damaged(path: string, reporter: Reporter): never {
  const [finding] = reporter.sorted();
  const line = finding?.span?.source.position(finding.span.start).line ?? 1;
  return fail('GT8702', { path, line, reason: finding?.message ?? 'it cannot be read' });
}
