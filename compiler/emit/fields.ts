import type { Step as StepTable } from '../check/generated/formula.js';
import type { Cooking } from '../expand/cooking.js';
import type { Region, Step } from '../expand/region.js';
import type { Wiring } from '../wire/events.js';
import type { Spawner } from '../wire/references.js';
import { TEMPLATE_FIELDS } from './convoy-texts.js';
import { emitGate, gatesOf, type PlacedGate } from './gates.js';
import type { ProtoGate, ProtoStep, TemplateField } from './protomolecule.js';
import type { RunningConditions } from './running-conditions.js';
import type { Texts } from './texts.js';

type Key = keyof Step['table'];

/**
 * What becomes of each field of a step that is replaced by a loop or an expansion. A test holds this
 * table against the schema, so that a new field cannot be forgotten.
 */
export const REPLACED_FIELDS = {
  /** Serve each step that is made, unless it has its own. */
  defaults: [
    'type',
    'priority',
    'labels',
    'tags',
    'metadata',
    'assignee',
    'agent',
    'interactive',
    'parallel',
    'review_only',
    'retry',
    'timeout',
    'on_fail',
    'run_if',
    'focus',
  ],
  /** Go to the one exit; without exactly one, an error. Texts are joined to the exit's own. */
  exit: ['notes', 'acceptance', 'output', 'check', 'on_complete'],
  /** Go to the entries. */
  entries: ['gate', 'waits_for'],
  /** Belong to the region: its needs, its condition, what `{target…}` and the list of regions say of it. */
  region: ['id', 'title', 'description', 'description_file', 'needs', 'depends_on', 'condition'],
  /** Say what it is replaced by, or cannot stand on a step that is. */
  consumed: ['loop', 'expand', 'expand_vars', 'children'],
} as const;

/** What regions hand to the steps at their ends. */
export interface Handed {
  readonly gates: readonly PlacedGate[];
  /** Steps whose `waits_for` is handed on. */
  readonly waits: readonly Step[];
  readonly exit: readonly Step[];
}

export const NOTHING_HANDED: Handed = { gates: [], waits: [], exit: [] };

/** Reads the fields of a step: its own, and what it has from the step that it is a part of. */
export class Fields {
  constructor(
    private readonly step: Step,
    private readonly handed: Handed,
    private readonly texts: Texts,
    private readonly cooking: Cooking,
  ) {}

  own<K extends Key>(key: K): Step['table'][K] {
    const value = this.step.table[key];
    return value === undefined ? (undefined as Step['table'][K]) : this.texts.field(this.step, key, value);
  }

  /** Its own, else that of the nearest step around it that has one. */
  inherited<K extends (typeof REPLACED_FIELDS)['defaults'][number]>(key: K): Step['table'][K] {
    for (let at: Step | undefined = this.step; at; at = at.partOf) {
      const value = at.table[key];
      if (value !== undefined) return this.texts.field(at, key, value);
    }
    return undefined as Step['table'][K];
  }

  labels(): readonly string[] | undefined {
    for (let at: Step | undefined = this.step; at; at = at.partOf) {
      const { labels, tags } = at.table;
      if (!labels && !tags) continue;
      return [
        ...new Set([
          ...this.texts.field(at, 'labels', labels ?? []),
          ...this.texts.field(at, 'tags', tags ?? []),
        ]),
      ];
    }
    return undefined;
  }

  /** Texts of replaced steps that end here come after the exit's own: both hold. */
  joined(key: 'notes' | 'acceptance'): string | undefined {
    // Most steps have neither, and nothing ends in them.
    if (this.handed.exit.length === 0 && this.step.table[key] === undefined) return undefined;
    const steps = [this.step, ...this.handed.exit];
    const parts = steps
      .map((step) => step.table[key] !== undefined && this.texts.field(step, key, step.table[key], steps))
      .filter((text): text is string => typeof text === 'string' && text !== '');
    return parts.length > 0 ? parts.join('\n\n') : undefined;
  }

  /** Which of its texts are templates of a convoy. */
  templates(): readonly TemplateField[] | undefined {
    const { texts, step, handed } = this;
    if (!texts.convoy) return undefined;
    const isTemplate = (key: TemplateField): boolean => {
      if (key === 'notes' || key === 'acceptance') return texts.isTemplate(key, [step, ...handed.exit]);
      let at: Step | undefined = step;
      // The one text that is inherited.
      if (key === 'focus') while (at && at.table.focus === undefined) at = at.partOf;
      return at !== undefined && texts.isTemplate(key, [at]);
    };
    const found = TEMPLATE_FIELDS.filter(isTemplate);
    return found.length > 0 ? found : undefined;
  }

  /** There can be one only: two schemas or two commands cannot be joined. */
  single<K extends 'output' | 'check'>(key: K): StepTable[K] | undefined {
    const owner = this.owner(key);
    return owner && this.texts.field(owner, key, owner.table[key]);
  }

  /** The one step that says `key`: this one, or one that ends in it. */
  owner(key: 'output' | 'check' | 'on_complete'): Step | undefined {
    if (this.handed.exit.length === 0) return this.step.table[key] === undefined ? undefined : this.step;
    const [first, second] = [this.step, ...this.handed.exit].filter((step) => step.table[key] !== undefined);
    if (first && second) this.#reportSecond(second, key, first);
    return first;
  }

  /** There is one spawner at the most; the same one may be said twice. */
  spawner({ spawners }: Wiring): ProtoStep['waits_for'] {
    if (spawners.size === 0) return undefined;
    const waiting = [this.step, ...this.handed.waits].filter((step) => spawners.has(step));
    const [first, ...others] = waiting;
    const spawner = first && spawners.get(first);
    if (!spawner) return undefined;
    for (const other of others) {
      const { mode, node } = spawners.get(other) as Spawner;
      if (mode !== spawner.mode || node !== spawner.node) this.#reportSecond(other, 'waits_for', first);
    }
    return { mode: spawner.mode, of: spawner.node.id };
  }

  #reportSecond(replaced: Step, key: Key, has: Step): void {
    const { reporter, spans } = this.cooking.context;
    const facts = { step: replaced.id, key, exit: has.id };
    reporter.report('GT5015', facts, { span: spans.key(replaced.table, key) });
  }

  gates(conditions: RunningConditions): readonly ProtoGate[] | undefined {
    if (!this.step.table.gate && this.step.gates.length === 0 && this.handed.gates.length === 0)
      return undefined;
    const gates = [...gatesOf(this.step), ...this.handed.gates];
    return gates.length > 0
      ? gates.map((gate) => emitGate(gate, this.texts, conditions, this.cooking))
      : undefined;
  }
}

/** Whether `region` stands where a step was. */
export const isReplacement = (node: { kind: string }): node is Region & { replaced: Step } =>
  node.kind === 'region' && (node as Region).replaced !== undefined;
