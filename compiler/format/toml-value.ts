import type { AST } from 'toml-eslint-parser';
import type { LineEnds } from './line-ends.js';

/** Columns beyond which an array is broken into lines. */
export const MAX_COLUMNS = 100;

const INDENT = '  ';

/** A document as it was written, with its comments in order of place. */
export interface Written {
  readonly text: string;
  readonly comments: readonly AST.Comment[];
  readonly lineEnds: LineEnds;
}

/**
 * Lays out the values of a TOML document. Every token is copied from the source; what is chosen here is the
 * white space between tokens, and the comma behind the last item of a broken array. Recursion ends where the
 * readers' does, at MAX_VALUE_NESTING.
 */
export class ValueLayout {
  /** By array that is on one line: its columns. */
  readonly #widths = new Map<AST.TOMLContentNode, number>();

  constructor(private readonly written: Written) {}

  /** `node` on a line that is `indent` deep, with `before` columns in front of it and `after` behind it. */
  value(node: AST.TOMLContentNode, indent: string, before: number, after: number): string {
    if (node.type === 'TOMLValue') return this.#slice(node);
    if (node.type === 'TOMLInlineTable') return this.#inlineTable(node, indent);
    const isWide = node.elements.length > 0 && before + this.#width(node) + after > MAX_COLUMNS;
    return isWide || this.#isBroken(node) ? this.#brokenArray(node, indent) : this.#flatArray(node, indent);
  }

  /** `a . "b"` as `a."b"`. */
  key({ keys }: AST.TOMLKey): string {
    return keys.map((part) => this.#slice(part)).join('.');
  }

  comment(comment: AST.Comment): string {
    return this.#slice(comment).trimEnd();
  }

  #inlineTable({ body }: AST.TOMLInlineTable, indent: string): string {
    if (body.length === 0) return '{}';
    const pairs = body.map(({ key, value }) => `${this.key(key)} = ${this.#asWritten(value, indent)}`);
    return `{ ${pairs.join(', ')} }`;
  }

  #flatArray({ elements }: AST.TOMLArray, indent: string): string {
    return `[${elements.map((element) => this.#asWritten(element, indent)).join(', ')}]`;
  }

  /** Broken only where the author broke it: TOML 1.0 breaks no inline table, and what is in one is wide with it. */
  #asWritten(node: AST.TOMLContentNode, indent: string): string {
    return this.value(node, indent, Number.NEGATIVE_INFINITY, 0);
  }

  #brokenArray({ elements, range }: AST.TOMLArray, indent: string): string {
    const { lineEnds } = this.written;
    const inner = indent + INDENT;
    const { mark } = lineEnds;
    let text = '[';
    let from = range[0] + 1;
    let isFirst = true;
    const newLine = (start: number): void => {
      const keepsBlank = !isFirst && lineEnds.between(from, start) > 1;
      text += `${keepsBlank ? mark : ''}${mark}${inner}`;
      isFirst = false;
    };
    const commentsUntil = (end: number): void => {
      for (const comment of this.#commentsIn(from, end)) {
        const [start] = comment.range;
        if (lineEnds.between(from, start) === 0) text += ' ';
        else newLine(start);
        text += this.comment(comment);
        from = comment.range[1];
      }
    };
    for (const element of elements) {
      const [start, end] = element.range;
      commentsUntil(start);
      newLine(start);
      text += `${this.value(element, inner, inner.length, 1)},`;
      from = end;
    }
    commentsUntil(range[1] - 1);
    return `${text}${mark}${indent}]`;
  }

  /** Whether it, or a text or comment in it, was written over more than one line. */
  #isBroken(node: AST.TOMLArray): boolean {
    return this.written.lineEnds.between(...node.range) > 0;
  }

  /** The columns of a value on one line. */
  #width(node: AST.TOMLContentNode): number {
    if (node.type === 'TOMLValue') return node.range[1] - node.range[0];
    const known = this.#widths.get(node);
    if (known !== undefined) return known;
    let width = 2;
    if (node.type === 'TOMLArray') {
      for (const element of node.elements) width += this.#width(element);
      width += 2 * Math.max(0, node.elements.length - 1);
    } else {
      for (const { key, value } of node.body) width += this.key(key).length + 3 + this.#width(value);
      width += node.body.length === 0 ? 0 : 2 * node.body.length;
    }
    this.#widths.set(node, width);
    return width;
  }

  /** The comments from `start` to `end`, in order; found by halving, for every array asks. */
  #commentsIn(start: number, end: number): AST.Comment[] {
    const { comments } = this.written;
    let low = 0;
    let high = comments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((comments[middle] as AST.Comment).range[0] < start) low = middle + 1;
      else high = middle;
    }
    const found: AST.Comment[] = [];
    for (let at = low; at < comments.length; at++) {
      const comment = comments[at] as AST.Comment;
      if (comment.range[0] >= end) break;
      found.push(comment);
    }
    return found;
  }

  #slice({ range: [start, end] }: { readonly range: AST.Range }): string {
    return this.written.text.slice(start, end);
  }
}
