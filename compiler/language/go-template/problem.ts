import type { Extent } from '../problem.js';

/** The codes a template can be reported with; their texts are in the registry. */
export type TemplateCode = 'GT3002' | 'GT3040' | 'GT3041' | 'GT3042' | 'GT3043' | 'GT3044';

/** What is wrong with a template. Offsets are UTF-16 units into its text. */
export interface TemplateProblem extends Extent {
  readonly code: TemplateCode;
  /** One sentence for people, without a final stop. */
  readonly message: string;
  /** What to write instead. */
  readonly instead?: string;
  /** What to put in its place, where that is clear. */
  readonly replacement?: string;
  /** Of a name that is not known: the name, and those that are. */
  readonly name?: string;
  readonly known?: readonly string[];
}

/** Problems told of one template: what follows the first few is mostly their echo, and each is looked up in the file. */
export const MAX_TEMPLATE_PROBLEMS = 20;

/** Collects the problems of one template, up to MAX_TEMPLATE_PROBLEMS. */
export class Problems {
  readonly found: TemplateProblem[] = [];

  add(
    code: TemplateCode,
    { start, end }: Extent,
    message: string,
    more: Pick<TemplateProblem, 'instead' | 'replacement' | 'name' | 'known'> = {},
  ): void {
    if (this.found.length < MAX_TEMPLATE_PROBLEMS) this.found.push({ code, start, end, message, ...more });
  }
}
