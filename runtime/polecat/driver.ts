import type { ProcessIdentity } from './process.js';

/** What is to run. */
export interface StartOptions {
  /** What the session is called: letters, digits, `_` and `-`; one at a time has it. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** All of its environment: nothing else reaches it. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute. */
  readonly cwd: string;
  /** The file that gets what it prints; no value of `env` is ever written there by a driver. */
  readonly transcript: string;
  /** What it reads from its standard input; without it there is nothing to be read, or a terminal. */
  readonly stdin?: string | undefined;
  /** What is typed into its terminal once it listens; only where `hasTerminal`. */
  readonly typed?: Typed | undefined;
  /**
   * Called with the process before it does anything, so that whoever writes it down knows of each one that ever ran: when
   * the writer dies meanwhile, the process ends without having begun, and when this rejects, so does `start`.
   */
  readonly begun?: ((identity: ProcessIdentity) => Promise<unknown>) | undefined;
}

export interface Typed {
  readonly text: string;
  /** What the screen shows when it listens. */
  readonly ready: string;
}

/** How a session has ended. */
export interface Ended {
  readonly code: number | null;
  /** What ended it. */
  readonly signal: string | null;
  /** Why the transcript is not whole. */
  readonly transcriptFailure?: string | undefined;
}

/** A process that runs, and all that it starts. */
export interface Session {
  readonly identity: ProcessIdentity;
  /**
   * Resolves when the process has ended, what was left of its group has been ended too, and all it printed is in the
   * transcript. Rejects with GT8809 when some of its group cannot be ended.
   */
  readonly ended: Promise<Ended>;
  /** End it and its group: SIGTERM, and after `grace` milliseconds SIGKILL. Resolves, or rejects, as `ended` does. */
  kill(grace?: number): Promise<void>;
  /** What to type to see it; undefined where it has no terminal. */
  readonly attach?: string | undefined;
  /** Type a line into its terminal; undefined where it has none. */
  readonly nudge?: ((line: string) => Promise<void>) | undefined;
}

/** A way to run agents. */
export interface Driver {
  /** Whether somebody can type to its sessions. */
  readonly hasTerminal: boolean;
  /** Rejects with GT8801 when the program is not there, GT8808 when it cannot be started, GT8811 when it does not listen; nothing runs then. */
  start(options: StartOptions): Promise<Session>;
}
