import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { asidePath } from '../exchange/rejected.js';
import { reasonOf } from '../formulas/file-failure.js';
import { LEDGER_FILE } from '../ledger/open.js';
import { type Inspection, inspect } from '../ledger/sqlite/inspect.js';
import type { Finding, Patient } from './finding.js';

/** Bytes of a log of changes that nobody has written back; more means that no process ever closes the ledger. */
const LARGE_LOG = 64 * 1024 * 1024;

/** What is wrong with the files of a ledger, which may not even open. */
export async function findInFiles({ folder }: Patient): Promise<Finding[]> {
  const path = join(folder, LEDGER_FILE);
  const found: Finding[] = [];
  try {
    found.push(...told(path, await inspect(path)));
  } catch (error) {
    found.push(damaged(path, [reasonOf(error)]));
  }
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (log > LARGE_LOG)
    found.push({
      code: 'GT8612',
      severity: 'warning',
      message: `the log of ${JSON.stringify(path)} has ${Math.round(log / 1024 / 1024)} MB`,
      evidence: [],
      help: 'it is written back when the last process that has the ledger open ends; end those that are not needed',
      canFix: false,
    });
  found.push(...beside(folder));
  return found;
}

function told(path: string, { damage, dangling }: Inspection): Finding[] {
  const found = damage.length > 0 ? [damaged(path, damage)] : [];
  if (dangling.length === 0) return found;
  const evidence = dangling.map(({ what, count }) => `${count} ${what}`);
  const message = 'rows of the ledger point at what is not there';
  const help = 'keep a copy of the folder, and rebuild the ledger from .beads/issues.jsonl in another clone';
  return [...found, { code: 'GT8613', severity: 'error', message, evidence, help, canFix: false }];
}

const damaged = (path: string, evidence: readonly string[]): Finding => ({
  code: 'GT8611',
  severity: 'error',
  message: `the file ${JSON.stringify(path)} is damaged`,
  evidence,
  help: 'keep a copy of .beads as it is; the newest in .beads/backup is whole, and .beads/issues.jsonl can be imported elsewhere',
  canFix: false,
});

/** The files next to it. */
function beside(folder: string): Finding[] {
  const found: Finding[] = [];
  const ignored = join(folder, '.gitignore');
  if (!existsSync(ignored) || !readFileSync(ignored, 'utf8').includes('beads.db'))
    found.push({
      code: 'GT8614',
      severity: 'warning',
      message: 'git does not ignore the files of the ledger, which differ on every machine',
      evidence: [ignored],
      help: '"bd init" writes .beads/.gitignore; it leaves the ledger as it is',
      canFix: false,
    });
  const aside = asidePath(join(folder, 'issues.jsonl'));
  if (existsSync(aside))
    found.push({
      code: 'GT8615',
      severity: 'warning',
      message: 'lines of issues.jsonl could not be taken in, and are kept aside',
      evidence: [aside],
      help: 'read them with their reasons; mend what is meant in issues.jsonl and import it again, then move the file away',
      canFix: false,
    });
  return found;
}
