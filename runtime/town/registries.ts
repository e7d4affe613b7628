import { isRigName } from './name.js';
import { count, exactly, type Fields, flag, object, record, type Shape, text } from './shape.js';

/** A rig as `mayor/rigs.json` has it. */
export interface RigEntry {
  /** Where its repository comes from: an absolute path, or an address of git. */
  readonly url: string;
  /** The branch that work begins from, and is merged into. */
  readonly default_branch: string;
  /** What ids of its beads begin with when they come from elsewhere. */
  readonly prefix: string;
  /** How many polecats work in it at the same time. */
  readonly max_polecats?: number | undefined;
  /** False where nobody may push to `url`: work has landed then when it is in the rig's own repository. */
  readonly push?: boolean | undefined;
}

/** What `mayor/rigs.json` says. */
export interface RigsFile {
  readonly version: 1;
  readonly rigs: Readonly<Record<string, RigEntry>>;
}

const rigFields: Fields<RigEntry> = {
  url: text(),
  default_branch: text(),
  prefix: text(/^[a-z][a-z0-9-]*$/, 'small letters, digits and -, beginning with a letter'),
  max_polecats: { optional: count },
  push: { optional: flag },
};

const rigsFields: Fields<RigsFile> = {
  version: exactly(1),
  rigs: record(object(rigFields), { test: isRigName }, 'the name of a rig'),
};
export const RIGS_FILE: Shape<RigsFile> = object(rigsFields);
