import { quote } from '../diagnostics/define.js';
import type { Cooking } from '../expand/cooking.js';
import type { Site } from '../expand/expression.js';
import type { Literal, Name, Question, Value } from '../language/ast.js';
import { type Problem, pathProblem, problem, written } from '../language/expressions.js';
import { placeholders } from '../language/placeholder.js';
import type { Extent } from '../language/problem.js';
import { render } from '../language/render.js';

/** The values of names that are bound only while the formula is cooked; a condition carries them as fixed texts. */
export class ConditionValues {
  constructor(
    private readonly site: Site,
    private readonly cooking: Cooking,
    private readonly found: Problem[],
  ) {}

  /** What is bound becomes its value; a variable of the molecule stays one; any other bare name is a flag. */
  ofName(name: Name): Value {
    const value = this.#boundTo(name);
    if (value === undefined) return this.#variable(name, name.name);
    const variable = /^\{\{(\w+)\}\}$/.exec(value)?.[1];
    if (variable !== undefined) return this.#variable({ ...name, form: 'var' }, variable);
    const { start, end } = name;
    if (!this.#fits(value, name)) return name;
    return {
      kind: 'literal',
      text: value,
      quoted: !/^(?:\d+|true|false)$/.test(value),
      start,
      end,
    } as Literal;
  }

  ofPath(question: Extract<Question, { kind: 'file-exists' }>): Question {
    const path = question.path.map((part) => {
      if (typeof part === 'string') return part;
      const value = this.ofName(part);
      return value.kind === 'literal' ? value.text : value;
    });
    const wrong = pathProblem(path, question) ?? this.#unquotable(path, question);
    if (wrong) this.found.push(wrong);
    return { ...question, path };
  }

  /** An id, with what is bound filled in. */
  idOf(parts: readonly (string | Name)[]): string {
    return parts
      .map((part) => (typeof part === 'string' ? part : (this.#boundTo(part) ?? written(part))))
      .join('');
  }

  #unquotable(path: readonly (string | Name)[], at: Extent): Problem | undefined {
    const text = path.filter((part) => typeof part === 'string').join('');
    if (!text.includes('"') || !text.includes("'")) return undefined;
    return problem('GT3025', at, `the path is ${quote(text)}, which has both kinds of quotes in it`);
  }

  #variable(name: Name, variable: string): Name {
    const { values, context } = this.cooking;
    const declared = values.variables.get(variable);
    if (declared?.isSecret) {
      const { key, span, related } = this.site;
      context.reporter.report('GT3014', { name: variable, key }, { span, related });
    }
    if (declared) return { ...name, name: variable, form: 'var' };
    if (name.form !== 'bare') {
      const message = `no variable ${quote(variable)} is declared`;
      this.found.push(problem('GT3002', name, message, { near: [], name: variable }));
    }
    return name;
  }

  #boundTo({ name, form }: Name): string | undefined {
    const placeholder = form === 'var' ? `{{${name}}}` : `{${name}}`;
    const { text } = render(placeholder, this.site.scope, () => undefined);
    return text === placeholder ? undefined : text;
  }

  /** A fixed text stands in quotes, and has no placeholders. */
  #fits(value: string, name: Name): boolean {
    const reason =
      value.includes('"') && value.includes("'")
        ? 'has both kinds of quotes in it'
        : placeholders(value).length > 0
          ? 'has a placeholder in it, which nobody would fill there'
          : undefined;
    if (reason === undefined) return true;
    const message = `${written(name)} is ${quote(value)}, which ${reason}`;
    this.found.push(problem('GT3025', name, message));
    return false;
  }
}
