/** What becomes of a branch when its work is done (R16). */
export const LANDINGS = ['none', 'branch', 'merge', 'pr'] as const;
export type Landing = (typeof LANDINGS)[number];

/** A process, so that another one which has its number later is not taken for it. */
export interface ProcessMark {
  readonly pid: number;
  /** When it began, as the system counts; only ever compared. */
  readonly startTime: string;
}

/**
 * Where, by whom and how the work of a molecule is done: one lane for each that was slung, and one more for each part of
 * it that has a worktree of its own. It goes when its work has ended and landed.
 */
export interface Lane {
  /** What is worked on: the root of a molecule, a bead, or what of a molecule has this lane for itself. */
  readonly n: number;
  /** The root of the molecule; `n` itself for what was slung. */
  readonly root: number;
  /** Null where there is no repository: work is done in a plain folder. */
  readonly rig: string | null;
  /** The name of an agent, or `script:` and a command for the shell. */
  readonly agent: string;
  readonly land: Landing;
  /** `rig/polecats/name`: who has it, from the first session until it goes. */
  readonly polecat: string | null;
  readonly sandbox: string | null;
  readonly branch: string | null;
  /** The supervisor that is at it; null while nobody is. */
  readonly supervisor: ProcessMark | null;
  /** The agent that the supervisor has started; the leader of a group of processes. */
  readonly agentProcess: ProcessMark | null;
  /** The sequence number of the last event when the session began: one without any after it came to nothing. */
  readonly beganAfter: number;
  /** Sessions in a row that came to nothing. */
  readonly fruitless: number;
  /** Before that moment no session begins; null while it may begin at once. */
  readonly wakeAt: number | null;
  /** Why no further session begins until somebody says so; null while all is well. */
  readonly trouble: string | null;
  readonly slungAt: number;
  readonly slungBy: string;
}
