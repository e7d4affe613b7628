import { MAX_TEXT_LENGTH } from '../limits.js';
import { type Placeholder, placeholders } from './placeholder.js';

/** What a name stands for: a finished value, or text whose own placeholders belong to another scope. */
export type Binding =
  | { readonly value: string | number | boolean }
  | { readonly text: string; readonly scope: Scope };

/**
 * The names that are bound where a piece of text was written. A step keeps its author's table and
 * this scope; nothing is substituted until the text is needed. So no pass can lose a field, and a
 * value that happens to contain `{x}` is never expanded again.
 */
export interface Scope {
  readonly bindings: ReadonlyMap<string, Binding>;
  /** Parameters are also written `{{name}}`; other bindings only `{name}`. */
  readonly parameters: boolean;
  readonly outer: Scope | undefined;
}

export const NO_SCOPE: Scope = { bindings: new Map(), parameters: false, outer: undefined };

/**
 * Called for each placeholder that no scope binds; gives its value, or undefined to leave it as it stands.
 * `text` is what it stands in and `scope` what is bound there.
 */
export type FreePlaceholder = (
  placeholder: Placeholder,
  text: string,
  scope: Scope,
) => string | number | boolean | undefined;

export interface Rendered {
  readonly text: string;
  /** True when the text was cut at `MAX_TEXT_LENGTH`: a template may quote a text that quotes a text … */
  readonly tooLong: boolean;
}

function lookup(scope: Scope, { form, name }: Placeholder): Binding | undefined {
  if (form === 'output') return undefined;
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const bound = form === 'bound' || at.parameters ? at.bindings.get(name) : undefined;
    if (bound) return bound;
  }
  return undefined;
}

/** `text` with its placeholders filled, in one pass. */
export function render(text: string, scope: Scope, free: FreePlaceholder): Rendered {
  let budget = MAX_TEXT_LENGTH;
  // Texts that quote texts can have any number of placeholders and no length: each then stands for nothing.
  let fills = MAX_TEXT_LENGTH;

  const fill = (part: string, where: Scope): string => {
    const found = part.includes('{') ? placeholders(part) : [];
    if (found.length === 0) {
      budget -= part.length;
      return part;
    }
    let out = '';
    let from = 0;
    for (const placeholder of found) {
      if (budget < 0 || --fills < 0) break;
      const bound = lookup(where, placeholder);
      let value: string;
      if (bound) value = 'value' in bound ? String(bound.value) : fill(bound.text, bound.scope);
      else value = String(free(placeholder, part, where) ?? part.slice(placeholder.start, placeholder.end));
      if (!bound || 'value' in bound) budget -= value.length;
      budget -= placeholder.start - from;
      out += part.slice(from, placeholder.start) + value;
      from = placeholder.end;
    }
    budget -= part.length - from;
    return out + part.slice(from);
  };

  const filled = fill(text, scope);
  return budget < 0 || fills < 0
    ? { text: filled.slice(0, MAX_TEXT_LENGTH), tooLong: true }
    : { text: filled, tooLong: false };
}
