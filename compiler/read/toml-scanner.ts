import TomlParser from '@iarna/toml/lib/toml-parser.js';
import { BARE } from './plain-line.js';

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const DOT = 0x2e;
const CAPITAL_E = 0x45;
const BACKSLASH = 0x5c;
const RIGHT_BRACKET = 0x5d;
const SMALL_E = 0x65;
const RIGHT_BRACE = 0x7d;
const DELETE = 0x7f;
/** @iarna/toml's states, where it reads valid TOML wrongly mended, and where it goes character by character for no need made quick. */
export class TomlScanner extends TomlParser {
  /** `text`: kept here, since the parser lets go of its own copy before it looks at what the end of the file ends. */
  constructor(protected readonly text: string) {
    super();
  }

  /** The original takes the CR of a CRLF for a control character, which made every commented file of Windows a slow one. */
  protected override parseComment(): unknown {
    const text = this.text;
    let at = this.ii;
    for (; at < text.length; at++) {
      const char = text.charCodeAt(at);
      if (char >= SPACE ? char === DELETE : char !== TAB) {
        const endsLine = char === LF || (char === CR && text.charCodeAt(at + 1) === LF);
        if (!endsLine) throw new Error('a control character in a comment');
        this.ii = at;
        this.char = LF;
        return this.return();
      }
    }
    this.ii = at;
    return this.char > 0x10ffff ? this.return() : undefined;
  }

  /** To the original no comma or bracket ends a word: it lets `[1_]` pass and refuses `[1979-05-27]`. */
  protected override atEndOfWord(): boolean {
    const { char } = this;
    return char === COMMA || char === RIGHT_BRACKET || char === RIGHT_BRACE || super.atEndOfWord();
  }

  // Two more valid notations that the original refuses. The slower parser would get them right as well.

  /** `0e1`. */
  protected override parseNumberBaseOrDateTime(): unknown {
    if (this.char === SMALL_E || this.char === CAPITAL_E) return this.goto(this.parseNumberInteger);
    return super.parseNumberBaseOrDateTime();
  }

  /** A local time without a fraction; the original drops the character behind it. No formula may have its value, so any date does. */
  protected override parseOnlyTimeFractionMaybe(): unknown {
    if (this.char === DOT) return super.parseOnlyTimeFractionMaybe();
    return this.returnNow(new Date(0));
  }

  // Keys and texts are most of a formula. The original puts each of their characters into a rope of its own.

  protected override parseBareKey(): unknown {
    const text = this.text;
    const start = this.ii;
    let at = start;
    while (BARE[text.charCodeAt(at)] === 1) at++;
    // What is wrong with a key that is empty or the file's last word, the original says.
    if (at === start || at === text.length) return super.parseBareKey();
    this.ii = at;
    this.char = text.codePointAt(at) as number;
    return this.returnNow(text.slice(start, at));
  }

  protected override parseBasicString(): unknown {
    this.#skipPlain(false);
    return super.parseBasicString();
  }

  protected override parseMultiStringContent(): unknown {
    this.#skipPlain(true);
    return super.parseMultiStringContent();
  }

  /** Take at once what no state of a text between double quotes looks at; the file's last character is left to them. */
  #skipPlain(isMultiLine: boolean): void {
    const text = this.text;
    const start = this.ii;
    const last = text.length - 1;
    let at = start;
    for (; at < last; at++) {
      const char = text.charCodeAt(at);
      const isPlain =
        char >= SPACE ? char !== QUOTE && char !== BACKSLASH && char !== DELETE : char === LF && isMultiLine;
      if (!isPlain) break;
    }
    if (at <= start) return;
    this.state.buf += text.slice(start, at);
    this.ii = at;
    this.char = text.codePointAt(at) as number;
  }
}
