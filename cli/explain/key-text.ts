import type { Schema } from '../../compiler/check/schema/keyword.js';
import { typeName } from '../../compiler/check/shape-words.js';
import { type Holder, type Key, resolved, type Table, wayOf } from './grammar.js';
import { type Rule, ruleList, rulesAboutKeys } from './rules.js';

/** What a key's text takes from the whole grammar. */
export interface Surroundings {
  readonly tables: ReadonlyMap<string, Table>;
  readonly ways: readonly string[];
  readonly rules: readonly Rule[];
  readonly holders: (table: string) => readonly Holder[];
}

/** What a key means, its type, the tables it stands in, the keys below it, and the rules that name it. */
export function keyText(key: Key, owners: readonly Table[], around: Surroundings): string {
  const names = owners.map(({ name }) => name);
  const [owner] = names;
  const written = owners.length === 1 && owner !== undefined ? around.holders(owner).map(wayOf) : [];
  const places = written.some((way) => way !== owner) ? `, which is written \`${written.join('`, `')}\`` : '';
  const table = key.leadsTo === undefined ? undefined : around.tables.get(key.leadsTo);
  const facts = [
    `- Type: ${typeText(key)}.\n`,
    `- Stands in: \`${names.join('`, `')}\`${places}.\n`,
    key.isNeeded ? '- It must be there.\n' : '',
    isTemplated(key.schema) ? '- `{{name}}` in it stands for a variable.\n' : '',
  ];
  const description = key.description.replace(/[^.:]$/, '$&.');
  const rules = rulesAboutKeys([key.name, ...around.ways], around.rules);
  return `# ${key.name}, a key of ${names.join(', ')}\n\n${description}\n\n${facts.join('')}${table ? keyList(table) : ''}${ruleList(rules)}`;
}

/** The keys of a table with their meanings, for the end of a text. */
export function keyList({ name, keys }: Table): string {
  const lines = keys.map(
    (key) => `- \`${key.name}\`${key.isNeeded ? ' (needed)' : ''}: ${key.description}\n`,
  );
  return `\nKeys of \`${name}\`:\n\n${lines.join('')}`;
}

/** `a list of strings`, `a string, one of …`: what values a key takes. */
export function typeText({ schema, leadsTo }: Key): string {
  const at = resolved(schema);
  const items = (at['items'] ?? {}) as Schema;
  const inside =
    leadsTo === undefined ? (items['type'] === 'string' ? 'strings' : '') : `\`${leadsTo}\` tables`;
  const words = [at['type'] === 'array' && inside !== '' ? `a list of ${inside}` : typeName(at)];
  const values = at['enum'] ?? at['examples'];
  if (Array.isArray(values)) {
    const kind = at['enum'] === undefined ? 'such as' : values.length > 1 ? 'one of' : 'only';
    words.push(`${kind} ${values.map((value) => `\`${value}\``).join(', ')}`);
  }
  if (at['minimum'] !== undefined) words.push(`at least ${at['minimum']}`);
  if (at['maximum'] !== undefined) words.push(`at most ${at['maximum']}`);
  return words.join(', ');
}

function isTemplated(schema: Schema): boolean {
  const at = resolved(schema);
  return at['templated'] === true || ((at['items'] ?? {}) as Schema)['templated'] === true;
}
