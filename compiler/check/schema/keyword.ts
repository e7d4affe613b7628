/** JSON Schema (draft 7, which TOML editors read) as far as the formula schema uses it. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/**
 * Text in which `{{name}}` stands for a variable. `templated` is a keyword of ours: the renderer
 * takes its list of fields from it, so a field cannot be marked and forgotten.
 */
export const text = (description: string, more: Schema = {}): Schema => ({
  type: 'string',
  templated: true,
  description,
  ...more,
});

/** Text that is taken as it stands. */
export const plain = (description: string, more: Schema = {}): Schema => ({
  type: 'string',
  description,
  ...more,
});

/** A name an author chooses and others refer to. */
export const IDENTIFIER = '^[A-Za-z_][A-Za-z0-9_]*$';

export const oneOf = (description: string, values: readonly string[]): Schema => ({
  type: 'string',
  description,
  enum: values,
});

export const flag = (description: string): Schema => ({ type: 'boolean', description });

export const list = (description: string, items: Schema, more: Schema = {}): Schema => ({
  type: 'array',
  description,
  items,
  ...more,
});

/** A table whose keys are all known. */
export const table = (
  title: string,
  description: string,
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
): Schema => ({ title, type: 'object', description, additionalProperties: false, required, properties });

/** A table whose keys are names that the author chooses. */
export const named = (description: string, values: Schema, more: Schema = {}): Schema => ({
  type: 'object',
  description,
  propertyNames: { pattern: IDENTIFIER },
  additionalProperties: values,
  ...more,
});

export const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` });
