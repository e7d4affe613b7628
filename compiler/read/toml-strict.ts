import type { AST } from 'toml-eslint-parser';
import { MAX_STRICT_MARKS, MAX_VALUE_NESTING } from '../limits.js';
import { Findings } from './findings.js';
import type { Source } from './source.js';
import type { SpanIndex, Table, Value } from './spans.js';
import { DUPLICATE } from './toml-syntax.js';
import { type KeyPath, NestedTooDeep, Redefinition, TomlTables, type Written } from './toml-tables.js';

const MARKS = new Set([...'[]{},.=#\n'].map((mark) => mark.charCodeAt(0)));

/** What the strict reading came to. */
export type StrictReading =
  | { readonly outcome: 'read'; readonly table: Table; readonly findings: Findings }
  | { readonly outcome: 'too deep'; readonly start: number; readonly end: number }
  | { readonly outcome: 'invalid'; readonly message: string; readonly at: number }
  /** The file is beyond the parser: over MAX_STRICT_MARKS, a text of over 100,000 characters, or brackets in thousands. */
  | { readonly outcome: 'gave up' };

/**
 * Read TOML 1.0 with toml-eslint-parser: right in every case known to us, and a quarter as fast as
 * readFast. Its tree is converted here; its own getStaticTOMLValue writes `__proto__` keys into
 * Object.prototype. Loaded on first use, for most runs never need it. Never rejects.
 */
export async function readStrictly(source: Source, spans: SpanIndex): Promise<StrictReading> {
  if (isTooLarge(source.text)) return { outcome: 'gave up' };
  const { ParseError, parseTOML } = await import('toml-eslint-parser');
  try {
    // The line end is for its tokenizer, which gives a 0 that ends the file an empty range.
    const program = parseTOML(`${source.text}\n`, { tomlVersion: '1.0' });
    const conversion = new Conversion(source, spans);
    conversion.program(program);
    return { outcome: 'read', table: conversion.tables.root.data, findings: conversion.findings };
  } catch (error) {
    if (error instanceof ParseError) return { outcome: 'invalid', message: error.message, at: error.index };
    if (error instanceof NestedTooDeep) return { outcome: 'too deep', start: error.start, end: error.end };
    if (error instanceof Redefinition) return { outcome: 'invalid', message: DUPLICATE, at: error.start };
    // It spreads texts over the stack, and recurses at closing brackets; a RangeError says so.
    return { outcome: 'gave up' };
  }
}

/** Whether toml-eslint-parser would need too much memory for a text. */
export const isTooLarge = (text: string): boolean => marks(text) > MAX_STRICT_MARKS;

/** How much of the text ends or begins a token; at most about two tokens come to each. */
function marks(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) if (MARKS.has(text.charCodeAt(at))) count++;
  return count;
}

/** The tree as plain data. Recursion ends at MAX_VALUE_NESTING. */
class Conversion {
  readonly findings = new Findings();
  readonly tables: TomlTables;
  readonly #text: string;

  constructor(source: Source, spans: SpanIndex) {
    this.tables = new TomlTables(source, spans);
    this.#text = source.text;
  }

  program({ body: [top] }: AST.TOMLProgram): void {
    for (const node of top.body) {
      if (node.type === 'TOMLKeyValue') {
        this.#assignment(node);
        continue;
      }
      const element = node.kind === 'array';
      // The node ends behind its last assignment; only white space is between its key and its bracket.
      const end = this.#text.indexOf(']', node.key.range[1]) + (element ? 2 : 1);
      this.tables.header(this.#path(node.key), node.range[0], end, element);
      for (const assignment of node.body) this.#assignment(assignment);
    }
  }

  #assignment({ key, value }: AST.TOMLKeyValue): void {
    const path = this.#path(key);
    this.tables.assign(path, this.#value(value, this.#below(this.tables.current.depth, path)));
  }

  #path({ keys }: AST.TOMLKey): KeyPath {
    const names: string[] = [];
    const offsets: number[] = [];
    for (const key of keys) {
      const name = key.type === 'TOMLBare' ? key.name : key.value;
      names.push(name);
      offsets.push(...key.range);
      this.findings.key(name, ...key.range);
    }
    return { names, offsets };
  }

  /** The depth of what `path` is assigned, `depth` deep: each name but the last is a table. */
  #below(depth: number, { names, offsets }: KeyPath): number {
    const spare = MAX_VALUE_NESTING - depth + 1;
    if (names.length > spare) {
      throw new NestedTooDeep(offsets[spare * 2] as number, offsets[spare * 2 + 1] as number);
    }
    return depth + names.length - 1;
  }

  #value(node: AST.TOMLContentNode, depth: number): Written {
    const [start, end] = node.range;
    if (node.type === 'TOMLValue') return { value: this.#scalar(node), start, end };
    if (depth >= MAX_VALUE_NESTING) throw new NestedTooDeep(start, start + 1);
    if (node.type === 'TOMLArray') {
      const values: Value[] = [];
      const items: number[] = [];
      for (const element of node.elements) {
        values.push(this.#value(element, depth + 1).value);
        items.push(...element.range);
      }
      return { value: values, start, end, items };
    }
    const inline = this.tables.inline(start, depth + 1);
    inline.table.end = end;
    for (const { key, value } of node.body) {
      const path = this.#path(key);
      this.tables.assignInline(inline, path, this.#value(value, this.#below(depth + 1, path)));
    }
    return { value: inline.table.data, start, end };
  }

  #scalar(node: AST.TOMLValue): Value {
    const [start, end] = node.range;
    switch (node.kind) {
      case 'string':
      case 'boolean':
        return node.value;
      case 'integer':
        if (Number.isSafeInteger(Number(node.bigint))) return this.findings.number(node.value, start, end);
        return this.findings.wideInteger(this.#text.slice(start, end), start, end);
      case 'float':
        return this.findings.number(node.value, start, end);
      default:
        return this.findings.date(this.#text.slice(start, end), start, end);
    }
  }
}
