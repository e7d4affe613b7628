import type { CursorText } from './cursor.js';
import { valueSite } from './names/sites.js';
import type { SchemaRow } from './schema-row.js';
import type { Extent } from './syntax/tree.js';

/** A part of a text that means something by itself. The extent, of the file, is what a completion replaces: braces are outside. */
export interface Token extends Extent {
  /** `{{name}}`, `{name}`, `{{steps.ID.output}}`, or a word of an expression. */
  readonly kind: 'variable' | 'bound' | 'output' | 'word';
  /** What stands of it before the cursor. */
  readonly prefix: string;
  /** All of it. */
  readonly word: string;
  /** Of a placeholder: it has its closing braces. */
  readonly isClosed: boolean;
}

const EXPRESSIONS: ReadonlySet<string> = new Set(['cooked', 'running', 'range']);
/** Longer than any placeholder. */
const MAX_LOOK = 1024;

/** The token at the cursor of a text, finished or not: `{{na` is one. */
export function tokenAt(
  { value, offset }: Pick<CursorText, 'value' | 'offset'>,
  row: SchemaRow,
  toFile: (offset: number) => number,
): Token | undefined {
  const before = value.slice(Math.max(0, offset - MAX_LOOK), offset);
  const after = value.slice(offset, offset + MAX_LOOK);
  const open = /\{(\{?)([^{}\n]*)$/.exec(before);
  const form = valueSite(row)?.form ?? '';
  const token = (kind: Token['kind'], prefix: string, rest: string, isClosed: boolean): Token => ({
    kind,
    prefix,
    word: prefix + rest,
    isClosed,
    start: toFile(offset - prefix.length),
    end: toFile(offset + rest.length),
  });
  if (open && !(open[1] === '' && before.charAt(open.index - 1) === '$')) {
    const [, second, prefix = ''] = open;
    const rest = /^[^{}\n]*/.exec(after)?.[0] ?? '';
    const isClosed = after.startsWith(second === '{' ? '}}' : '}', rest.length);
    // What is not closed ends with its word: the rest of the line is text.
    const inner = isClosed ? rest : (/^[\w.-]*/.exec(after)?.[0] ?? '');
    if (second === '{')
      return token(/^\s*steps\./.test(prefix + inner) ? 'output' : 'variable', prefix, inner, isClosed);
    return token('bound', prefix, inner, isClosed);
  }
  if (!EXPRESSIONS.has(form)) return undefined;
  const prefix = /[^\s()[\]{},'"&|!<>=]*$/.exec(before)?.[0] ?? '';
  return token('word', prefix, /^[^\s()[\]{},'"&|!<>=]*/.exec(after)?.[0] ?? '', true);
}
