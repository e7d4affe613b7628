import { MAX_TEXT_LENGTH } from '../../limits.js';
import { MAX_TEMPLATE_DEPTH } from '../limits.js';
import type { Extent } from '../problem.js';
import { type Action, readAction } from './action.js';
import type { Branch, Node, Path, Template } from './ast.js';
import { Problems, type TemplateProblem } from './problem.js';
import { scan } from './scan.js';

export interface Parsed {
  /** What could be read. */
  readonly template: Template;
  /** At most MAX_TEMPLATE_PROBLEMS. */
  readonly problems: readonly TemplateProblem[];
}

/** A block whose end has not come yet. */
interface Open {
  readonly kind: 'if' | 'range' | 'other block';
  readonly at: Extent;
  /** Where its node goes. */
  readonly outer: Node[];
  readonly path: Path | undefined;
  readonly branches: Branch[];
  /** What its path governs; once `{{else}}` has come, in `otherwise` behind it. */
  test: Path | undefined;
  body: Node[];
  otherwise: Node[] | undefined;
}

/**
 * The template that `text` spells. Never throws, whatever the text; linear in its length.
 * `variables`: `{{name}}` is a variable of the formula, as in other texts; without it that is an error.
 */
export function parseTemplate(text: string, { variables = false } = {}): Parsed {
  const problems = new Problems();
  if (text.length > MAX_TEXT_LENGTH) {
    const message = `it has ${text.length} characters; the limit is ${MAX_TEXT_LENGTH} (MAX_TEXT_LENGTH)`;
    problems.add('GT3044', { start: 0, end: 0 }, message);
    return { template: [], problems: problems.found };
  }
  const blocks = new Blocks(problems);
  for (const piece of scan(text, problems)) {
    if (piece.kind === 'text') blocks.text(piece.text);
    else {
      const action = readAction(piece, variables, problems);
      if (action && !blocks.action(action, piece)) break;
    }
  }
  return { template: blocks.finish(), problems: problems.found };
}

/** Puts actions into the blocks they stand in. */
class Blocks {
  readonly #root: Node[] = [];
  readonly #open: Open[] = [];
  #into = this.#root;

  constructor(private readonly problems: Problems) {}

  /** Texts that meet, a literal between two others, are one. */
  text(text: string): void {
    const last = this.#into.at(-1);
    if (text === '') return;
    if (last?.kind === 'text') this.#into[this.#into.length - 1] = { kind: 'text', text: last.text + text };
    else this.#into.push({ kind: 'text', text });
  }

  /** False when nothing more can be read. */
  action(action: Action, at: Extent): boolean {
    switch (action.kind) {
      case 'text':
        this.text(action.text);
        return true;
      case 'print':
        this.#into.push(action);
        return true;
      case 'if':
      case 'range':
        return this.#begin(action.kind, action.path, at);
      case 'other block':
        return this.#begin(action.kind, undefined, at);
      case 'else if':
        this.#elseIf(action.path, at);
        return true;
      case 'else':
        this.#else(at);
        return true;
      case 'end':
        this.#end(at);
        return true;
    }
  }

  finish(): Template {
    for (const { kind, at } of this.#open) {
      if (kind !== 'other block')
        this.problems.add('GT3040', at, `{{${kind}}} is never closed`, { instead: 'close it with {{end}}' });
    }
    while (this.#open.length > 0) this.#end({ start: 0, end: 0 });
    return this.#root;
  }

  #begin(kind: Open['kind'], path: Path | undefined, at: Extent): boolean {
    if (this.#open.length >= MAX_TEMPLATE_DEPTH) {
      const message = `blocks stand in blocks more than ${MAX_TEMPLATE_DEPTH} deep (MAX_TEMPLATE_DEPTH)`;
      this.problems.add('GT3044', at, message);
      // Their ends are not looked for either.
      this.#open.length = 0;
      return false;
    }
    const outer = this.#into;
    this.#into = [];
    this.#open.push({
      kind,
      at,
      outer,
      path,
      branches: [],
      test: path,
      body: this.#into,
      otherwise: undefined,
    });
    return true;
  }

  #elseIf(path: Path | undefined, at: Extent): void {
    const block = this.#open.at(-1);
    if (block?.kind === 'other block') return;
    if (block?.kind !== 'if' || block.otherwise) {
      const message = `{{else if}} ${block?.otherwise ? 'comes after {{else}}' : 'belongs to no {{if}}'}`;
      this.problems.add('GT3040', at, message);
      return;
    }
    if (block.test) block.branches.push({ test: block.test, body: block.body });
    this.#into = [];
    block.test = path;
    block.body = this.#into;
  }

  #else(at: Extent): void {
    const block = this.#open.at(-1);
    if (!block || block.otherwise) {
      const message = block ? 'the block has an {{else}} already' : '{{else}} belongs to no block';
      this.problems.add('GT3040', at, message);
      return;
    }
    this.#into = [];
    block.otherwise = this.#into;
  }

  #end(at: Extent): void {
    const block = this.#open.pop();
    if (!block) {
      this.problems.add('GT3040', at, '{{end}} closes nothing');
      return;
    }
    const { kind, outer, path, branches, test, body, otherwise = [] } = block;
    this.#into = outer;
    if (kind === 'if') {
      if (test) branches.push({ test, body });
      if (branches.length > 0) outer.push({ kind, branches, otherwise });
    } else if (kind === 'range' && path) outer.push({ kind, path, body, otherwise });
  }
}
