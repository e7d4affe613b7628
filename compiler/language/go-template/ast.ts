/** A template of the subset of Go's text/template that a convoy's texts are written in (spec: CONV-3). */
export type Template = readonly Node[];

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly path: Path }
  /** `{{if}}` with its `{{else if}}`s: flat, however many there are. The first branch that holds counts. */
  | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly otherwise: Template }
  /** `otherwise` stands where there is nothing to go through. */
  | {
      readonly kind: 'range';
      readonly path: Path;
      readonly body: Template;
      readonly otherwise: Template;
    };

export interface Branch {
  readonly test: Path;
  readonly body: Template;
}

/** A name as a template writes it. Offsets are UTF-16 units into the template's text. */
export interface Path {
  /** `.a.b` begins at the item of the innermost range, `$.a.b` outside of all; `{{a}}` is a variable of the formula. */
  readonly form: 'item' | 'root' | 'variable';
  /** None for `.` and `$`. */
  readonly names: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** The path as its author wrote it. */
export function pathText({ form, names }: Pick<Path, 'form' | 'names'>): string {
  if (form === 'variable') return names.join('.');
  return `${form === 'root' ? '$' : ''}${names.length > 0 || form === 'item' ? '.' : ''}${names.join('.')}`;
}
