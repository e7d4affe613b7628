const BARE = /^[A-Za-z0-9_-]+$/;
/** What TOML has no room for in a text without escapes: control characters but the tab, and DEL. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROLS = /[\u0000-\u0008\u000a-\u001f\u007f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROLS_BUT_LINES = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

const SHORT: Readonly<Record<string, string>> = { '\b': '\\b', '\n': '\\n', '\f': '\\f', '\r': '\\r' };

const escaped = (char: string): string =>
  SHORT[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`;

export const writeKey = (key: string): string => (BARE.test(key) ? key : writeText(key));

/** A text on one line: literal where that spares escapes. */
export function writeText(text: string): string {
  if (/["\\]/.test(text) && !text.includes("'") && !CONTROL.test(text)) return `'${text}'`;
  return `"${text.replace(/["\\]/g, '\\$&').replace(CONTROLS, escaped)}"`;
}

/** A text that has line ends, over as many lines. */
export function writeLongText(text: string): string {
  const isPlain = !text.replaceAll('\n', '').match(CONTROL);
  if (isPlain && /\\|"""/.test(text) && !text.includes("'''") && !text.endsWith("'"))
    return `'''\n${text}'''`;
  const written = text
    .replaceAll('\\', '\\\\')
    // Three in a row would end it; one that stands before its end would make four of them.
    .replace(/"""|"$/g, (quotes) => `${quotes.slice(1)}\\"`)
    .replace(CONTROLS_BUT_LINES, escaped);
  return `"""\n${written}"""`;
}

/** A finite number. TOML's integers are ours only up to 2^53; what is larger is written as a float. */
export function writeNumber(number: number): string {
  if (Number.isInteger(number) && !Number.isSafeInteger(number)) return number.toExponential();
  return String(number === 0 ? 0 : number);
}
