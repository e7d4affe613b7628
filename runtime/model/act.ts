import type { Edge, Outcome } from '../ledger/bead.js';
import type { Scalar } from '../ledger/molecule.js';

/** Something that is done to a ledger, by ids: what both the model and the engine are told. */
export type Act =
  | { readonly do: 'claim'; readonly id: string; readonly worker: string; readonly lease: number | null }
  | { readonly do: 'heartbeat'; readonly id: string; readonly attempt: number; readonly lease: number }
  | { readonly do: 'release' | 'skip' | 'wake' | 'reopen' | 'retry'; readonly id: string }
  | ({ readonly do: 'report'; readonly id: string; readonly attempt: number } & Reported)
  /** By somebody who has said nothing of working on it. */
  | ({ readonly do: 'close'; readonly id: string; readonly worker: string } & Reported)
  | { readonly do: 'verify'; readonly id: string; readonly attempt: number; readonly verdict: Verdict }
  | { readonly do: 'force'; readonly id: string; readonly outcome: 'pass' | 'fail' }
  /** Milliseconds from now; null until somebody wakes it. */
  | { readonly do: 'defer'; readonly id: string; readonly for: number | null }
  | { readonly do: 'mark'; readonly id: string; readonly isStuck: boolean }
  | { readonly do: 'open-gate'; readonly id: string; readonly at: number | undefined }
  | { readonly do: 'flag'; readonly molecule: string; readonly name: string; readonly value: Scalar }
  | { readonly do: 'pause' | 'resume' | 'cancel'; readonly molecule: string }
  | {
      readonly do: 'bond';
      readonly molecule: string;
      readonly type: 'parallel' | 'sequential' | 'conditional';
    }
  | { readonly do: 'squash' | 'burn'; readonly molecule: string; readonly isAbandoned: boolean }
  /** Milliseconds go by; `isSeen`: somebody looks what has become due. */
  | { readonly do: 'wait'; readonly for: number; readonly isSeen: boolean }
  | {
      readonly do: 'create';
      readonly id: string;
      readonly parent: string | undefined;
      readonly priority: number;
      readonly needs: readonly Omit<Dependency, 'from'>[];
    }
  | ({ readonly do: 'depend' } & Dependency)
  | { readonly do: 'undepend'; readonly from: string; readonly to: string };

export type Verdict = 'pass' | 'later' | 'fail';

export interface Reported {
  readonly outcome: Exclude<Outcome, 'cancelled'>;
  readonly output?: unknown;
}

export interface Dependency {
  readonly from: string;
  readonly to: string;
  readonly type: Extract<Edge['type'], 'blocks' | 'conditional-blocks' | 'waits-for'>;
  readonly join?: 'all' | 'any' | undefined;
}
