import { readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FileFailure, reasonOf, standsAt } from '../../runtime/formulas/file-failure.js';
import { townOf } from '../../runtime/formulas/tiers.js';
import { git } from '../../runtime/town/git.js';
import { makeFolder } from '../authoring/place.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { toJson } from '../output/json.js';

export interface QuickstartOptions {
  readonly json?: boolean;
}

type Main = (args: readonly string[], environment: Environment) => Promise<ExitCode>;

/** Any program can be an agent; this one stands for one that writes code. It finds its step in its environment. */
const WORKER = `#!/bin/sh
# Called for each step, in a worktree of its own. Put a coding agent in its place: gt run hello --agent claude
echo "$GT_TITLE" >> WORK.md
git add WORK.md
git -c user.name="$GT_POLECAT" -c user.email=polecat@example.com commit --quiet --message "$GT_TITLE"
`;

const NEW = [
  'new',
  'hello',
  '--description',
  'A first formula',
  '--step',
  'plan:Plan',
  '--step',
  'write:Write it',
];
const RUN = ['run', 'hello', '--var', 'who=world', '--agent', 'script:./worker.sh', '--squash'];

/** From nothing to a digest, with the commands that somebody would type, in a folder that one can go on with. */
const COMMANDS: readonly (readonly string[])[] = [
  [...NEW, '--step', 'check:Check it', '--var', 'who'],
  ['cook', 'hello', '--dry-run'],
  ['init', '--prefix', 'hello'],
  RUN,
];

/** `gt quickstart`: a first formula, run to its digest. The folder must be new or empty. */
export async function quickstart(
  given: string | undefined,
  options: QuickstartOptions,
  environment: Environment,
  main: Main,
): Promise<ExitCode> {
  const { program, stdout, surroundings } = environment;
  const name = given ?? 'gt-quickstart';
  const folder = resolve(surroundings.cwd, name);
  await begin(folder, name, environment);
  const inside: Environment = {
    ...environment,
    surroundings: { ...surroundings, cwd: folder, town: undefined },
    variable: (variable) => (LEADING.has(variable) ? undefined : environment.variable(variable)),
    variables: Object.fromEntries(
      Object.entries(environment.variables).filter(([variable]) => !LEADING.has(variable)),
    ),
    // With --json only what it comes to is data.
    ...(options.json && { stdout: environment.stderr }),
  };
  for (const args of COMMANDS) {
    inside.stdout.write(`\n$ ${[program, ...args].map(quoted).join(' ')}\n\n`);
    const code = await main(args, inside);
    if (code !== EXIT.ok) return code;
  }
  if (options.json) stdout.write(toJson({ folder: name, formula: 'hello', commands: COMMANDS }));
  else
    stdout.write(
      `\nAll of it is in ${name}. Go on there:\n\n  cd ${quoted(name)}\n` +
        `  ${program} new                           # a formula of your own\n` +
        `  ${program} explain needs                 # what a key or a word means\n` +
        `  ${program} editor setup                  # checks and help as you write\n` +
        `  ${program} run hello --var who=me --agent claude\n`,
    );
  return EXIT.ok;
}

/** What would lead commands to another ledger or town. */
const LEADING: ReadonlySet<string> = new Set(['BEADS_DIR', 'GT_TOWN_ROOT', 'GT_ROOT', 'GT_LANE']);

/** The folder, a repository of its own, with the agent committed: worktrees have what is committed. */
async function begin(folder: string, name: string, environment: Environment): Promise<void> {
  if (townOf({ cwd: folder, town: undefined }) !== undefined)
    throw new UsageError(`${name} would be in a town; name a folder outside of it, such as ../gt-quickstart`);
  if (standsAt(folder) && entriesOf(folder, name).length > 0)
    throw new FileFailure('write', name, 'there is something in it; name a folder that is new, or empty');
  makeFolder(folder, environment);
  writeFileSync(join(folder, 'worker.sh'), WORKER, { mode: 0o755, flag: 'wx' });
  const author = ['-c', 'user.name=quickstart', '-c', 'user.email=quickstart@example.com'];
  for (const args of [
    ['init', '--quiet', '--initial-branch=main'],
    ['add', 'worker.sh'],
    [...author, 'commit', '--quiet', '--message', 'Begin'],
  ]) {
    const { code, stderr } = await git(folder, args);
    if (code !== 0) throw new FileFailure('write', name, `git ${args[0]}: ${stderr.trim()}`);
  }
}

function entriesOf(folder: string, name: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new FileFailure('write', name, reasonOf(error));
  }
}

const quoted = (word: string): string =>
  /^[\w=:./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
