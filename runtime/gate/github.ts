import { execFile } from 'node:child_process';
import type { ProtoGate } from '../../compiler/emit/protomolecule.js';

/** What GitHub says of what a gate awaits. */
export type GithubAnswer =
  | { readonly is: 'open'; readonly finding: string }
  | { readonly is: 'waiting'; readonly finding: string }
  /** It can never open any more. */
  | { readonly is: 'failed'; readonly finding: string }
  /** `gh` is not there, or could not answer. */
  | { readonly is: 'unknown'; readonly finding: string };

/** Runs a program; gives what it prints. Rejects when it fails. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<string>;

const TIMEOUT = 20_000;

/** `gh` in `folder`, which is in the repository that is meant. */
export const runIn =
  (folder: string): RunProgram =>
  (program, args) =>
    new Promise((resolve, reject) => {
      execFile(
        program,
        [...args],
        { cwd: folder, timeout: TIMEOUT, maxBuffer: 1 << 24 },
        (error, stdout, stderr) => {
          if (error) reject(new Error(stderr.trim() || error.message, { cause: error }));
          else resolve(stdout);
        },
      );
    });

/** Ask GitHub, through its own program, whether a gate of the types `gh:run` and `gh:pr` opens. Never rejects. */
export async function askGithub({ type, id = '' }: ProtoGate, run: RunProgram): Promise<GithubAnswer> {
  try {
    return type === 'gh:run' ? await askRun(id, run) : await askPullRequest(id, run);
  } catch (error) {
    return { is: 'unknown', finding: error instanceof Error ? error.message : String(error) };
  }
}

async function askRun(id: string, run: RunProgram): Promise<GithubAnswer> {
  const fields = 'databaseId,status,conclusion,name';
  const isNumber = /^\d+$/.test(id);
  const text = isNumber
    ? await run('gh', ['run', 'view', id, '--json', fields])
    : await run('gh', ['run', 'list', '--workflow', id, '--limit', '1', '--json', fields]);
  const data: unknown = JSON.parse(text);
  const [first] = Array.isArray(data) ? (data as unknown[]) : [data];
  if (typeof first !== 'object' || first === null) return { is: 'waiting', finding: `no run of ${id} yet` };
  const { status, conclusion } = first as { status?: string; conclusion?: string };
  if (status !== 'completed') return { is: 'waiting', finding: `the run ${id} is ${status}` };
  const finding = `the run ${id} ended with ${conclusion}`;
  return { is: conclusion === 'success' || conclusion === 'skipped' ? 'open' : 'failed', finding };
}

async function askPullRequest(id: string, run: RunProgram): Promise<GithubAnswer> {
  const text = await run('gh', ['pr', 'view', ...(id === '' ? [] : [id]), '--json', 'number,state']);
  const { number, state } = JSON.parse(text) as { number?: number; state?: string };
  const finding = `pull request ${number} is ${String(state).toLowerCase()}`;
  if (state === 'MERGED') return { is: 'open', finding };
  return { is: state === 'CLOSED' ? 'failed' : 'waiting', finding };
}
