import type { SchemaRow } from '../schema-row.js';
import { code } from './markdown.js';

/** What the schema says of a key. */
export function describedKey(name: string, { schema }: SchemaRow): string | undefined {
  const description = schema['description'] as string | undefined;
  if (description === undefined) return undefined;
  const values = (schema['enum'] ?? schema['examples']) as readonly unknown[] | undefined;
  const among = values ? `\n\nOne of ${values.map((value) => code(String(value))).join(', ')}.` : '';
  const type = [schema['type'] ?? []].flat().join(' or ');
  return `**${name}**${type === '' ? '' : ` (${type})`}\n\n${description}${values ? among : ''}`;
}
