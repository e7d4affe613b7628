import type { Node, Outcome } from '../ledger/bead.js';
import { isActive, isOpen } from '../ledger/bead.js';
import type { Transaction } from '../ledger/contract.js';
import type { EventType, LedgerEvent } from '../ledger/event.js';
import type { Molecule } from '../ledger/molecule.js';
import type { Families } from '../molecule/family.js';
import { hasBegun } from '../ready/blockers.js';
import type { Outside } from './engine.js';
import { type ToolName, type Tools, Wanted } from './tools.js';

export interface Setting {
  /** Who makes the change. */
  readonly actor: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly outside: Outside;
  readonly tools: Partial<Tools>;
  readonly families: Families;
}

/** Something that follows from what has been done, and that `settle` does. */
export type Consequence =
  /** A node has closed: who waits for it is told. */
  | { readonly is: 'ended'; readonly node: Node }
  /** A node waits for nothing more; `by` is what let it go. `anyway`: it runs even if all its needs were skipped. */
  | { readonly is: 'free'; readonly n: number; readonly by?: Node | undefined; readonly anyway?: boolean }
  /** The last of its gates has opened. */
  | { readonly is: 'opened'; readonly n: number }
  /** What is in it may begin. */
  | { readonly is: 'begun'; readonly n: number }
  /** The last of its children has closed. */
  | { readonly is: 'emptied'; readonly n: number }
  /** Something that it tracks has closed, is open again, or is tracked no longer. */
  | { readonly is: 'tracked'; readonly n: number }
  /** All that it spawns is there. */
  | { readonly is: 'spawned'; readonly n: number }
  /** A molecule has ended, and all have been told. */
  | { readonly is: 'over'; readonly n: number }
  | { readonly is: 'cancelled'; readonly molecule: number; readonly reason: string };

/** What a molecule counts of its steps. */
export type Counts = { -readonly [K in 'openSteps' | 'activeSteps' | 'runningSteps']: number };

/**
 * One change of a ledger, while it is made. Whatever moves a node goes through `move`, which keeps the counts of its
 * molecule; what follows from it waits in a queue for `settle`, so that no transition calls another.
 */
export class Turn {
  /** Beads that became ready, in that order. */
  readonly readied = new Set<number>();
  /** Nodes that what they are in has counted as done in this turn: each leaves it once, whatever comes up in which order. */
  readonly left = new Set<number>();
  /** Nodes that have ended, while those that wait for them have not been told. */
  readonly untold = new Set<number>();
  readonly #consequences: Consequence[] = [];
  readonly #cancellations: Consequence[] = [];
  #told = 0;
  #isQuiet = false;
  readonly #molecules = new Map<number, Molecule>();
  readonly #changed = new Map<number, Counts>();
  readonly #ids = new Map<number, string>();

  constructor(
    readonly tx: Transaction,
    readonly setting: Setting,
  ) {}

  get now(): number {
    return this.setting.now;
  }

  get actor(): string {
    return this.setting.actor;
  }

  /** Throws a Wanted, on which the change is made again, when the tool has not been loaded. */
  tool<N extends ToolName>(name: N): Tools[N] {
    const tool = this.setting.tools[name] as Tools[N] | undefined;
    if (tool === undefined) throw new Wanted(name);
    return tool;
  }

  /** What moves from now on only follows from what was found; unless it ends, nobody has updated it. */
  quietly(): void {
    this.#isQuiet = true;
  }

  /** Change a node; gives it as it then is. */
  move(node: Node, change: Partial<Omit<Node, 'n'>>): Node {
    const updatedAt = this.#isQuiet && change.state !== 'closed' ? node.updatedAt : this.now;
    const next: Node = { ...node, ...change, updatedAt };
    this.tx.updateNode(node.n, { ...change, updatedAt });
    // Open again: there is nothing to tell.
    if (change.state !== undefined && change.state !== 'closed') this.untold.delete(node.n);
    this.#count(node, -1);
    this.#count(next, 1);
    if (next.state === 'ready') this.readied.add(next.n);
    else this.readied.delete(next.n);
    return next;
  }

  /** Count a node that was inserted. */
  inserted(node: Node): void {
    this.#count(node, 1);
    if (node.state === 'ready') this.readied.add(node.n);
  }

