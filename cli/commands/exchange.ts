import { join, resolve } from 'node:path';
import { exported, exportLedger } from '../../runtime/exchange/export.js';
import { importFile } from '../../runtime/exchange/import/import-file.js';
import type { ImportResult } from '../../runtime/exchange/import/result.js';
import { installMergeDriver, mergeInto } from '../../runtime/exchange/merge-driver.js';
import { ISSUES } from '../../runtime/exchange/rebuild.js';
import { asidePath } from '../../runtime/exchange/rejected.js';
import { projectFolders, shownPath } from '../../runtime/formulas/tiers.js';
import { openLedger } from '../../runtime/ledger/open.js';
import { Engine } from '../../runtime/step/engine.js';
import { actorOf } from '../actor.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { toJson } from '../output/json.js';
import { type LedgerOptions, rebuiltFolder } from '../session.js';
import { readStdin } from '../stdin.js';

export interface ExportOptions extends LedgerOptions {
  readonly output?: string;
}

export interface ImportOptions extends LedgerOptions {
  readonly dryRun?: boolean;
}

export interface MergeDriverOptions {
  readonly install?: boolean;
}

const STREAM = '-';

/** `bd export`: the beads as the file that git has, or as another. */
export async function exportBeads(options: ExportOptions, environment: Environment): Promise<ExitCode> {
  const { stdout, stderr, surroundings } = environment;
  const folder = await rebuiltFolder(options, environment);
  const ledger = await openLedger(folder);
  try {
    if (options.output === STREAM) {
      stdout.write((await ledger.read(exported)).text);
      return EXIT.ok;
    }
    const shared = join(folder, ISSUES);
    const path = options.output === undefined ? shared : resolve(surroundings.cwd, options.output);
    const { beads, isChanged } = await exportLedger(ledger, path, { isShared: path === shared });
    const shown = shownPath(path, surroundings.cwd);
    if (options.json) stdout.write(toJson({ path: shown, beads, changed: isChanged }));
    else stderr.write(isChanged ? `wrote ${shown}: ${counted(beads)}\n` : `${shown} says the same already\n`);
    return EXIT.ok;
  } finally {
    ledger.close();
  }
}

/** `bd import`: a file of beads, merged with the ledger. */
export async function importBeads(
  file: string | undefined,
  options: ImportOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { stdout, surroundings, clock, variable: env } = environment;
  const folder = await rebuiltFolder(options, environment);
  const shared = join(folder, ISSUES);
  const isStream = file === STREAM;
  const path = file === undefined || isStream ? shared : resolve(surroundings.cwd, file);
  const ledger = await openLedger(folder);
  try {
    const result = await importFile(new Engine(ledger, { clock, env, fileExists: () => undefined }), path, {
      actor: actorOf(options.actor, environment),
      dryRun: options.dryRun,
      isShared: path === shared && !isStream,
      ...(isStream && { bytes: await readStdin() }),
    });
    if (options.json) stdout.write(toJson({ dry_run: options.dryRun === true, ...result }));
    else
      tellImport(result, options.dryRun === true, shownPath(asidePath(path), surroundings.cwd), environment);
    return result.rejected.length > 0 ? EXIT.findings : EXIT.ok;
  } finally {
    ledger.close();
  }
}

function tellImport(
  result: ImportResult,
  isDry: boolean,
  aside: string,
  { stdout, stderr }: Environment,
): void {
  const { created, updated, deleted, unchanged, stale, conflicts, rejected, held, missing, circles } = result;
  const did = isDry ? 'would take in' : 'took in';
  stdout.write(
    `${did} ${created.length} new, ${updated.length} changed, ${deleted.length} deleted; ${unchanged} unchanged\n`,
  );
  for (const { id, field, kept, lost } of conflicts)
    stdout.write(
      `${id}: ${field} was changed on both sides: ${said(kept)} is kept, and a comment has ${said(lost)}\n`,
    );
  if (stale.length > 0) stdout.write(`older than what is known, and left: ${stale.join(', ')}\n`);
  if (held.length > 0)
    stdout.write(`deleted elsewhere, and kept while somebody works on it: ${held.join(', ')}\n`);
  for (const { id, on } of missing) stderr.write(`warning: ${id} depends on ${on}, which is not here\n`);
  for (const circle of circles)
    stderr.write(`warning: ${circle.join(' waits for ')} waits for ${circle[0]}\n`);
  for (const { at, reason } of rejected)
    stderr.write(`warning: ${at > 0 ? `line ${at}` : 'a line'} was not taken in: ${reason}\n`);
  if (rejected.length > 0 && !isDry) stderr.write(`what was not taken in is kept in ${aside}\n`);
}

const said = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

const counted = (beads: number): string => `${beads} ${beads === 1 ? 'bead' : 'beads'}`;

/** `gt merge-driver`: what git calls; with `--install`, have it do so. */
export async function mergeDriver(
  files: readonly string[],
  { install = false }: MergeDriverOptions,
  { surroundings, stdout, stderr }: Environment,
): Promise<ExitCode> {
  const { cwd } = surroundings;
  if (install) {
    if (files.length > 0) throw new UsageError('--install takes no files; leave them out');
    const { root } = projectFolders(cwd);
    stdout.write(
      installMergeDriver(root)
        ? 'git merges .beads/issues.jsonl field by field from now on; commit .gitattributes\n'
        : 'git does so already\n',
    );
    return EXIT.ok;
  }
  const [base, ours, theirs, ...more] = files.map((file) => resolve(cwd, file));
  if (base === undefined || ours === undefined || theirs === undefined || more.length > 0)
    throw new UsageError('three files are merged, as git gives them: %O %A %B; or give --install');
  const { conflicts, contested } = mergeInto(base, ours, theirs);
  for (const { id, field, lost } of conflicts)
    stderr.write(`${id}: ${field} was changed on both sides; a comment has ${said(lost)}\n`);
  for (const id of contested)
    stderr.write(`${id} was deleted on one side and changed on the other; both are kept\n`);
  return EXIT.ok;
}
