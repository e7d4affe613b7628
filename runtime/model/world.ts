import type { ProtoGate, Protomolecule, ProtoStep } from '../../compiler/emit/protomolecule.js';
import type { Condition } from '../../compiler/language/expressions.js';
import type { Blocking, Kind, Node, Outcome } from '../ledger/bead.js';
import type { Scalar } from '../ledger/molecule.js';

/**
 * The reference model of a molecule's life: what the rules of `spec/meow.md` say, without a store. It keeps only
 * what has been done; what follows from that is worked out again from nothing whenever somebody asks. So it is
 * slow, and has no counts that could be wrong.
 */
export interface World {
  /** Milliseconds since 1970. */
  now: number;
  readonly items: Map<string, Item>;
  readonly molecules: Map<string, ModelMolecule>;
  /** The condition that a text of a protomolecule is. */
  readonly condition: (text: string) => Condition;
  /** What `on_complete` attaches, by name. */
  readonly attached: (name: string) => Protomolecule;
  /** The ids of molecules that were squashed. */
  readonly digests: Set<string>;
  /** How many items were ever made. */
  made: number;
}

export interface ModelMolecule {
  readonly id: string;
  readonly phase: 'liquid' | 'vapor';
  readonly flags: Map<string, Scalar>;
  /** In which ways `leg` was bonded to it. */
  readonly bonded: Set<string>;
  paused: boolean;
  cancelled: boolean;
  /** A step has failed that says `on_fail = "abort"`. */
  isAborting: boolean;
}

/** What one protomolecule has brought into a molecule. */
export interface ModelPart {
  readonly protomolecule: Protomolecule;
  /** Stands before the ids of its steps. */
  readonly prefix: string;
  readonly values: Readonly<Record<string, Scalar>>;
}

/** A bead. There are none for barriers: who needs one needs what it needs. */
export interface Item {
  readonly id: string;
  /** In the order in which they came. */
  readonly at: number;
  readonly kind: Exclude<Kind, 'barrier'>;
  readonly molecule: string | null;
  /** What it is of, and its step there; null for a root and for beads of no molecule. */
  readonly part: ModelPart | null;
  readonly step: ProtoStep | null;
  /** Its whole id for each of its protomolecule, which in an iteration is that of the same iteration. */
  readonly named: (id: string) => string;
  readonly createdAt: number;
  readonly runIf: Node['runIf'];
  readonly onFail: Node['onFail'];
  readonly gates: ModelGate[];
  parent: string | null;
  priority: number;
  needs: Need[];

  /** A container or a molecule that has started. */
  begun: boolean;
  claim: Claim | null;
  /** How often it was claimed. */
  attempt: number;
  failures: number;
  checkFailures: number;
  wake: { readonly why: 'deferred' | 'backoff'; readonly at: number | null } | null;
  /** A person has set its status to `blocked`. */
  marked: boolean;
  /** It is clean-up of a molecule in which nothing else happens any more: it waits for nothing. */
  freed: boolean;
  /** Nothing that it waits for is left, and it is to run; that is asked once. */
  released: boolean;
  /** Somebody opened it again after it was skipped: it runs now. */
  wanted: boolean;
  end: End | null;
  output: unknown;
  /** Of a loop with `until`: the iteration that runs. */
  iteration: number;
}

export interface Need {
  readonly to: string;
  readonly type: Blocking;
  readonly join?: 'all' | 'any' | undefined;
}

export interface ModelGate {
  readonly gate: ProtoGate;
  state: 'waiting' | 'armed' | 'open';
  /** When its timer or its timeout is over. */
  dueAt: number | null;
}

export interface Claim {
  readonly worker: string;
  readonly verifying: boolean;
  readonly leaseUntil: number | null;
  readonly deadline: number | null;
}

export interface End {
  readonly outcome: Outcome;
  /** A person decided it: to those behind it, it has passed. */
  readonly byHand: boolean;
  /** Its failure holds nobody back. */
  readonly goesOn: boolean;
}

/** What the rules do not allow; nothing has changed. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

export const refuse = (reason: string): never => {
  throw new Refused(reason);
};

/** The item of that id. */
export const itemOf = ({ items }: World, id: string): Item => items.get(id) ?? refuse(`there is no ${id}`);

/** The items directly in one, in order. */
export const childrenOf = ({ items }: World, parent: string): Item[] =>
  [...items.values()].filter((item) => item.parent === parent);

/** The items of a molecule without its root, in order. */
export const stepsOf = ({ items }: World, molecule: string): Item[] =>
  [...items.values()].filter((item) => item.molecule === molecule && item.id !== molecule);

/** Gives what makes everything as it now is. */
export function undoOf(world: World): () => void {
  const { now, made } = world;
  const items = [...world.items.values()].map((item): [Item, Item] => [
    item,
    { ...item, gates: item.gates.map((gate) => ({ ...gate })) },
  ]);
  const molecules = [...world.molecules.values()].map((each): ModelMolecule => ({ ...each }));
  const flags = molecules.map((each) => new Map(each.flags));
  return () => {
    Object.assign(world, { now, made });
    world.items.clear();
    for (const [item, before] of items) world.items.set(item.id, Object.assign(item, before));
    for (const [at, each] of molecules.entries())
      world.molecules.set(each.id, { ...each, flags: flags[at] ?? each.flags });
  };
}
