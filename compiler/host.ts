/** A folder of formulas; tiers are searched in order and the first hit wins (spec: FILE-3). */
export interface Tier {
  /** `search-path`, `file`, `project`, `town`, `user`, `builtin`; the part before `:` in an origin. */
  readonly name: string;
  /** What a person is shown: the folder, relative to the working folder where that is shorter. */
  readonly label: string;
}

/** One file that could be the formula of a name. */
export interface Candidate {
  readonly tier: Tier;
  /** The formula's name by its file name. */
  readonly name: string;
  /** What a person is shown. */
  readonly path: string;
  readonly format: 'toml' | 'json';
}

/** Reading failed; `reason` is for people. Never to be taken for "nothing there". */
export type ReadResult =
  | {
      readonly ok: true;
      readonly bytes: Uint8Array;
      /** What `bytes` say, where the host has it as a text that neither reading nor writing them would change. */
      readonly text?: string | undefined;
    }
  | {
      readonly ok: false;
      readonly reason: string;
      /** The file lies outside the folder of its tier. */
      readonly outside?: boolean;
      /** The size of a file that is too large to be worth reading. */
      readonly bytes?: number;
    };

/**
 * All the compiler may know of the world. It never touches the disk, the clock or the environment
 * itself, so that cooking is a pure function and an editor can serve unsaved text.
 */
export interface Host {
  readonly tiers: readonly Tier[];
  /** The files that could be `name`, in order of precedence. `name` is a checked name, never a path. */
  candidates(name: string): readonly Candidate[];
  /** Every formula of every tier, in order of precedence; for listing and for suggestions. */
  all(): readonly Candidate[];
  read(candidate: Candidate): ReadResult;
  /**
   * A text file in the folder of a formula or below. `path` is relative, with `/`, and has no part that is
   * `.` or `..`; where it leads all the same, links followed, is the host's to see.
   */
  readBeside(candidate: Candidate, path: string): ReadResult;
  /**
   * The file that changes a formula where it is cooked or attached by name (spec: OVER-1); `read` reads it. Its
   * tier is none of `tiers`, so that no formula can name it.
   */
  overlay?(candidate: Candidate): Candidate | undefined;
}
