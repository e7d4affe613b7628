import { listOf, Misfit, record, type Shape, text, time } from './shapes.js';
import { compareText, stable, stableText } from './stable.js';

/** One entry of `dependencies`: `issue_id` waits for, is inside of, or tells of `depends_on_id`. */
export interface Dependency {
  readonly issue_id: string;
  readonly depends_on_id: string;
  readonly type: string;
  /** JSON as text, which is how Beads has it: `{"gate":"any-children"}` of a `waits-for`. */
  readonly metadata?: string;
  /** Beads says who made it and when. */
  readonly [more: string]: unknown;
}

export const PARENT = 'parent-child';

/** What makes two entries of one bead the same dependency: Beads and we keep one for each pair, and a parent apart. */
export const dependencyKey = ({ depends_on_id, type }: Pick<Dependency, 'depends_on_id' | 'type'>): string =>
  `${depends_on_id}${type === PARENT ? ' parent' : ''}`;

const metadata: Shape = (value) => {
  if (typeof value !== 'string') return metadata(JSON.stringify(value));
  if (value === '') return undefined;
  let table: unknown;
  try {
    table = JSON.parse(value);
  } catch {
    throw new Misfit('must be JSON');
  }
  if (typeof table !== 'object' || table === null || Array.isArray(table)) return value;
  const said = Object.entries(table).filter(([key, item]) => !(key === 'gate' && item === 'all-children'));
  return said.length > 0 ? stableText(Object.fromEntries(said)) : undefined;
};

const list = listOf(
  record({ issue_id: text, depends_on_id: text, type: text, metadata }, ['depends_on_id', 'type']),
);

/** Each dependency once, by what is depended on. */
export const dependencies: Shape = (value) => {
  const read = (list(value) ?? []) as Dependency[];
  const byKey = new Map(read.map((each) => [dependencyKey(each), each]));
  const kept = [...byKey].sort(([a], [b]) => compareText(a, b)).map(([, each]) => each);
  return kept.length > 0 ? kept : undefined;
};

/** Whether it opens with the first of what is spawned that passes. */
export const joinsAny = ({ metadata: said }: { readonly metadata?: string | undefined }): boolean =>
  said !== undefined && (JSON.parse(said) as { gate?: unknown } | null)?.gate === 'any-children';

/** What `metadata` says of a `waits-for` that opens so. */
export const ANY_CHILDREN = stableText({ gate: 'any-children' });

/** One entry of `comments`. Beads has a number besides, which is its own in every ledger. */
export interface CommentEntry {
  readonly author: string;
  readonly text: string;
  readonly created_at: string;
}

const entries = listOf(record({ author: text, text, created_at: time }, ['created_at']));

/** In the order in which they were made; the same comment once. */
export const comments: Shape = (value) => {
  const read = (entries(value) ?? []) as Partial<CommentEntry>[];
  const kept = new Map<string, CommentEntry>();
  for (const { author = '', text: said = '', created_at = '' } of read) {
    const entry = stable({ author, created_at, text: said }) as CommentEntry;
    kept.set(commentKey(entry), entry);
  }
  const all = [...kept.values()].sort(compareComments);
  return all.length > 0 ? all : undefined;
};

export const commentKey = ({ author, text: said, created_at }: CommentEntry): string =>
  stableText([Date.parse(created_at), author, said]);

export const compareComments = (a: CommentEntry, b: CommentEntry): number =>
  Date.parse(a.created_at) - Date.parse(b.created_at) ||
  compareText(a.author, b.author) ||
  compareText(a.text, b.text);
