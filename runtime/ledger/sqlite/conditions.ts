import type { BeadQuery } from '../query.js';
import type { Value } from './driver.js';

/** What was passed as a JSON list. */
export const LISTED = '(SELECT value FROM json_each(?))';
const UNDER = `(
  WITH RECURSIVE below (n) AS (
    SELECT n FROM nodes WHERE parent = ? UNION ALL SELECT nodes.n FROM nodes JOIN below ON nodes.parent = below.n)
  SELECT n FROM below)`;
/**
 * Whether there is one such row. Not `EXISTS`: SQLite 3.51 to 3.53 makes a join of it, whose rows `OFFSET` then counts
 * once for each match; the suite has a case.
 */
const some = (rows: string): string => `(SELECT 1 FROM ${rows} LIMIT 1) IS NOT NULL`;
const METADATA = some(`json_each(beads.metadata) AS field
  WHERE field.key = ? AND CASE field.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' WHEN 'null' THEN 'null'
    ELSE CAST(field.value AS TEXT) END = ?`);
const LABELLED = some('labels WHERE labels.n = nodes.n AND label = ?');
const LABELLED_AMONG = some(`labels WHERE labels.n = nodes.n AND label IN ${LISTED}`);

/** Texts that SQLite's own lower() gets right; `caseless` asks JavaScript. */
const isPlain = (text: string): boolean => !/[^\0-\x7f]/.test(text);

/** What a query asks of `nodes JOIN beads`. Lists go in as JSON, so that there are few texts of statements. */
export class Conditions {
  readonly #sql: string[] = [];
  readonly #values: Value[] = [];

  static of(query: BeadQuery): Conditions {
    const conditions = new Conditions().all(query);
    if (query.states) conditions.say(`nodes.state IN ${LISTED}`, JSON.stringify(query.states));
    if (query.holds)
      conditions.say(`(nodes.state <> 'held' OR nodes.hold IN ${LISTED})`, JSON.stringify(query.holds));
    conditions.ephemeral(query.ephemeral);
    for (const [text, fields] of [
      [query.text, ['id', 'title', 'description', 'notes']],
      [query.titleText, ['title']],
    ] as const)
      if (text !== undefined) conditions.#contains(text, fields);
    return conditions.#times(query);
  }

  /** Those that `bd ready` has too, apart from which beads are ephemeral. */
  all(query: Omit<BeadQuery, 'sort'>): this {
    const list = (sql: string, values: readonly Value[] | undefined): void => {
      if (values) this.say(sql.replace('LISTED', LISTED), JSON.stringify(values));
    };
    list('beads.type IN LISTED', query.types);
    list('beads.type NOT IN LISTED', query.excludeTypes);
    list('nodes.priority IN LISTED', query.priorities);
    list('beads.assignee IN LISTED', query.assignees);
    if (query.unassigned !== undefined) this.say(`beads.assignee IS ${query.unassigned ? '' : 'NOT '}NULL`);
    for (const label of query.labels ?? []) this.say(LABELLED, label);
    list(LABELLED_AMONG, query.anyLabels);
    list(`NOT (${LABELLED_AMONG})`, query.excludeLabels);
    if (query.parent !== undefined) this.say('nodes.parent = ?', query.parent);
    if (query.molecule !== undefined) this.say('nodes.molecule = ?', query.molecule);
    if (query.under !== undefined) this.say(`nodes.n IN ${UNDER}`, query.under);
    for (const [key, value] of Object.entries(query.metadata ?? {})) this.say(METADATA, key, value);
    return this;
  }

  /** Without a word, none that are. */
  ephemeral(asked: BeadQuery['ephemeral']): this {
    return asked === 'include' ? this : this.say('nodes.ephemeral = ?', asked === 'only' ? 1 : 0);
  }

  /** One more condition, over `nodes` and `beads`. */
  say(sql: string, ...values: Value[]): this {
    this.#sql.push(sql);
    this.#values.push(...values);
    return this;
  }

  /** Whether the rows of beads are needed to decide, or those of nodes are enough. */
  get asksBeads(): boolean {
    return this.#sql.some((each) => each.includes('beads.'));
  }

  get sql(): string {
    return this.#sql.length > 0 ? this.#sql.join(' AND ') : 'TRUE';
  }

  get values(): readonly Value[] {
    return this.#values;
  }

  #times(query: BeadQuery): this {
    const limits: readonly (readonly [string, number | undefined])[] = [
      ['nodes.createdAt > ?', query.createdAfter],
      ['nodes.createdAt < ?', query.createdBefore],
      ['nodes.updatedAt > ?', query.updatedAfter],
      ['nodes.updatedAt < ?', query.updatedBefore],
      ['nodes.closedAt > ?', query.closedAfter],
      ['nodes.closedAt < ?', query.closedBefore],
      ['beads.dueAt < ?', query.dueBefore],
    ];
    for (const [sql, at] of limits) if (at !== undefined) this.say(sql, at);
    return this;
  }

  #contains(text: string, fields: readonly string[]): void {
    const [fold, folded] = isPlain(text) ? ['lower', text.toLowerCase()] : ['caseless', caseless(text)];
    const each = fields.map((field) => `instr(${fold}(beads.${field}), ?) > 0`);
    this.say(`(${each.join(' OR ')})`, ...fields.map(() => folded));
  }
}

/** A text without what letter case makes of it, in every script; each connection has it as a function. */
export const caseless = (text: string): string => text.toLowerCase();

/** What the column `ephemeral` may be. */
export const ephemeralOnes = (asked: BeadQuery['ephemeral'] = 'exclude'): readonly number[] =>
  ({ exclude: [0], include: [0, 1], only: [1] })[asked];
