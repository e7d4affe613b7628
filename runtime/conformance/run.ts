import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Case } from './case.js';
import { compareWithExpected, writeExpected } from './expected.js';
import { BadAnswer, runForeign, Unsupported } from './foreign.js';
import type { Outcome } from './outcome.js';
import { runOwn } from './own.js';

export interface RunOptions {
  /** Another implementation: a program and its arguments. Without it our own compiler runs in this process. */
  readonly command?: readonly string[] | undefined;
  /** Write what came as what is expected. */
  readonly update?: boolean;
}

export interface CaseResult {
  readonly case: Case;
  /** Not so where it was skipped. */
  readonly passed: boolean;
  /** Why another implementation has nothing to say to it. */
  readonly skipped?: string;
  /** How what came differs from what is expected, as lines for people. */
  readonly differences: readonly string[];
}

/** Run one case. Throws a FileFailure when its files cannot be read or written. */
export async function runCase(each: Case, { command, update = false }: RunOptions = {}): Promise<CaseResult> {
  const run = (folder: string): Promise<Outcome> =>
    command ? runForeign(command, each, folder) : runOwn(each, folder);
  let differences: string[];
  try {
    const outcome = await (each.links.size > 0 ? withLinks(each, run) : run(each.folder));
    differences = await compareWithExpected(each, outcome);
    if (update && differences.length > 0) writeExpected(each, outcome);
  } catch (error) {
    if (error instanceof Unsupported)
      return { case: each, passed: false, skipped: error.message, differences: [] };
    if (!(error instanceof BadAnswer)) throw error;
    differences = [error.message];
  }
  return { case: each, passed: differences.length === 0, differences };
}

/** Run cases, programs of another implementation side by side; results in the order of the cases. */
export async function runCases(cases: readonly Case[], options: RunOptions = {}): Promise<CaseResult[]> {
  const results: CaseResult[] = new Array(cases.length);
  const queue = cases.entries();
  const work = async (): Promise<void> => {
    for (const [index, each] of queue) results[index] = await runCase(each, options);
  };
  const workers = options.command ? availableParallelism() : 1;
  await Promise.all(Array.from({ length: workers }, work));
  return results;
}

/** Packages and archives lose links, so a case says which it has, and they are made in a copy of its folder. */
async function withLinks<T>({ folder, links }: Case, run: (folder: string) => Promise<T>): Promise<T> {
  const copy = mkdtempSync(join(tmpdir(), 'gt-conformance-'));
  try {
    cpSync(folder, copy, { recursive: true });
    for (const [path, target] of links) symlinkSync(target, join(copy, path));
    return await run(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** The cases that `filter` means: a part of an id, or a rule. */
export const selectCases = (cases: readonly Case[], filter: string): Case[] =>
  cases.filter(({ id, rules }) => id.includes(filter) || rules.includes(filter));
