import { fail, isFailure } from '../failure/failure.js';
import { runIn } from '../gate/github.js';
import type { Sandbox } from './sandbox.js';

/** A pull request as GitHub has it. */
export interface PullRequest {
  readonly url: string;
  readonly state: 'OPEN' | 'MERGED' | 'CLOSED';
}

const INSTALL = 'install it from https://cli.github.com, and say "gh auth login"';

/**
 * The pull request of a lane's branch, which has been pushed; one is opened where there is none. Rejects with GT8801 when
 * there is no `gh`, GT8807 when it fails.
 */
export async function pullRequestOf(sandbox: Sandbox): Promise<PullRequest> {
  const { branch, rig } = sandbox;
  const known = await ask(sandbox, [
    'pr',
    'list',
    '--head',
    branch,
    '--state',
    'all',
    '--limit',
    '1',
    '--json',
    'url,state',
  ]);
  const [found] = JSON.parse(known) as readonly PullRequest[];
  if (found) return found;
  const url = await ask(sandbox, ['pr', 'create', '--head', branch, '--base', rig.default_branch, '--fill']);
  return { url: url.trim().split('\n').at(-1) ?? '', state: 'OPEN' };
}

async function ask({ path }: Sandbox, args: readonly string[]): Promise<string> {
  try {
    return await runIn(path)('gh', args);
  } catch (error) {
    if (isFailure(error) || !(error instanceof Error)) throw error;
    const cause = error.cause as NodeJS.ErrnoException | undefined;
    if (cause?.code === 'ENOENT') return fail('GT8801', { program: 'gh', install: INSTALL });
    return fail('GT8807', {
      program: 'gh',
      doing: `say "gh ${args.slice(0, 2).join(' ')}"`,
      reason: error.message,
    });
  }
}
