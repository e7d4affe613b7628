import { quote } from '../../diagnostics/define.js';
import { type Path, pathText, type Template } from './ast.js';
import { Problems, type TemplateProblem } from './problem.js';
import { namesOf, type TableType, type Type, type Vocabulary } from './vocabulary.js';

export interface CheckedTemplate {
  readonly problems: readonly TemplateProblem[];
  /** The names it uses, from the root (`leg.id`, `problem`, `inputs.problem`), and where each stands first. */
  readonly names: ReadonlyMap<string, Path>;
}

/** Hold the names of a template against what can be said where it stands. */
export function checkTemplate(template: Template, vocabulary: Vocabulary): CheckedTemplate {
  const check = new Check(vocabulary);
  check.walk(template, vocabulary.root);
  return { problems: check.problems.found, names: check.names };
}

class Check {
  readonly problems = new Problems();
  readonly names = new Map<string, Path>();

  constructor(private readonly vocabulary: Vocabulary) {}

  /** `item`: what `.` is; undefined where that is not known. */
  walk(template: Template, item: Type | undefined): void {
    for (const node of template) {
      switch (node.kind) {
        case 'text':
          break;
        case 'print':
          this.#printable(node.path, this.#typeOf(node.path, item));
          break;
        case 'if':
          for (const { test, body } of node.branches) {
            this.#typeOf(test, item);
            this.walk(body, item);
          }
          this.walk(node.otherwise, item);
          break;
        case 'range':
          this.walk(node.body, this.#itemOf(node.path, this.#typeOf(node.path, item)));
          this.walk(node.otherwise, item);
      }
    }
  }

  #printable(path: Path, type: Type | undefined): void {
    const name = pathText(path);
    if (type?.kind === 'list') {
      const instead = `write {{range ${name}}}...{{end}}, inside of which the item is {{.}}`;
      this.problems.add('GT3043', path, `${quote(name)} is a list`, { instead });
    } else if (type?.kind === 'table') {
      const prefix = path.names.length > 0 ? `${name}.` : `${name.replace('.', '')}.`;
      const parts = namesOf(type, prefix).slice(0, 6);
      const instead =
        parts.length > 0 ? `name the one that is meant: ${parts.join(', ')}` : 'name a part of it';
      this.problems.add('GT3043', path, `${quote(name)} is no text: it has parts`, { instead });
    }
  }

  /** What the items of a range are. */
  #itemOf(path: Path, type: Type | undefined): Type | undefined {
    if (!type || type.kind === 'list') return type?.of;
    const what = type.kind === 'scalar' ? 'one value' : 'something with parts';
    const lists = namesOf(this.vocabulary.root).filter((name) => this.#isList(name));
    const message = `${quote(pathText(path))} is ${what}, and {{range}} goes through a list`;
    this.problems.add('GT3043', path, message, { instead: `lists are ${lists.join(' and ')}` });
    return undefined;
  }

  #isList(name: string): boolean {
    return this.vocabulary.root.members.get(name.slice(1))?.kind === 'list';
  }

  /** What `path` stands for; undefined when that is not known, and reported unless it may be. */
  #typeOf(path: Path, item: Type | undefined): Type | undefined {
    const { root } = this.vocabulary;
    if (path.form === 'variable') return this.#variable(path);
    const begin = path.form === 'root' ? root : item;
    if (begin !== root) return begin && this.#partOfItem(path, begin);
    let at: Type = root;
    for (const [depth, name] of path.names.entries()) {
      const next: Type | undefined = at.kind === 'table' ? at.members.get(name) : undefined;
      if (!next) {
        const isVariable = at === root || (depth === 1 && path.names[0] === 'inputs');
        if (!isVariable || !this.vocabulary.isOpen) this.#unknown(path, at, depth);
        return undefined;
      }
      at = next;
    }
    this.#use(path.names.join('.'), path);
    return at;
  }

  #variable(path: Path): Type | undefined {
    const [name = ''] = path.names;
    const inputs = this.vocabulary.root.members.get('inputs') as TableType;
    const type = inputs.members.get(name);
    if (type) this.#use(`inputs.${name}`, path);
    else if (!this.vocabulary.isOpen) {
      const known = [...inputs.members.keys()];
      this.problems.add('GT3002', path, `no variable ${quote(name)} is declared`, { name, known });
    }
    return type;
  }

  #use(name: string, path: Path): void {
    if (name !== '' && !this.names.has(name)) this.names.set(name, path);
  }

  #partOfItem(path: Path, item: Type): Type | undefined {
    let at = item;
    for (const name of path.names) {
      const next: Type | undefined = at.kind === 'table' ? at.members.get(name) : undefined;
      if (!next) {
        const parts = item.kind === 'table' ? namesOf(item) : [];
        const what = parts.length > 0 ? 'has no such part' : 'is one value, without parts';
        const message = `${quote(pathText(path))} means a part of the item here, and that ${what}`;
        const outer = `a name from outside of the {{range}} is {{$${pathText(path)}}}`;
        const instead =
          parts.length > 0 ? `its parts are ${parts.join(', ')}; ${outer}` : `it is {{.}}; ${outer}`;
        this.problems.add('GT3042', path, message, { instead, name: pathText(path), known: parts });
        return undefined;
      }
      at = next;
    }
    return at;
  }

  #unknown(path: Path, at: Type, depth: number): void {
    const { root, elsewhere } = this.vocabulary;
    const dot = path.form === 'root' ? '$.' : '.';
    const name = `${dot}${path.names.join('.')}`;
    const known = namesOf(root, dot);
    if (at.kind === 'scalar') {
      const whole = `${dot}${path.names.slice(0, depth).join('.')}`;
      this.problems.add('GT3042', path, `${quote(whole)} is one value, without parts`, {
        instead: `write {{${whole}}}`,
      });
    } else if (at.kind === 'list') {
      const whole = `${dot}${path.names.slice(0, depth).join('.')}`;
      const instead = `write {{range ${whole}}}{{.${path.names.slice(depth).join('.')}}}{{end}}`;
      this.problems.add('GT3042', path, `${quote(whole)} is a list`, { instead });
    } else if (isKnown(elsewhere, path.names)) {
      this.problems.add('GT3042', path, `${quote(name)} has no value here`, {
        instead: `what has a value here: ${listed(known)}`,
      });
    } else {
      // `.id` for `.leg.id`: too far for a slip, and still clear.
      const [last, ...more] = path.names;
      const meant = more.length === 0 ? known.find((each) => each.endsWith(`.${last}`)) : undefined;
      const message = `nothing is called ${quote(name)}`;
      if (meant) {
        const instead = `did you mean ${quote(meant)}?`;
        this.problems.add('GT3042', path, message, { instead, replacement: meant });
      } else {
        const instead = `the names are ${listed(known)}; others are declared in [inputs]`;
        this.problems.add('GT3042', path, message, { instead, name, known });
      }
    }
  }
}

function isKnown(root: TableType, names: readonly string[]): boolean {
  let at: Type | undefined = root;
  for (const name of names) at = at?.kind === 'table' ? at.members.get(name) : undefined;
  return at !== undefined;
}

/** Names for a help text: variables in their shorter form. */
function listed(known: readonly string[]): string {
  const all = new Set(known);
  const short = known.filter((name) => !all.has(name.replace('inputs.', '')) || !name.includes('inputs.'));
  return short.slice(0, 20).join(', ') + (short.length > 20 ? ', ...' : '');
}
