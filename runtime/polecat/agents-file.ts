import { NAME, NAME_IN_WORDS } from '../town/name.js';
import {
  count,
  exactly,
  type Fields,
  object,
  oneOf,
  record,
  type Shape,
  text,
  texts,
} from '../town/shape.js';
import { PRESETS } from './presets.js';

/** How an agent is told what to do: as the last argument, on the standard input, or not at all. */
const PROMPTS = ['arg', 'stdin', 'none'] as const;

/** An agent as data: a program that works on steps. */
export interface AgentEntry {
  /** Needed where no preset has it. */
  readonly command?: string | undefined;
  /** Arguments of a run without a terminal. */
  readonly args?: readonly string[] | undefined;
  /** Arguments of a run in a terminal; else `args`. */
  readonly interactive?: readonly string[] | undefined;
  /** A value that is `$NAME` stands for that variable of the surroundings, so that no secret is written down. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly prompt?: (typeof PROMPTS)[number] | undefined;
  /** Arguments that go on with a conversation, whose id takes the place of `{session}`. */
  readonly resume?: readonly string[] | undefined;
  /** A text that its screen shows when it listens. */
  readonly ready?: string | undefined;
  /** How many of it work at the same time. */
  readonly max_polecats?: number | undefined;
}

/** What `settings/agents.json` says. */
export interface AgentsFile {
  readonly version: 1;
  readonly agents: Readonly<Record<string, AgentEntry>>;
}

const agentFields: Fields<AgentEntry> = {
  command: { optional: text() },
  args: { optional: texts },
  interactive: { optional: texts },
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
  max_polecats: { optional: count },
};
const agentShape = object(agentFields);

const agentOfItsOwn: Shape<AgentEntry> = (value, spot) => {
  const agent = agentShape(value, spot);
  if (agent && agent.command === undefined && !Object.hasOwn(PRESETS, spot.name))
    spot.reading.report(spot.span, `the agent ${JSON.stringify(spot.name)} has no "command"`);
  return agent;
};

const agentsFields: Fields<AgentsFile> = {
  version: exactly(1),
  agents: record(agentOfItsOwn, NAME, NAME_IN_WORDS),
};
export const AGENTS_FILE: Shape<AgentsFile> = object(agentsFields);
