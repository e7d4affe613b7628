import { isRigName, NAME, NAME_IN_WORDS } from './name.js';
import {
  count,
  exactly,
  type Fields,
  flag,
  object,
  oneOf,
  record,
  type Shape,
  text,
  texts,
} from './shape.js';

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

/** How an agent is told what to do. */
export const PROMPTS = ['arg', 'stdin', 'none'] as const;

/** An agent, which is data: a program that works on steps. */
export interface AgentEntry {
  readonly command: string;
  readonly args?: readonly string[] | undefined;
  /** A value that is `$NAME` stands for that variable of the surroundings, so that no secret is written down. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** As the last argument, on the standard input, or not at all. */
  readonly prompt?: (typeof PROMPTS)[number] | undefined;
  /** Arguments that have it go on with a conversation, whose id takes the place of `{session}`. */
  readonly resume?: readonly string[] | undefined;
  /** A text that its screen shows when it listens. */
  readonly ready?: string | undefined;
}

/** What `settings/agents.json` says. */
export interface AgentsFile {
  readonly version: 1;
  readonly agents: Readonly<Record<string, AgentEntry>>;
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

const agentFields: Fields<AgentEntry> = {
  command: text(),
  args: { optional: texts },
  env: {
    optional: record(
      text(/^[^\0]*$/u, 'a text'),
      /^[A-Za-z_][A-Za-z0-9_]*$/,
      'the name of a variable of the environment',
    ),
  },
  prompt: { optional: oneOf(PROMPTS) },
  resume: { optional: texts },
  ready: { optional: text() },
};

const agentsFields: Fields<AgentsFile> = {
  version: exactly(1),
  agents: record(object(agentFields), NAME, NAME_IN_WORDS),
};
export const AGENTS_FILE: Shape<AgentsFile> = object(agentsFields);
