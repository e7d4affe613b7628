import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { quote } from '../diagnostics/define.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { MAX_SYNTAX_ERRORS, MAX_VALUE_NESTING } from '../limits.js';
import { Findings } from './findings.js';
import { KeyRows } from './key-rows.js';
import type { Source, Span } from './source.js';
import { emptyTable, firstLineEnd, type SpanIndex, type Table, TablePositions, type Value } from './spans.js';

/** What jsonc-parser's error codes mean, and what to do. */
const WORDS: { readonly [code: string]: readonly [reason: string, advice?: string] } = {
  InvalidSymbol: ['this is no word of JSON', 'put double quotes around keys and texts'],
  InvalidNumberFormat: ['this is no number'],
  PropertyNameExpected: ['a key in double quotes must stand here'],
  ValueExpected: ['a value is missing'],
  ColonExpected: ['":" is missing between key and value'],
  CommaExpected: ['a comma is missing before this'],
  CloseBraceExpected: ['an object is not closed', 'add "}" at its end'],
  CloseBracketExpected: ['an array is not closed', 'add "]" at its end'],
  EndOfFileExpected: ['something stands behind the end of the object'],
  InvalidCommentToken: ['JSON has no comments', 'remove it, or write the formula as TOML'],
  UnexpectedEndOfString: ['a text is not closed on its line', 'add the missing quote'],
  UnexpectedEndOfNumber: ['a number is not complete'],
  InvalidUnicode: ['an escape in this text names no character', 'write \\u and four hexadecimal digits'],
  InvalidEscapeCharacter: [
    'a backslash in this text starts no escape that JSON knows',
    'write \\\\ for a backslash',
  ],
  InvalidCharacter: [
    'a control character stands in this text',
    'write it as an escape, such as \\n or \\u0007',
  ],
};

/** Read strict JSON: no comments, no trailing commas, no key twice; the root is an object. Never throws. */
export function readJson(source: Source, spans: SpanIndex, reporter: Reporter): Table | undefined {
  if (!bracketsMatch(source, reporter)) return undefined;
  const errors: ParseError[] = [];
  const root = parseTree(source.text, errors, { disallowComments: true, allowTrailingComma: false });
  if (errors.length > 0) {
    reportErrors(source, errors, reporter);
    return undefined;
  }
  if (root?.type !== 'object') {
    const facts = { reason: 'the file does not hold an object', advice: 'begin it with "{"' };
    reporter.report('GT1005', facts, { span: root && spanOf(source, root) });
    return undefined;
  }
  const before = reporter.errors;
  const conversion = new Conversion(source, spans, reporter);
  const table = conversion.table(root, 0, firstLineEnd(source.text));
  conversion.findings.report(source, reporter);
  return reporter.errors === before ? table : undefined;
}

/**
 * Whether every bracket closes one of its kind, at most MAX_VALUE_NESTING deep. parseTree recurses as deep
 * as the brackets, and after an error deeper than any count of them: on a wrong bracket it goes on inside.
 */
function bracketsMatch(source: Source, reporter: Reporter): boolean {
  const { text } = source;
  const scanner = createScanner(text, true);
  const closers: string[] = [];
  for (;;) {
    scanner.scan();
    const start = scanner.getTokenOffset();
    if (start >= text.length) return true;
    const place = { span: { source, start, end: start + 1 } };
    const char = text.charAt(start);
    if (char === '{' || char === '[') {
      // The root is an object; it does not count.
      if (closers.push(char === '{' ? '}' : ']') <= MAX_VALUE_NESTING + 1) continue;
      reporter.report('GT1014', { limit: MAX_VALUE_NESTING }, place);
      return false;
    }
    if ((char === '}' || char === ']') && closers.pop() !== char) {
      reporter.report('GT1005', { reason: `"${char}" closes nothing that was opened` }, place);
      return false;
    }
  }
}

/** One error a line: after the first the parser is out of step, and most others are its echo. */
function reportErrors(source: Source, errors: readonly ParseError[], reporter: Reporter): void {
  let lastLine = 0;
  let count = 0;
  for (const { error, offset, length } of errors) {
    const { line } = source.position(offset);
    if (line === lastLine) continue;
    lastLine = line;
    if (++count > MAX_SYNTAX_ERRORS) return;
    const code = printParseErrorCode(error);
    const [reason, advice = commaAdvice(source.text, offset)] = WORDS[code] ?? [code];
    reporter.report('GT1005', { reason, advice }, { span: { source, start: offset, end: offset + length } });
  }
}

function commaAdvice(text: string, offset: number): string | undefined {
  return /,\s*$/.test(text.slice(Math.max(0, offset - 100), offset))
    ? 'remove the comma before it'
    : undefined;
}

/** The tree as plain data with positions. Recursion ends at MAX_VALUE_NESTING, see `bracketsMatch`. */
class Conversion {
  readonly findings = new Findings();
  readonly #rows = new KeyRows();

  constructor(
    readonly source: Source,
    readonly spans: SpanIndex,
    readonly reporter: Reporter,
  ) {}

  table(node: Node, start: number, end: number): Table {
    const table = emptyTable();
    const positions = new TablePositions(this.source, start, end, this.#rows);
    this.spans.record(table, positions);
    for (const { children } of node.children ?? []) {
      const [key, value] = children ?? [];
      if (key === undefined || value === undefined) continue;
      const name = key.value as string;
      this.findings.key(name, key.offset, key.offset + key.length);
      if (table[name] !== undefined) {
        const first = positions.key(name);
        const related = first && [{ message: 'first defined here', span: first }];
        const place = { span: spanOf(this.source, key), related };
        this.reporter.report('GT1005', { reason: `${quote(name)} is defined twice` }, place);
        continue;
      }
      table[name] = this.#value(value);
      const items = value.type === 'array' ? value.children?.flatMap(range) : undefined;
      positions.add(name, ...range(key), ...range(value), items);
    }
    return table;
  }

  #value(node: Node): Value {
    const [start, end] = range(node);
    switch (node.type) {
      case 'object':
        return this.table(node, start, end);
      case 'array':
        return (node.children ?? []).map((element) => this.#value(element));
      case 'number':
        return this.#number(node.value as number, start, end);
      case 'null':
        return this.findings.null(start, end);
      default:
        return node.value as string | boolean;
    }
  }

  #number(number: number, start: number, end: number): number {
    const text = this.source.text.slice(start, end);
    const whole = /^-?\d+$/.test(text);
    if (whole && !Number.isSafeInteger(number)) return this.findings.wideInteger(text, start, end);
    return this.findings.number(number, start, end);
  }
}

const range = ({ offset, length }: Node): [start: number, end: number] => [offset, offset + length];

function spanOf(source: Source, node: Node): Span {
  const [start, end] = range(node);
  return { source, start, end };
}
