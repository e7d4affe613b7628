import type { Bead, BeadRow, Edge, Node, State } from './bead.js';
import type { EventType, LedgerEvent } from './event.js';
import type { Lane } from './lane.js';
import type { Gate, Molecule, Part, Scalar, Spawning, StoredProtomolecule, Tombstone } from './molecule.js';
import type { BeadQuery, Cursor, ReadyQuery } from './query.js';

/**
 * Where all state is. The only writer of it, and the only place that knows SQL. Every backend passes the suite in
 * `suite/`. What the rows mean is decided above it, in `runtime/step` and `runtime/molecule`.
 *
 * `work` is synchronous: a transaction never waits for anything but the store, and takes well under a millisecond.
 * Both methods reject with a RuntimeFailure: of the ledger (GT80xx) when the store refuses, else what `work` threw.
 */
export interface Ledger {
  /** Run `work` on one snapshot. Waits for no writer. */
  read<T>(work: (view: View) => T): Promise<T>;
  /**
   * Run `work` as one transaction, alone: all of it is there afterwards, on the disk, or nothing when it throws.
   * Waits for other writers up to `Timing.busy`, then rejects and names the process that holds the lock.
   */
  write<T>(work: (tx: Transaction) => T): Promise<T>;
  /** Changes when any process has written. Cheap: made to be asked often. */
  version(): number;
  close(): void;
}

/** Facts, as they stand in one snapshot. Lists are in the order of `n` unless it is said otherwise. */
export interface View {
  /** `prefix`, `ledger` (its own id), and what else is set once for the whole ledger. */
  setting(name: string): string | undefined;

  node(n: number): Node | undefined;
  /** Undefined for a barrier, and for what is not there. */
  bead(n: number): BeadRow | undefined;
  beadById(id: string): BeadRow | undefined;
  /** The id of a bead, without reading the rest; of a barrier undefined. */
  idOf(n: number): string | undefined;
  /** The number of the bead with that id; without reading it. */
  numberOf(id: string): number | undefined;
  /** Ids that contain `part` behind the prefix, at most `limit`, in order. */
  idsLike(part: string, limit: number): string[];
  /** Whether a bead has that id, or ever had. */
  isTaken(id: string): boolean;
  beads(query: BeadQuery): BeadRow[];
  count(query: BeadQuery): number;
  /** Beads that may be claimed, by priority, then age, then number. */
  ready(query: ReadyQuery): BeadRow[];
  /** How many beads, by state; those that are ephemeral are not counted. */
  tally(): ReadonlyMap<State, number>;

  /** The children, in order. */
  children(parent: number): Node[];
  /**
   * How many children of `parent` closed how, with what hangs on those of them that are no containers; `soft` are failures
   * with `on_fail = "continue"`.
   */
  outcomesOf(parent: number): {
    pass: number;
    fail: number;
    soft: number;
    skipped: number;
    cancelled: number;
  };
  edgesFrom(n: number): Edge[];
  edgesTo(n: number): Edge[];
  labels(n: number): string[];
  comments(n: number): Comment[];
  output(n: number): unknown;
  events(query: EventQuery): LedgerEvent[];

  molecule(n: number): Molecule | undefined;
  molecules(query: { readonly phase?: 'liquid' | 'vapor' | undefined }): Molecule[];
  part(part: number): Part | undefined;
  /** In the order in which they came. */
  partsOf(molecule: number): Part[];
  /** Nodes of a molecule after the cursor, root first; its barriers too. */
  nodesOf(molecule: number, after?: Cursor): Node[];
  /** Beads of a molecule after the cursor, root first. */
  beadsOf(molecule: number, after?: Cursor): BeadRow[];
  /** The node of a step, by its part and the id that the protomolecule has for it. */
  stepNode(part: number, step: string): Node | undefined;
  /** The same object for the same fingerprint while the ledger is open. */
  protomolecule(fingerprint: string): StoredProtomolecule | undefined;
  gates(n: number): Gate[];
  armedGates(limit: number, after?: { readonly n: number; readonly at: number }): Gate[];
  /** Armed gates in a molecule that ask a condition. */
  armedConditions(molecule: number): Gate[];
  /** Armed gates of that type that await `id`. */
  gatesAwaiting(type: string, id: string): Gate[];
  flags(molecule: number): ReadonlyMap<string, Scalar>;
  /** What was made with that key. */
  keyed(key: string): string | undefined;
  /** All keys, and what was made with each. */
  keys(): ReadonlyMap<string, string>;
  spawnings(): Spawning[];
  spawning(n: number): Spawning | undefined;

