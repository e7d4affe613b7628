import { MAX_VALUE_NESTING } from '../limits.js';
import { Findings } from './findings.js';
import { plainAssignment, plainHeader } from './plain-line.js';
import type { Source } from './source.js';
import type { SpanIndex, Value } from './spans.js';
import { TomlScanner } from './toml-scanner.js';
import { InlineTable, type KeyPath, NestedTooDeep, TomlTables, type Written } from './toml-tables.js';

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const DOT = 0x2e;
const LEFT_BRACKET = 0x5b;
const RIGHT_BRACKET = 0x5d;

/** An array while it is read, and after it until its key takes it. */
class InlineArray {
  readonly values: Value[] = [];
  readonly offsets: number[] = [];
}

class Assignment {
  constructor(
    readonly path: KeyPath,
    readonly value: Written,
  ) {}
}

/**
 * The scanner's states with our own idea of what a finished key, value or header does. `parse` and `finish`
 * throw on what is refused; `ii` and `valueStart` then say where.
 */
export class PositionsParser extends TomlScanner {
  readonly findings = new Findings();
  readonly tables: TomlTables;
  /** Tables and arrays around the value that is being read. */
  #depth = 0;
  /** Starts of the values being read, outermost first. */
  readonly #valueStarts: number[] = [];
  #keyStart = 0;
  #keyEnd = 0;
  #headerStart = 0;
  #headerNames: string[] = [];
  #headerOffsets: number[] = [];

  constructor(source: Source, spans: SpanIndex) {
    super(source.text);
    this.tables = new TomlTables(source, spans);
  }

  /** Where the last header begins that was met; what stands before it has been read. */
  get headerStart(): number {
    return this.#headerStart;
  }

  get valueStart(): number | undefined {
    return this.#valueStarts[this.#valueStarts.length - 1];
  }

  // Lines that are written as most are, as a whole. A state is left on the last character that it has taken.

  protected override parseStart(): unknown {
    const lineEnd = this.char === LEFT_BRACKET ? this.#plainHeader(this.ii) : this.#plainAssignment(this.ii);
    if (lineEnd === -1) return super.parseStart();
    this.ii = lineEnd - 1;
    this.char = SPACE;
    return undefined;
  }

