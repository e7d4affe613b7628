import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../failure/failure.js';
import { reasonOf, standsAt } from '../formulas/file-failure.js';
import { createFile, replaceFile } from '../formulas/replace-file.js';
import { type MergedFiles, mergeFiles } from './merge/merge-files.js';
import { readBytes } from './read-bytes.js';

/** What git calls the driver. */
const DRIVER = 'gt-beads';

const ATTRIBUTES = `**/.beads/issues.jsonl merge=${DRIVER}`;

/** What git is told of it, in the configuration of one repository: it runs no command that comes with a clone. */
const CONFIG: Readonly<Record<string, string>> = {
  [`merge.${DRIVER}.name`]: 'beads, field by field',
  [`merge.${DRIVER}.driver`]: 'gt merge-driver %O %A %B',
};

/**
 * Have git merge files of beads by `gt merge-driver` in the repository at `root`. Again, it changes nothing. Gives whether
 * anything was changed. Throws GT8504 where git refuses, and a FileFailure where .gitattributes cannot be written.
 */
export function installMergeDriver(root: string): boolean {
  let isChanged = false;
  for (const [name, value] of Object.entries(CONFIG)) {
    if (git(root, ['config', '--local', '--get', name]).stdout.trim() === value) continue;
    const { status, stderr } = git(root, ['config', '--local', name, value]);
    if (status !== 0) fail('GT8504', { reason: stderr.trim() || `git ended with ${status}` });
    isChanged = true;
  }
  return addAttributes(join(root, '.gitattributes')) || isChanged;
}

function addAttributes(path: string): boolean {
  const before = standsAt(path) ? readBytes(path) : undefined;
  const text = new TextDecoder().decode(before);
  if (text.split(/\r?\n/).includes(ATTRIBUTES)) return false;
  const gap = text === '' || text.endsWith('\n') ? '' : '\n';
  const added = new TextEncoder().encode(`${gap}${ATTRIBUTES}\n`);
  if (before) replaceFile(path, before, Buffer.concat([before, added]), path);
  else createFile(path, added, path);
  return true;
}

function git(
  root: string,
  args: readonly string[],
): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  if (error) return fail('GT8504', { reason: `git cannot be started: ${reasonOf(error)}` });
  return { status, stdout, stderr };
}

/**
 * What git calls for a file that two branches have changed: merge `theirs` into the file at `ours`, which both came from
 * `base`. Throws GT8501 or GT8503, and the file is then as it was, so that git tells of a conflict.
 */
export function mergeInto(base: string, ours: string, theirs: string): MergedFiles {
  const merged = mergeFiles(textOf(base), textOf(ours), textOf(theirs));
  const before = readBytes(ours);
  replaceFile(ours, before, new TextEncoder().encode(merged.text), ours);
  return merged;
}

function textOf(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError) return fail('GT8503', { path, reason: 'it is not UTF-8' });
    return fail('GT8501', { path, reason: reasonOf(error) });
  }
}
