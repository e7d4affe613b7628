import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { suggest } from '../../compiler/diagnostics/suggest.js';
import { fail } from '../failure/failure.js';
import { pathInside } from '../town/inside.js';
import { readSettings } from '../town/settings-file.js';
import { TOWN_PATHS, type Town } from '../town/town.js';
import { AGENTS_FILE, type AgentEntry } from './agents-file.js';
import { PRESETS } from './presets.js';

/** A program that works on steps. */
export interface Agent extends AgentEntry {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly prompt: 'arg' | 'stdin' | 'none';
}

/** What is run for one step. */
export interface Invocation {
  readonly command: string;
  readonly args: readonly string[];
  readonly stdin: string | undefined;
}

const SCRIPT = 'script:';

/** All agents of a town, by name: the presets, and what the town says of them and of others. Throws GT8702, GT8703. */
export function listAgents(town: Town): Agent[] {
  const given = readSettings(pathInside(town.root, TOWN_PATHS.agents), AGENTS_FILE)?.agents ?? {};
  return [...new Set([...Object.keys(PRESETS), ...Object.keys(given)])].sort().map((name) => {
    const preset = Object.hasOwn(PRESETS, name) ? PRESETS[name] : undefined;
    const own = Object.hasOwn(given, name) ? given[name] : undefined;
    return whole(name, { ...preset, ...own });
  });
}

/**
 * The agent that is asked for: by its name, or as `script:COMMAND`, a command of the shell that is run for each step and
 * finds what it must know in its environment. Throws GT8802 when there is none, and what `listAgents` throws.
 */
export function findAgent(town: Town, asked: string): Agent {
  if (asked.startsWith(SCRIPT) && asked.slice(SCRIPT.length).trim() !== '')
    return whole('script', { command: '/bin/sh', args: ['-c', asked.slice(SCRIPT.length)], prompt: 'none' });
  const agents = listAgents(town);
  const known = agents.map(({ name }) => name);
  return (
    agents.find(({ name }) => name === asked) ??
    fail('GT8802', { name: asked, near: suggest(asked, known), known })
  );
}

/**
 * What to run for a prompt: in a terminal or without, anew or going on with the conversation `session`. Without a prompt it is
 * told later what to do.
 */
export function invocationOf(
  agent: Agent,
  {
    prompt,
    session,
    terminal = false,
  }: { prompt: string | undefined; session?: string | undefined; terminal?: boolean },
): Invocation {
  const fresh = terminal ? (agent.interactive ?? agent.args) : agent.args;
  const args =
    session !== undefined && agent.resume
      ? agent.resume.map((arg) => arg.replaceAll('{session}', () => session))
      : fresh;
  return {
    command: agent.command,
    args: agent.prompt === 'arg' && prompt !== undefined ? [...args, prompt] : args,
    stdin: agent.prompt === 'stdin' ? prompt : undefined,
  };
}

/** Whether a program can be run: a path, or a name that a folder of PATH has. */
export function isOnPath(command: string, path: string): boolean {
  if (command.includes('/')) return isProgram(command);
  return path.split(delimiter).some((folder) => folder !== '' && isProgram(join(folder, command)));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Whatever keeps us from looking at it keeps us from running it.
    return false;
  }
}

function whole(name: string, entry: AgentEntry): Agent {
  const { command = '', args = [], env = {}, prompt = 'arg' } = entry;
  return { ...entry, name, command, args, env, prompt };
}