  #plainHeader(from: number): number {
    const header = plainHeader(this.text, from);
    if (!header) return -1;
    const { names, offsets, isElement, end, lineEnd } = header;
    this.#headerStart = from;
    this.ii = end - 1;
    for (const [place, name] of names.entries())
      this.findings.key(name, offsets[place * 2] as number, offsets[place * 2 + 1] as number);
    this.tables.header(header, from, end, isElement);
    this.#depth = this.tables.current.depth;
    return lineEnd;
  }

  #plainAssignment(from: number): number {
    const found = plainAssignment(this.text, from);
    // Where a list is one too many, the states say.
    if (!found || (found.items && this.#depth >= MAX_VALUE_NESTING)) return -1;
    const { keyEnd, end, lineEnd } = found;
    const name = this.text.slice(from, keyEnd);
    this.findings.key(name, from, keyEnd);
    this.ii = end;
    this.tables.assignOne(name, from, keyEnd, found);
    return lineEnd;
  }

  // Keys. A key's last character is one behind when the state after it runs.

  protected override parseKeyword(): unknown {
    this.#keyStart = this.ii;
    this.#keyEnd = -1;
    return super.parseKeyword();
  }

  protected override recordAssignKeyword(key: string): unknown {
    this.findings.key(key, this.#keyStart, this.ii);
    const names = this.state.resultTable as string[] | null;
    if (names === null) {
      this.state.resultTable = [key];
      this.state.resultArr = [this.#keyStart, this.ii];
    } else {
      this.#enter(this.#keyStart, this.ii);
      names.push(key);
      (this.state.resultArr as number[]).push(this.#keyStart, this.ii);
    }
    return this.goto(this.parseAssignKeywordPreDot);
  }

  // Headers.

  protected override parseTable(): unknown {
    this.#startHeader(1);
    return this.goto(this.parseTableNext);
  }

  protected override parseTableMore(key: string): unknown {
    if (!this.#endHeaderKey(key)) return undefined;
    if (this.char === DOT) return this.next(this.parseTableNext);
    this.#endHeader(false);
    return this.next(this.parseWhitespaceToEOL);
  }

  protected override parseList(): unknown {
    this.#startHeader(2);
    return this.goto(this.parseListNext);
  }

  protected override parseListMore(key: string): unknown {
    if (!this.#endHeaderKey(key)) return undefined;
    return this.next(this.char === DOT ? this.parseListNext : this.parseListEnd);
  }

  protected override parseListEnd(): unknown {
    if (this.char !== RIGHT_BRACKET) throw new Error('expected "]]" at the end of the header');
    this.#endHeader(true);
    return this.next(this.parseWhitespaceToEOL);
  }

  // Values. A value's last character is one behind when it is recorded.

  protected override parseValue(): unknown {
    this.#valueStarts.push(this.ii);
    return super.parseValue();
  }

  protected override recordAssignValue(raw: unknown): unknown {
    const names = this.state.resultTable as string[];
    const offsets = this.state.resultArr as number[];
    this.#depth -= names.length - 1;
    return this.returnNow(new Assignment({ names, offsets }, this.#written(raw)));
  }

  protected override recordAssignStatement(assignment: Assignment): unknown {
    this.tables.assign(assignment.path, assignment.value);
    return this.goto(this.parseWhitespaceToEOL);
  }

  protected override parseInlineTable(): unknown {
    if (this.state.resultTable === null) {
      const start = this.valueStart as number;
      this.#enter(start, start + 1);
      this.state.resultTable = this.tables.inline(start, this.#depth);
    }
    return super.parseInlineTable();
  }

  protected override recordInlineTableValue({ path, value }: Assignment): unknown {
    this.tables.assignInline(this.state.resultTable as InlineTable, path, value);
    return this.goto(this.parseInlineTableNext);
  }

  protected override parseInlineList(): unknown {
    if (this.state.resultArr === null) {
      this.#enter(this.ii - 1, this.ii);
      this.state.resultArr = new InlineArray();
    }
    return super.parseInlineList();
  }

  protected override recordInlineListValue(raw: unknown): unknown {
    const array = this.state.resultArr as InlineArray;
    const { value, start, end } = this.#written(raw);
    array.values.push(value);
    array.offsets.push(start, end);
    return this.goto(this.parseInlineListNext);
  }

  /** The state behind the end of an array or inline table. */
  protected override recordValue(raw: unknown): unknown {
    this.#depth--;
    return super.recordValue(raw);
  }

  #startHeader(brackets: number): void {
    this.#headerStart = this.ii - brackets;
    this.#headerNames = [];
    this.#headerOffsets = [];
  }

  /** Take a header's key; false on the white space behind it, at which the parser comes by again. */
  #endHeaderKey(key: string): boolean {
    if (this.#keyEnd === -1) this.#keyEnd = this.ii;
    if (this.char === SPACE || this.char === TAB) return false;
    if (this.char !== RIGHT_BRACKET && this.char !== DOT)
      throw new Error('expected "." or "]" in the header');
    this.findings.key(key, this.#keyStart, this.#keyEnd);
    this.#headerNames.push(key);
    this.#headerOffsets.push(this.#keyStart, this.#keyEnd);
    return true;
  }

  #endHeader(element: boolean): void {
    const path = { names: this.#headerNames, offsets: this.#headerOffsets };
    this.tables.header(path, this.#headerStart, this.ii + 1, element);
    this.#depth = this.tables.current.depth;
  }

  #enter(start: number, end: number): void {
    if (++this.#depth > MAX_VALUE_NESTING) throw new NestedTooDeep(start, end);
  }

  /** The value that just ended, as plain data. */
  #written(raw: unknown): Written {
    const start = this.#valueStarts.pop() as number;
    const end = this.ii;
    if (raw instanceof InlineArray) return { value: raw.values, start, end, items: raw.offsets };
    if (raw instanceof InlineTable) {
      raw.table.end = end;
      return { value: raw.table.data, start, end };
    }
    if (typeof raw === 'boolean') return { value: raw, start, end };
    if (typeof raw === 'string') return { value: this.#string(raw, start, end), start, end };
    return this.#number(raw, start, end);
  }

  /**
   * Texts come as ropes of single characters, which hold 20 B and more for each until somebody reads them.
   * Where there was no escape, which always makes a text shorter, a slice of the file is the same text:
   * 8 MB of formula then leave 69 MB instead of 139.
   */
  #string(raw: string, start: number, end: number): string {
    const text = this.text;
    const marks = end - start - raw.length;
    if (marks === 2) return text.slice(start + 1, end - 1);
    // Two quotes at the start: three, then, for an empty text has no other marks than them.
    if (text.charCodeAt(start) !== text.charCodeAt(start + 1)) return raw;
    if (marks === 6) return text.slice(start + 3, end - 3);
    return marks === 7 && text.charCodeAt(start + 3) === LF ? text.slice(start + 4, end - 3) : raw;
  }

  /** Numbers come boxed, unless they are inf or nan; whole ones beyond 2^53 in a box of their own; dates are Dates. */
  #number(raw: unknown, start: number, end: number): Written {
    if (raw instanceof Date) {
      // It has looked one further for a time.
      const text = this.text.slice(start, end).trimEnd();
      return { value: this.findings.date(text, start, start + text.length), start, end: start + text.length };
    }
    const number = raw instanceof Number ? raw.valueOf() : raw;
    if (typeof number === 'number') {
      return { value: this.findings.number(number, start, end), start, end };
    }
    return { value: this.findings.wideInteger(this.text.slice(start, end), start, end), start, end };
  }
}

/**
 * Line ends inside multi-line strings become LF, which TOML leaves to us: one formula must have one
 * fingerprint, however git checked it out. Outside of them no CR is ever consumed.
 */
export class CrlfPositionsParser extends PositionsParser {
  protected override consume(): void {
    if (this.char !== CR) super.consume();
  }
}