  lane(n: number): Lane | undefined;
  /** All of them, or those of a molecule. */
  lanes(query: { readonly root?: number | undefined }): Lane[];

  /** Nodes whose lease, deadline, deferral or backoff ended at `now` or before, soonest first, at most `limit`. */
  due(now: number, limit: number): Node[];
  /** Armed gates of gated nodes whose timer or timeout ended at `now` or before, soonest first, at most `limit`. */
  dueGates(now: number, limit: number): Gate[];
  /** When the next of those is due. */
  nextDue(): number | undefined;

  tombstone(id: string): Tombstone | undefined;
  tombstones(): Tombstone[];
  /** The hash that a bead had when this ledger and the file last agreed (the base of a three-way merge), and its text. */
  base(id: string): string | undefined;
}

/** Changes. None checks what the rows mean. */
export interface Transaction extends View {
  setSetting(name: string, value: string): void;

  /** The number that the next node has. */
  nextNumber(): number;
  /** Numbers ascend, and are `nextNumber()` or more. A barrier has no bead. */
  insert(
    nodes: Iterable<{
      readonly node: Node;
      readonly bead?: Bead | undefined;
      readonly labels?: readonly string[];
    }>,
  ): void;
  updateNode(n: number, change: Partial<Omit<Node, 'n'>>): void;
  updateBead(n: number, change: Partial<Omit<Bead, 'n' | 'id'>>): void;
  /** With their labels, comments, gates, outputs, edges from and to them, and events of theirs. */
  remove(numbers: readonly number[]): void;

  /** One that is there already has the type of the new one. */
  addEdges(edges: Iterable<Edge>): void;
  /** False when there was none. */
  removeEdge(from: number, to: number): boolean;
  /** What pointed at any of `numbers` from outside of them points at `to`; one edge a pair. */
  redirectEdges(numbers: readonly number[], to: number): void;
  setLabels(n: number, labels: readonly string[]): void;
  addComment(comment: Omit<Comment, 'id'>): number;
  /** `undefined` takes it away. */
  setOutput(n: number, output: unknown): void;
  append(event: Omit<LedgerEvent, 'seq'>): number;
  /** Take away what was recorded of these beads, by their ids. */
  forget(subjects: readonly string[]): void;

  insertMolecule(molecule: Molecule): void;
  updateMolecule(n: number, change: Partial<Omit<Molecule, 'n'>>): void;
  /** The rows of the molecule itself: parts, flags, keys where `keys` says so; not its nodes. */
  removeMolecule(n: number, options: { readonly keys: boolean }): void;
  /** Gives its number. */
  insertPart(part: Omit<Part, 'part'>): number;
  putProtomolecule(stored: StoredProtomolecule): void;
  /** Protomolecules that no part is of, and texts of sources that none has; not those named. */
  dropUnusedProtomolecules(keep: readonly string[]): void;
  insertGates(gates: Iterable<Gate>): void;
  updateGate(n: number, at: number, change: Partial<Omit<Gate, 'n' | 'at'>>): void;
  setFlag(molecule: number, name: string, value: Scalar): void;
  /** The key is of the molecule that the bead is in by now. */
  setKey(key: string, id: string): void;
  putSpawning(spawning: Spawning): void;
  removeSpawning(n: number): void;

  insertLane(lane: Lane): void;
  updateLane(n: number, change: Partial<Omit<Lane, 'n'>>): void;
  removeLane(n: number): void;

  bury(tombstones: Iterable<Tombstone>): void;
  /** `undefined` takes it away. */
  setBase(id: string, text: string | undefined): void;
}

export interface Comment {
  readonly id: number;
  readonly n: number;
  readonly author: string;
  readonly text: string;
  readonly at: number;
}

export interface EventQuery {
  /** After this one of the sequence. */
  readonly after?: number | undefined;
  readonly subject?: string | undefined;
  readonly molecule?: string | undefined;
  readonly types?: readonly EventType[] | undefined;
  /** The newest first. */
  readonly newestFirst?: boolean | undefined;
  readonly limit?: number | undefined;
}

/** Milliseconds. */
export interface Timing {
  /** How long a write waits for another process, at the most. */
  readonly busy: number;
  /** For how long those that wait at the same time are taken into one commit, while other processes wait. */
  readonly together: number;
}
