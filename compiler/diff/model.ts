import type { ProtoOrigin } from '../emit/protomolecule.js';

/** What a change is of. `formula`: a key of the protomolecule itself; `value`: one given when it was cooked. */
export type Part = 'formula' | 'shape' | 'value' | 'variable' | 'step' | 'region' | 'barrier' | 'bond_point';

/** A field that is not the same on both sides; absent on a side that has none. */
export interface FieldChange {
  readonly field: string;
  readonly before?: unknown;
  readonly after?: unknown;
  /** Of a list of texts: what came and what went. Both are empty where the same texts stand in another order. */
  readonly added?: readonly string[];
  readonly removed?: readonly string[];
}

export interface Change {
  readonly part: Part;
  /** `renamed`: probably; B has under `id` what A has under `was`. */
  readonly kind: 'added' | 'removed' | 'changed' | 'renamed';
  /** Its id in B; of what was removed, in A. */
  readonly id: string;
  readonly was?: string;
  /** All fields, of what was added or removed. */
  readonly fields: readonly FieldChange[];
  /** Where a step is written, and how it came from there: in A. */
  readonly before?: ProtoOrigin;
  /** The same in B. */
  readonly after?: ProtoOrigin;
}

/** `step` starts only when `waitsFor` has ended. */
export interface Precedence {
  readonly step: string;
  readonly waitsFor: string;
}

/** The order of the steps that both sides have, by their ids in B. */
export interface OrderDiff {
  /**
   * By all that needs, containers and barriers come to, not by how they are written. `unknown`: it differs
   * in more places than are compared (see `compiler/diff/order.ts`).
   */
  readonly effective: 'same' | 'changed' | 'unknown';
  /** What holds in A and not in B; what follows from another of these is left out. */
  readonly lost: readonly Precedence[];
  /** What holds in B and not in A. */
  readonly gained: readonly Precedence[];
  /** Steps of both sides of which the needs, the container or the spawner are others. */
  readonly rewritten: number;
  /** Whether steps, regions or bond points of both sides are listed in another order. */
  readonly relisted: boolean;
}

/** What a fingerprint does not cover. */
export interface AsideDiff {
  readonly name?: { readonly before: string; readonly after: string };
  /** Steps of both sides that are written in another place, or have come from there in another way. */
  readonly moved: number;
  /** Source files by what has become of them. */
  readonly sources: Readonly<Record<'added' | 'removed' | 'changed', readonly string[]>>;
}

export interface Size {
  readonly steps: number;
  readonly waves: number;
}

/** What has become of protomolecule A in B. */
export interface ProtomoleculeDiff {
  /** Whether both say that the same is to be done. */
  readonly same: boolean;
  readonly changes: readonly Change[];
  readonly order: OrderDiff;
  readonly aside: AsideDiff;
  readonly size: { readonly before: Size; readonly after: Size };
}