  /** Close a node, say so, and have `settle` tell those it concerns. */
  end(
    node: Node,
    outcome: Outcome,
    more: {
      readonly reason?: string | undefined;
      readonly byHand?: boolean;
      readonly onFail?: Node['onFail'];
      readonly type?: EventType;
      readonly data?: Readonly<Record<string, unknown>>;
    } = {},
  ): Node {
    const { reason, byHand = false, onFail = node.onFail, type = 'bead.closed', data } = more;
    const next = this.move(node, {
      state: 'closed',
      hold: null,
      outcome,
      byHand,
      onFail,
      blockers: 0,
      closedAt: this.now,
      closeReason: reason ?? null,
      leaseUntil: null,
      deadline: null,
      wakeAt: null,
    });
    // Nobody asks its gates any more.
    if (node.state === 'gated')
      for (const { n, at, dueAt } of this.tx.gates(node.n))
        if (dueAt !== null) this.tx.updateGate(n, at, { dueAt: null });
    // Nothing in it waits any more for it to begin; what is in a container ends with it (`endInside`).
    if (node.kind === 'work' && node.openChildren > 0 && !hasBegun(node))
      this.follow({ is: 'begun', n: node.n });
    this.log(type, next, {
      outcome,
      ...(reason !== undefined && { reason }),
      ...(byHand && { byHand }),
      ...data,
    });
    this.untold.add(next.n);
    this.follow({ is: 'ended', node: next });
    return next;
  }

  /** Have `settle` do what follows. */
  follow(consequence: Consequence): void {
    (consequence.is === 'cancelled' ? this.#cancellations : this.#consequences).push(consequence);
  }

  /** The next thing that follows, in the order in which it came up; but nothing begins in what is to be cancelled. */
  nextConsequence(): Consequence | undefined {
    const cancelled = this.#cancellations.shift();
    if (cancelled) return cancelled;
    const next = this.#consequences[this.#told];
    if (next) this.#told += 1;
    else {
      this.#consequences.length = 0;
      this.#told = 0;
    }
    return next;
  }

  /** Record what happened to a bead; barriers are nobody's business. */
  log(type: EventType, node: Node, data?: Readonly<Record<string, unknown>>): void {
    const subject = this.idOf(node.n);
    if (subject === undefined) return;
    const molecule = node.molecule === null ? null : (this.idOf(node.molecule) ?? null);
    const attempt = node.attempt > 0 ? node.attempt : null;
    const event: Omit<LedgerEvent, 'seq'> = {
      at: this.now,
      type,
      subject,
      molecule,
      actor: this.actor,
      attempt,
      data: data && Object.keys(data).length > 0 ? data : null,
    };
    this.tx.append(event);
  }

  idOf(n: number): string | undefined {
    const known = this.#ids.get(n) ?? this.tx.idOf(n);
    if (known !== undefined) this.#ids.set(n, known);
    return known;
  }

  /** A molecule with the counts as they are in this turn. Its root must be one. */
  molecule(n: number): Molecule {
    let molecule = this.#molecules.get(n);
    if (!molecule) {
      molecule = this.tx.molecule(n);
      if (!molecule) throw new Error(`node ${n} is the root of no molecule`);
      this.#molecules.set(n, molecule);
    }
    const counts = this.#changed.get(n);
    return counts ? { ...molecule, ...counts } : molecule;
  }

  /** Change what is said of a molecule; its counts keep themselves. */
  changeMolecule(n: number, change: Partial<Omit<Molecule, 'n' | keyof Counts>>): void {
    const molecule = this.molecule(n);
    this.tx.updateMolecule(n, change);
    this.#molecules.set(n, { ...molecule, ...change });
  }

  /** Steps of a lean molecule that are no rows yet count as open. */
  countUnmade(molecule: number, steps: number): void {
    this.#add(molecule, { openSteps: steps, activeSteps: 0, runningSteps: 0 });
  }

  /** Something besides a step will go on by itself (+1), or no longer (-1). */
  countActive(molecule: number, by: 1 | -1): void {
    this.#add(molecule, { openSteps: 0, activeSteps: by, runningSteps: 0 });
  }

  /** The counts of a molecule are found to be these; `settle` looks whether it goes on. */
  recounted(molecule: number, counts: Counts): void {
    this.#changed.set(molecule, { ...counts });
  }

  /** Write the counts that changed; gives the molecules whose they are. */
  flush(): Molecule[] {
    const changed: Molecule[] = [];
    for (const [n, counts] of this.#changed) {
      this.tx.updateMolecule(n, counts);
      const molecule = this.molecule(n);
      this.#molecules.set(n, molecule);
      changed.push(molecule);
    }
    this.#changed.clear();
    return changed;
  }

  #count(node: Node, by: 1 | -1): void {
    if (node.molecule === null || node.kind === 'barrier' || node.n === node.molecule || !isOpen(node))
      return;
    this.#add(node.molecule, {
      openSteps: by,
      activeSteps: isActive(node) ? by : 0,
      runningSteps: node.state === 'claimed' || node.state === 'verifying' ? by : 0,
    });
  }

  #add(n: number, by: Counts): void {
    if (by.openSteps === 0 && by.activeSteps === 0 && by.runningSteps === 0) return;
    let counts = this.#changed.get(n);
    if (!counts) {
      const { openSteps, activeSteps, runningSteps } = this.molecule(n);
      counts = { openSteps, activeSteps, runningSteps };
      this.#changed.set(n, counts);
    }
    counts.openSteps += by.openSteps;
    counts.activeSteps += by.activeSteps;
    counts.runningSteps += by.runningSteps;
  }
}
