import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../formulas/file-failure.js';
import type { Ledger } from '../ledger/contract.js';
import { LEDGER_FILE } from '../ledger/open.js';
import { backUp } from '../ledger/sqlite/inspect.js';
import type { Engine } from '../step/engine.js';
import { CHECKS } from './checks/index.js';
import { findInFiles } from './files.js';
import type { Finding, Patient } from './finding.js';

/** What the doctor found, and what became of it. */
export interface Examination {
  readonly findings: readonly Finding[];
  /** The codes that `--fix` mended, and those that it could not. */
  readonly fixed: readonly string[];
  readonly unfixed: readonly string[];
  /** The copy that was made before anything was changed. */
  readonly backup: string | undefined;
}

/**
 * Look at a ledger, and change nothing. `open` opens it; where it does not open, that is a finding, and its files are
 * looked at all the same.
 */
export async function examine(patient: Patient, open: () => Promise<Ledger>): Promise<Finding[]> {
  const files = await findInFiles(patient);
  let ledger: Ledger;
  try {
    ledger = await open();
  } catch (error) {
    return [...files, ...notOpened(error)];
  }
  try {
    const found = await ledger.read((view) => CHECKS.flatMap((check) => check.find(view, patient)));
    return [...files, ...found];
  } finally {
    ledger.close();
  }
}

const notOpened = (error: unknown): Finding[] => [
  {
    code: 'GT8610',
    severity: 'error',
    message: `the ledger does not open: ${reasonOf(error)}`,
    evidence: [],
    help: 'mend what is said above, then ask again',
    canFix: false,
  },
];

/**
 * Mend what can be mended safely: a whole copy first, each kind in one transaction, and then everything is looked at
 * again. A second time there is nothing to do, and nothing is copied.
 */
export async function fix(
  patient: Patient,
  open: () => Promise<Ledger>,
  engineOver: (ledger: Ledger) => Engine,
  actor: string,
): Promise<Examination> {
  const before = await examine(patient, open);
  const codes = new Set(before.filter(({ canFix }) => canFix).map(({ code }) => code));
  if (codes.size === 0) return { findings: before, fixed: [], unfixed: codesOf(before), backup: undefined };
  const backup = await copy(patient);
  const ledger = await open();
  try {
    const engine = engineOver(ledger);
    for (const check of CHECKS)
      if (codes.has(check.code) && check.fix) await engine.change(actor, (turn) => check.fix?.(turn));
  } finally {
    ledger.close();
  }
  const findings = await examine(patient, open);
  const left = new Set(codesOf(findings));
  return { findings, fixed: [...codes].filter((code) => !left.has(code)), unfixed: [...left], backup };
}

const codesOf = (findings: readonly Finding[]): string[] => [...new Set(findings.map(({ code }) => code))];

async function copy({ folder, now }: Patient): Promise<string> {
  const backups = join(folder, 'backup');
  mkdirSync(backups, { recursive: true });
  const path = join(backups, `beads-${new Date(now).toISOString().replace(/[:.]/g, '-')}.db`);
  await backUp(join(folder, LEDGER_FILE), path);
  return path;
}
