import type { Path } from './ast.js';
import { outside } from './outside.js';
import type { Problems } from './problem.js';
import type { Piece } from './scan.js';

/** What one pair of braces says. A `path` that is missing has been reported. */
export type Action =
  | { readonly kind: 'print'; readonly path: Path }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'if' | 'else if' | 'range'; readonly path: Path | undefined }
  | { readonly kind: 'else' | 'end' }
  /** Another block, which also has its end. */
  | { readonly kind: 'other block' };

const PATH = /^(\$?)((?:\.[A-Za-z_]\w*)+)$/;
/** `steps.ID.output.path`. */
const OUTPUT = /^steps\.[\w.-]+$/;
const OTHER_BLOCK = /^(?:with|block|define)\b/;

/** The action of a piece; undefined when it is none (reported). `variables`: `{{name}}` is one. */
export function readAction(
  piece: Piece & { kind: 'action' },
  variables: boolean,
  problems: Problems,
): Action | undefined {
  const { source, start, end } = piece;
  if (source === '') {
    problems.add('GT3040', piece, 'there is nothing between the braces');
    return undefined;
  }
  const refuse = (what: string, from: number): undefined => {
    const { construct, ...more } = outside(what);
    problems.add('GT3041', { start: from, end }, construct, more);
    return undefined;
  };
  const [, keyword = '', rest = ''] = /^(if|range|else|end)\b(?![.\w])\s*([\s\S]*)$/.exec(source) ?? [];
  const restStart = end - rest.length;
  const operand = (written: string, from: number, block: string): Path | undefined => {
    if (written === '') {
      problems.add('GT3040', piece, `{{${block}}} says no name`, { instead: `write {{${block} .x}}` });
      return undefined;
    }
    return readPath(written, from) ?? refuse(written, from);
  };
  switch (keyword) {
    case 'if':
    case 'range':
      return { kind: keyword, path: operand(rest, restStart, keyword) };
    case 'else': {
      if (rest === '') return { kind: 'else' };
      const test = /^if\b\s*([\s\S]*)$/.exec(rest)?.[1];
      if (test !== undefined) return { kind: 'else if', path: operand(test, end - test.length, 'else if') };
      refuse(rest, restStart);
      return { kind: 'else' };
    }
    case 'end':
      if (rest !== '') problems.add('GT3040', { start: restStart, end }, '{{end}} takes nothing behind it');
      return { kind: 'end' };
  }
  const path = readPath(source, start);
  if (path) return { kind: 'print', path };
  if (variables && /^[A-Za-z_]\w*$/.test(source))
    return { kind: 'print', path: { form: 'variable', names: [source], start, end } };
  // Known only when the step is claimed: it stays as it is.
  if (variables && OUTPUT.test(source)) return { kind: 'text', text: `{{${source}}}` };
  const text = literal(source);
  if (text !== undefined) return { kind: 'text', text };
  refuse(source, start);
  return OTHER_BLOCK.test(source) ? { kind: 'other block' } : undefined;
}

function readPath(source: string, start: number): Path | undefined {
  const end = start + source.length;
  if (source === '.' || source === '$')
    return { form: source === '.' ? 'item' : 'root', names: [], start, end };
  const match = PATH.exec(source);
  if (!match) return undefined;
  const [, root, names = ''] = match;
  return { form: root === '$' ? 'root' : 'item', names: names.slice(1).split('.'), start, end };
}

/** A quoted text, of Go's escapes those that JSON has too; undefined when it is something else. */
function literal(source: string): string | undefined {
  if (/^`[^`]*`$/.test(source)) return source.slice(1, -1).replaceAll('\r', '');
  if (!/^"(?:[^"\\\n]|\\["\\nrtbf])*"$/.test(source)) return undefined;
  const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  return source.slice(1, -1).replaceAll(/\\(.)/g, (_, char: string) => escapes[char] ?? char);
}
