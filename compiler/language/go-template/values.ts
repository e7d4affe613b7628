/** What a template can be given. What is missing is empty and falsy. */
export type PromptValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly PromptValue[]
  | { readonly [name: string]: PromptValue };

export interface ChangedFile {
  readonly path: string;
  readonly additions: number;
  readonly deletions: number;
}

/** The values of the vocabulary of CONV-4; any of them may be missing. */
export type PromptValues = Partial<{
  readonly formula_name: string;
  readonly target_description: string;
  readonly review_id: string;
  readonly pr_number: number;
  readonly pr_title: string;
  readonly changed_files: readonly ChangedFile[];
  readonly files: readonly string[];
  readonly leg: Partial<Readonly<Record<'id' | 'title' | 'focus' | 'description', string>>>;
  readonly output: Partial<Readonly<Record<'directory' | 'synthesis', string>>>;
  /** Where this leg, or the synthesis, writes. */
  readonly output_path: string;
  /** Of the formula's inputs and variables. */
  readonly inputs: Readonly<Record<string, string | number | boolean>>;
}>;
