import type { PhaseContext } from '../check/context.js';
import type { Formula, Step } from '../check/generated/formula.js';
import type { LoadedFormula } from '../check/load.js';
import type { FormulaReference } from '../check/references.js';
import type { Table, Value } from '../read/spans.js';
import type { Lineage } from './lineage.js';
import { Ownership } from './ownership.js';

/** How each key of a formula is inherited; a test holds this table against the schema. */
export const INHERITANCE = {
  own: ['$schema', 'formula', 'extends'],
  /** The child's; else the first parent's that has one: two parents always differ here. */
  nearest: ['description', 'type', 'version'],
  whole: ['phase', 'pour', 'agent', 'review_only', 'output', 'squash', 'synthesis'],
  byName: ['vars', 'inputs', 'prompts', 'presets'],
  byId: ['steps', 'template', 'legs', 'aspects'],
  joined: ['advice', 'pointcuts'],
  composeJoined: ['expand', 'map', 'branch', 'gate'],
  composeById: ['bond_points'],
  composeOnce: ['aspects'],
} as const;

/**
 * Fold the documents of a lineage into one, from the remotest parent to the child. Tables keep their
 * identity, and with it their positions; only tables that hold inherited things are made anew.
 */
export function mergeLineage(
  formula: LoadedFormula,
  lineage: Lineage,
  context: PhaseContext,
): { doc: Formula; aspects: FormulaReference[] } {
  const { spans } = context;
  const aspects: FormulaReference[] = [];
  for (const { doc } of lineage.order) {
    doc.compose?.aspects?.forEach((name, index) => {
      if (aspects.some((known) => known.name === name)) return;
      aspects.push({ name, span: spans.item(doc.compose as object, 'aspects', index) });
    });
  }
  if (lineage.order.length === 1) return { doc: formula.doc, aspects };

  const merged: Table = Object.create(null);
  const compose: Table = Object.create(null);
  const ownership = new Ownership(lineage);
  for (const member of lineage.order)
    new Fold(member, member === formula, merged, compose, ownership, context).run();
  if (aspects.length > 0) compose['aspects'] = aspects.map(({ name }) => name);
  if (Object.keys(compose).length > 0) merged['compose'] = compose;
  ownership.report(formula, context);
  return { doc: merged as unknown as Formula, aspects };
}

/** Lays one document over what its parents made. */
class Fold {
  readonly #doc: Table;

  constructor(
    private readonly member: LoadedFormula,
    private readonly isChild: boolean,
    private readonly merged: Table,
    private readonly compose: Table,
    private readonly ownership: Ownership,
    private readonly context: PhaseContext,
  ) {
    this.#doc = member.doc as unknown as Table;
  }

  run(): void {
    const doc = this.#doc;
    for (const key of INHERITANCE.own) if (this.isChild) this.#take(this.merged, doc, key);
    for (const key of INHERITANCE.nearest) {
      if (this.isChild || this.merged[key] === undefined) this.#take(this.merged, doc, key);
    }
    for (const key of INHERITANCE.whole) this.#define(this.merged, doc, key, `"${key}"`);
    for (const key of INHERITANCE.byName) this.#names(key);
    for (const key of INHERITANCE.byId) this.#ids(this.merged, doc, key);
    for (const key of INHERITANCE.joined) this.#join(this.merged, doc, key);
    const compose = doc['compose'] as Table | undefined;
    if (!compose) return;
    for (const key of INHERITANCE.composeJoined) this.#join(this.compose, compose, key);
    for (const key of INHERITANCE.composeById) this.#ids(this.compose, compose, key);
  }

  #take(into: Table, from: Table, key: string): void {
    if (from[key] === undefined) return;
    into[key] = from[key] as Value;
    this.context.spans.borrow(into, key, from);
  }

  #define(into: Table, from: Table, key: string, what: string): void {
    if (from[key] === undefined) return;
    this.ownership.define(what, this.member, from[key] as Value);
    this.#take(into, from, key);
  }

  #names(key: string): void {
    const from = this.#doc[key] as Table | undefined;
    if (!from) return;
    const held = this.merged[key] as Table | undefined;
    const into: Table = held ?? Object.create(null);
    if (!held) {
      this.merged[key] = into;
      this.context.spans.borrow(this.merged, key, this.#doc);
    }
    for (const name of Object.keys(from)) this.#define(into, from, name, `"${key}.${name}"`);
  }

  #join(into: Table, from: Table, key: string): void {
    const items = from[key] as Value[] | undefined;
    if (!items) return;
    into[key] = [...((into[key] as Value[] | undefined) ?? []), ...items];
    this.context.spans.borrow(into, key, from);
  }

  /** A thing with an id takes the place of the one with that id, wherever that stands; others are appended. */
  #ids(into: Table, from: Table, key: string): void {
    const items = from[key] as Table[] | undefined;
    if (!items) return;
    const held = this.#copied((into[key] as Table[] | undefined) ?? []);
    const places = new Map<string, { list: Table[]; index: number }>();
    index(held, places);
    for (const item of items) {
      const id = String(item['id']);
      const place = places.get(id);
      this.ownership.define(`${key === 'bond_points' ? 'bond point' : 'step'} "${id}"`, this.member, item);
      if (place) place.list[place.index] = item;
      else held.push(item);
    }
    into[key] = held;
    this.context.spans.borrow(into, key, from);
  }

  /** Lists of steps are replaced in, and other formulas may inherit the same ones: work on copies. */
  #copied(steps: readonly Table[]): Table[] {
    return steps.map((step) => {
      const children = (step as unknown as Step).children as Table[] | undefined;
      if (!children) return step;
      const copy: Table = Object.assign(Object.create(null), step, { children: this.#copied(children) });
      this.context.spans.copy(step, copy);
      return copy;
    });
  }
}

/** Where each id stands; only what was inherited, so that a repeated id in one file stays a mistake. */
function index(list: Table[], places: Map<string, { list: Table[]; index: number }>): void {
  list.forEach((step, at) => {
    places.set(String(step['id']), { list, index: at });
    index(((step as unknown as Step).children ?? []) as unknown as Table[], places);
  });
}
