import type { PhaseContext } from '../check/context.js';
import type { Formula } from '../check/generated/formula.js';
import type { LoadedFormula } from '../check/load.js';
import type { FormulaReference } from '../check/references.js';
import { stepTables } from '../check/step-tables.js';
import { emptyTable, type Table, type Value } from '../read/spans.js';
import type { Lineage } from './lineage.js';
import { Ownership } from './ownership.js';
import { applyPatches } from './patches.js';

/** How each key of a formula is inherited; a test holds this table against the schema. */
export const INHERITANCE = {
  own: ['$schema', 'formula', 'extends', 'requires'],
  /** The nearest formula's; of two parents the first's, for two always differ here. */
  nearest: ['description', 'type', 'version'],
  whole: ['strict', 'phase', 'pour', 'agent', 'review_only', 'output', 'squash', 'synthesis'],
  byName: ['vars', 'inputs', 'prompts', 'presets'],
  byId: ['steps', 'template', 'legs', 'aspects'],
  joined: ['advice', 'pointcuts'],
  /** Carried out as its formula is folded in. */
  applied: ['patch'],
  composeJoined: ['expand', 'map', 'branch', 'gate', 'hooks'],
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
  if (lineage.order.length === 1 && !formula.doc.patch) return { doc: formula.doc, aspects };

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
      if (doc[key] !== undefined && this.ownership.isNearest(key, this.member))
        this.#take(this.merged, doc, key);
    }
    for (const key of INHERITANCE.whole) this.#define(this.merged, doc, key, `"${key}"`);
    for (const key of INHERITANCE.byName) this.#names(key);
    for (const key of INHERITANCE.byId) this.#ids(this.merged, doc, key);
    for (const key of INHERITANCE.joined) this.#join(this.merged, doc, key);
    this.#patch();
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
    const into = (this.merged[key] as Table | undefined) ?? emptyTable();
    this.merged[key] = into;
    this.context.spans.borrow(this.merged, key, this.#doc);
    for (const name of Object.keys(from)) this.#define(into, from, name, `"${key}.${name}"`);
  }

  /** Two parents may patch one step, each in fields of its own, but not one that the other defines anew or takes out. */
  #patch(): void {
    const patches = this.#doc['patch'] as Readonly<Record<string, Table>> | undefined;
    if (!patches) return;
    for (const [id, { description_add: added, ...patch }] of Object.entries(patches)) {
      // What one parent adds to a description another one would replace.
      if (added !== undefined) patch['description'] = [patch['description'] ?? '', added];
      const step = stepCalled(id);
      if (patch['remove'] === true) this.ownership.define(step, this.member, REMOVAL);
      else if (this.ownership.inherited(step, this.member) === REMOVAL)
        this.#reportGone(id, patches[id] as Table);
      else this.ownership.change(step, this.member);
      for (const [key, value] of Object.entries(patch))
        this.ownership.define(`"${key}" of step "${id}"`, this.member, value);
      // Needs that are written anew are not what another parent changed.
      const needs = `"needs" of step "${id}"`;
      if (patch['needs_add'] ?? patch['needs_remove']) this.ownership.change(needs, this.member);
    }
    applyPatches(this.merged, patches, this.context);
  }

  #reportGone(id: string, patch: Table): void {
    const [key] = Object.keys(patch);
    if (key === undefined) return;
    const where = `the patch of ${JSON.stringify(id)}`;
    const because = 'a formula that this one extends has taken the step out';
    const { reporter, spans } = this.context;
    reporter.report('GT2012', { where, key, because }, { span: spans.key(patch, key) });
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
    const own = new Map<string, Table>();
    for (const item of items) {
      const id = String(item['id']);
      const what = key === 'bond_points' ? `bond point "${id}"` : stepCalled(id);
      this.ownership.define(what, this.member, item);
      if (!own.has(id)) own.set(id, item);
    }
    const unplaced = new Set(items);
    const held = this.#replaced((into[key] as Table[] | undefined) ?? [], own, unplaced);
    into[key] = [...held, ...unplaced];
    this.context.spans.borrow(into, key, from);
  }

  /**
   * `held` with what `own` has under the same id in place of each; that is then no longer `unplaced`. What
   * stood in a step that is replaced is gone, so that a step of its id is new; a repeated id in one file
   * stays a mistake. Other formulas may inherit the same containers: what changes is a copy.
   */
  #replaced(held: Table[], own: ReadonlyMap<string, Table>, unplaced: Set<Table>): Table[] {
    let changed = false;
    const list = held.map((step) => {
      const item = own.get(String(step['id']));
      if (item && unplaced.delete(item)) {
        changed = true;
        for (const { id } of stepTables({ steps: [step] } as unknown as Formula))
          this.ownership.lose(stepCalled(String(id)), stepCalled(String(item['id'])));
        return item;
      }
      const children = step['children'] as Table[] | undefined;
      const inside = children && this.#replaced(children, own, unplaced);
      if (inside === children) return step;
      changed = true;
      const copy: Table = Object.assign(emptyTable(), step, { children: inside });
      this.context.spans.copy(step, copy);
      return copy;
    });
    return changed ? list : held;
  }
}

/** How a step that a patch has taken out is defined. */
const REMOVAL: Table = { remove: true };

const stepCalled = (id: string): string => `step "${id}"`;
