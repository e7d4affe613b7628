import { holdersOf, type Key, readGrammar, type Table, wayOf } from './grammar.js';
import { keyList, keyText, typeText } from './key-text.js';
import type { Rule } from './rules.js';
import type { Topic } from './topic.js';

/** A key of one meaning, with the tables that have it, and every name by which a path can lead to it. */
interface Meaning {
  readonly key: Key;
  readonly owners: Table[];
  readonly ways: string[];
}

/**
 * The keys of the grammar and the kinds of tables. A key of one meaning in several tables is one topic. The
 * `timeout` of a gate is also called `gate.timeout`, `step.gate.timeout` and, as it is written, `steps.gate.timeout`.
 */
export function keyTopics(rules: readonly Rule[]): Topic[] {
  const tables = readGrammar();
  const keys = meaningsOf(tables).map(
    ({ key, owners, ways }): Topic => ({
      kind: 'key',
      name: key.name,
      ways,
      text: () => keyText(key, owners, { tables, ways, rules, holders: (name) => holdersOf(name, tables) }),
    }),
  );
  const named = new Set(keys.map(({ name }) => name));
  const others = [...tables.values()].filter(({ name }) => !named.has(name) && !name.includes('.'));
  return [
    ...keys,
    ...others.map(
      (table): Topic => ({
        kind: 'table',
        name: table.name,
        text: () => {
          const written = holdersOf(table.name, tables).map(wayOf);
          const places = written.length > 0 ? `\nIt is written \`${written.join('`, `')}\`.\n` : '';
          return `# ${table.name}, a table\n\n${table.description}\n${places}${keyList(table)}`;
        },
      }),
    ),
  ];
}

function meaningsOf(tables: ReadonlyMap<string, Table>): Meaning[] {
  const meanings = new Map<string, Meaning>();
  for (const table of tables.values()) {
    for (const key of table.keys) {
      const same = JSON.stringify([key.name, key.description, typeText(key), key.leadsTo]);
      const known = meanings.get(same) ?? { key, owners: [], ways: [] };
      meanings.set(same, known);
      known.owners.push(table);
      known.ways.push(...waysTo(table.name, tables).map((way) => `${way}.${key.name}`));
    }
  }
  return [...meanings.values()];
}

/** What can stand before the keys of a table: its name, the keys that lead to it, and those behind their own tables. */
function waysTo(name: string, tables: ReadonlyMap<string, Table>): string[] {
  const ways = new Set([name]);
  for (const { owner, key } of holdersOf(name, tables)) {
    ways.add(key.name).add(`${owner.name}.${key.name}`);
    for (const above of holdersOf(owner.name, tables)) ways.add(`${above.key.name}.${key.name}`);
  }
  return [...ways];
}
