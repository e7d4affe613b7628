import type { Bundle } from '../../compiler/bundle.js';
import type { ProtoGate, Protomolecule } from '../../compiler/emit/protomolecule.js';
import type { Outcome } from './bead.js';

export type Scalar = string | number | boolean;

/** A molecule or wisp; its bead is its root. */
export interface Molecule {
  /** The number of its root. */
  readonly n: number;
  readonly phase: 'liquid' | 'vapor';
  /** Of the formula. */
  readonly formula: string;
  readonly paused: boolean;
  /** Steps that have not closed, and those of them at which something happens by itself (`isActive`). */
  readonly openSteps: number;
  readonly activeSteps: number;
  /** Steps that are claimed or being checked. */
  readonly runningSteps: number;
  /** Whether a step in it says `parallel = false`. */
  readonly hasLonely: boolean;
  /** Its steps become rows when they are ready, not when it is made. */
  readonly lean: boolean;
  /** It has open steps, and nothing will happen by itself. */
  readonly stalled: boolean;
  /** Why it was cancelled; then only steps with `run_if = "always"` still run. */
  readonly cancelled: string | null;
  readonly squash: Protomolecule['squash'] | null;
  /** The ledger that it is changed in, when that is another. */
  readonly home: string | null;
}

/** What one protomolecule has brought into a molecule: itself when poured, and each that was bonded to it. */
export interface Part {
  readonly part: number;
  readonly molecule: number;
  /** The root of the molecule, or the container that holds what was bonded. */
  readonly root: number;
  readonly fingerprint: string;
  /** Stands before the ids of its steps, behind `<molecule>.`: empty, or such as `survey.item3.`. */
  readonly prefix: string;
  /** What was given for its variables, by name, defaults included. */
  readonly values: Readonly<Record<string, Scalar>>;
  /** The bond point or step that it hangs on; null for what was poured. */
  readonly point: string | null;
}

/** A protomolecule and what it can be cooked from again. */
export interface StoredProtomolecule {
  readonly fingerprint: string;
  readonly protomolecule: Protomolecule;
  readonly bundle: Bundle;
}

/** One gate of a step. */
export interface Gate {
  readonly n: number;
  /** Its place among those of its step. */
  readonly at: number;
  readonly gate: ProtoGate;
  /** `waiting` for the other blockers of its step, then `armed`, then `open`. */
  readonly state: 'waiting' | 'armed' | 'open';
  readonly armedAt: number | null;
  /** When its timeout, or its timer, is over. */
  readonly dueAt: number | null;
  /** When it was last asked, and what was found. */
  readonly askedAt: number | null;
  readonly finding: string | null;
}

/** A list that `on_complete` makes instances of; it goes when all are there. */
export interface Spawning {
  /** The step that has passed. */
  readonly n: number;
  readonly items: readonly unknown[];
  /** How many instances are there. */
  readonly made: number;
}

/** What is left of something that is gone, so that its id is not used again and an import does not bring it back. */
export interface Tombstone {
  readonly id: string;
  /** The digest that it went into; null for what was deleted. */
  readonly digest: string | null;
  readonly at: number;
}

/** A digest's record of a finished molecule; stands in the metadata of its bead. */
export interface Digest {
  /** `work`: what was done, step by step; `operational`: a routine that is only looked at where it went wrong. */
  readonly kind: 'work' | 'operational';
  readonly formula: string;
  readonly fingerprint: string;
  readonly phase: 'liquid' | 'vapor';
  readonly outcome: Outcome;
  readonly values: Readonly<Record<string, Scalar>>;
  readonly started: string | null;
  readonly ended: string;
  readonly summary: string;
  readonly abandoned?: string;
  readonly steps: readonly DigestStep[];
}

/** Times and attempts are there unless `[squash] include_metrics = false`. */
export interface DigestStep {
  readonly id: string;
  readonly title: string;
  readonly outcome: Outcome;
  readonly attempts?: number;
  readonly started?: string;
  readonly ended?: string;
  readonly worker?: string;
  readonly reason?: string;
  readonly output?: unknown;
}
