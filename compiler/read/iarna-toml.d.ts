// The part of an internal file of @iarna/toml 3.0.0 that toml-positions.ts builds on. The package is
// dormant and pinned; a release that renames one of these breaks the conformance tests, not an author's file.
declare module '@iarna/toml/lib/toml-parser.js' {
  /** One frame of the parser's own stack; the result fields belong to whoever reads a construct. */
  interface State {
    returned: unknown;
    /** The text of what is being read, so far. */
    buf: string;
    resultTable: unknown;
    resultArr: unknown;
  }

  /** A state function: it looks at `char`, moves to another state or stays, and is called again at the next character. */
  type StateFunction = (this: TomlParser, returned: never) => unknown;

  class TomlParser {
    /** Offset of `char` in the text, in UTF-16 units. */
    ii: number;
    /** The code point at `ii`; 0x110000 behind the end. */
    char: number;
    state: State;

    parse(text: string): void;
    finish(): unknown;

    protected next(state: StateFunction): void;
    protected goto(state: StateFunction): unknown;
    protected return(value?: unknown): void;
    protected returnNow(value: unknown): unknown;
    protected consume(): void;

    protected atEndOfWord(): boolean;
    protected parseWhitespaceToEOL(): unknown;
    protected parseComment(): unknown;
    protected parseBareKey(): unknown;
    protected parseStart(): unknown;
    protected parseBasicString(): unknown;
    protected parseMultiStringContent(): unknown;
    protected parseKeyword(): unknown;
    protected parseValue(): unknown;
    protected parseNumberInteger(): unknown;
    protected parseNumberBaseOrDateTime(): unknown;
    protected parseOnlyTimeFractionMaybe(): unknown;
    protected recordValue(value: unknown): unknown;
    protected recordAssignKeyword(key: string): unknown;
    protected parseAssignKeywordPreDot(): unknown;
    protected recordAssignValue(value: unknown): unknown;
    protected recordAssignStatement(assignment: unknown): unknown;
    protected parseTable(): unknown;
    protected parseTableNext(): unknown;
    protected parseTableMore(key: string): unknown;
    protected parseList(): unknown;
    protected parseListNext(): unknown;
    protected parseListMore(key: string): unknown;
    protected parseListEnd(): unknown;
    protected parseInlineList(): unknown;
    protected recordInlineListValue(value: unknown): unknown;
    protected parseInlineListNext(): unknown;
    protected parseInlineTable(): unknown;
    protected recordInlineTableValue(assignment: unknown): unknown;
    protected parseInlineTableNext(): unknown;
  }

  export = TomlParser;
}
