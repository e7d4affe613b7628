import { type Node, parseTree } from 'jsonc-parser';
import { type AST, parseTOML } from 'toml-eslint-parser';
import { below, type Place, ROOT } from './formula-schema.js';

/** A token of a formula's text, quotes included. */
export interface Token {
  readonly start: number;
  readonly end: number;
}

export interface Visitor {
  /** A key, at every place where it is written, headers included. `table`: what it stands in, if not data of the author's own. */
  readonly key?: (name: string, table: Place | undefined, token: Token) => void;
  readonly text?: (value: string, place: Place | undefined, token: Token) => void;
}

/** Go through a formula's text with parsers that are not the compiler's. */
export function walkFormula(file: string, text: string, visitor: Visitor): void {
  if (file.endsWith('.json')) walkJson(parseTree(text), ROOT, visitor);
  else walkToml(parseTOML(text, { tomlVersion: '1.0' }), visitor);
}

function walkJson(node: Node | undefined, place: Place | undefined, visitor: Visitor): void {
  if (!node) return;
  const token = { start: node.offset, end: node.offset + node.length };
  if (node.type === 'string') visitor.text?.(String(node.value), place, token);
  if (node.type !== 'property') {
    for (const child of node.children ?? []) walkJson(child, place, visitor);
    return;
  }
  const [key, value] = node.children ?? [];
  if (!key) return;
  const name = String(key.value);
  visitor.key?.(name, place, { start: key.offset, end: key.offset + key.length });
  walkJson(value, below(place, name), visitor);
}

function walkToml(program: AST.TOMLProgram, visitor: Visitor): void {
  const path = (from: Place | undefined, { keys }: AST.TOMLKey): Place | undefined => {
    let place = from;
    for (const key of keys) {
      const name = key.type === 'TOMLBare' ? key.name : key.value;
      visitor.key?.(name, place, { start: key.range[0], end: key.range[1] });
      place = below(place, name);
    }
    return place;
  };
  const value = (node: AST.TOMLContentNode, place: Place | undefined): void => {
    if (node.type === 'TOMLArray') for (const element of node.elements) value(element, place);
    else if (node.type === 'TOMLInlineTable') for (const pair of node.body) assignment(pair, place);
    else if (node.kind === 'string') {
      visitor.text?.(node.value, place, { start: node.range[0], end: node.range[1] });
    }
  };
  const assignment = (pair: AST.TOMLKeyValue, place: Place | undefined): void =>
    value(pair.value, path(place, pair.key));
  for (const node of program.body[0].body) {
    if (node.type === 'TOMLKeyValue') assignment(node, ROOT);
    else {
      const place = path(ROOT, node.key);
      for (const pair of node.body) assignment(pair, place);
    }
  }
}
