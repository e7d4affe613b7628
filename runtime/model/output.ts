import { valueAt } from '../../compiler/language/evaluate-running.js';
import type { Item } from './world.js';

interface Schema {
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, { readonly type: string }>>;
}

/** Whether an output fits the schema of its step: as much of JSON schema as the formulas that are drawn have. */
export function fits(output: unknown, { step }: Item): boolean {
  const list = step?.on_complete?.for_each.split('.').slice(1);
  if (list && !Array.isArray(valueAt(output, list))) return false;
  const schema: Schema | undefined = step?.output;
  if (!schema) return true;
  if (typeof output !== 'object' || output === null) return false;
  const fields = new Map(Object.entries(output));
  const isOf = (type: string, value: unknown): boolean =>
    type === 'array' ? Array.isArray(value) : typeof value === type;
  return (
    (schema.required ?? []).every((name) => fields.has(name)) &&
    Object.entries(schema.properties ?? {}).every(
      ([name, { type }]) => !fields.has(name) || isOf(type, fields.get(name)),
    )
  );
}
