import { MAX_TEXT_LENGTH } from '../../limits.js';
import type { Path, Template } from './ast.js';
import { parseTemplate } from './parse.js';
import type { TemplateProblem } from './problem.js';
import type { PromptValue, PromptValues } from './values.js';
import { FIXED } from './vocabulary.js';

export type RenderedPrompt =
  | { readonly ok: true; readonly text: string }
  /** `problems`: at least one. Texts of a protomolecule have none but one that has become too long. */
  | { readonly ok: false; readonly problems: readonly TemplateProblem[] };

/**
 * The text that `template` comes to with `values`. A name without a value is empty and falsy. What a value
 * says is never looked through: `{{x}}` in it stays as it is. Never throws.
 */
export function renderPrompt(template: string, values: PromptValues): RenderedPrompt {
  const parsed = parseTemplate(template);
  if (parsed.problems.length > 0) return { ok: false, problems: parsed.problems };
  const rendering = new Rendering(values);
  rendering.write(parsed.template, values as PromptValue);
  if (!rendering.isTooLong) return { ok: true, text: rendering.text };
  const message = `it comes to more than ${MAX_TEXT_LENGTH} characters (MAX_TEXT_LENGTH)`;
  return { ok: false, problems: [{ code: 'GT3044', start: 0, end: template.length, message }] };
}

class Rendering {
  text = '';
  /** Ranges in ranges can go round for ever without writing anything. */
  #nodes = MAX_TEXT_LENGTH;

  constructor(private readonly values: PromptValues) {}

  get isTooLong(): boolean {
    return this.text.length > MAX_TEXT_LENGTH || this.#nodes < 0;
  }

  /** `item` is what `.` stands for. Recursive: blocks are nested MAX_TEMPLATE_DEPTH deep at the most. */
  write(template: Template, item: PromptValue): void {
    for (const node of template) {
      this.#nodes--;
      if (this.isTooLong) return;
      switch (node.kind) {
        case 'text':
          this.text += node.text;
          break;
        case 'print':
          this.text += written(this.#valueOf(node.path, item));
          break;
        case 'if': {
          const holds = node.branches.find(({ test }) => isTrue(this.#valueOf(test, item)));
          this.write(holds?.body ?? node.otherwise, item);
          break;
        }
        case 'range': {
          const list = this.#valueOf(node.path, item);
          const items = Array.isArray(list) ? (list as readonly PromptValue[]) : [];
          if (items.length === 0) this.write(node.otherwise, item);
          for (const each of items) {
            this.#nodes--;
            if (this.isTooLong) return;
            this.write(node.body, each);
          }
        }
      }
    }
  }

  #valueOf({ form, names }: Path, item: PromptValue): PromptValue {
    const root = this.values as PromptValue;
    let at = form === 'root' ? root : item;
    // A name that is no fixed one is a variable's; `.inputs.x` is the same.
    if (at === root && names[0] !== undefined && !FIXED.has(names[0])) at = this.values.inputs;
    for (const name of names) {
      // Own keys alone: "constructor" is a name like any other.
      if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
      at = (at as { readonly [name: string]: PromptValue })[name];
    }
    return at;
  }
}

const written = (value: PromptValue): string =>
  value === undefined || typeof value === 'object' ? '' : String(value);

/** As in Go: false, zero and what is empty are false, and any other text is true, "false" too. */
function isTrue(value: PromptValue): boolean {
  if (typeof value !== 'object' || value === null) return Boolean(value);
  return (Array.isArray(value) ? value.length : Object.keys(value).length) > 0;
}
