import { join } from 'node:path';
import { examine, fix } from '../../runtime/doctor/examine.js';
import type { Finding } from '../../runtime/doctor/finding.js';
import { fail } from '../../runtime/failure/failure.js';
import { standsAt } from '../../runtime/formulas/file-failure.js';
import { LEDGER_FILE, openLedger } from '../../runtime/ledger/open.js';
import { Engine } from '../../runtime/step/engine.js';
import { actorOf } from '../actor.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { toJson } from '../output/json.js';
import { type LedgerOptions, ledgerFolder } from '../session.js';

export interface DoctorOptions extends LedgerOptions {
  readonly fix?: boolean;
}

/** `gt doctor`: what is wrong with a ledger, and what to do about it. */
export async function doctor(options: DoctorOptions, environment: Environment): Promise<ExitCode> {
  const folder = ledgerFolder(options, environment);
  // What is not there is not damaged.
  if (!standsAt(join(folder, LEDGER_FILE))) fail('GT8009', { folder });
  const patient = { folder, now: environment.clock() };
  const open = () => openLedger(folder);
  const { clock, variable: env } = environment;
  const examination = options.fix
    ? await fix(
        patient,
        open,
        (ledger) => new Engine(ledger, { clock, env, fileExists: () => undefined }),
        actorOf(options.actor, environment),
      )
    : { findings: await examine(patient, open), fixed: [], unfixed: [], backup: undefined };
  const { findings, fixed, backup } = examination;
  const { stdout } = environment;
  if (options.json) stdout.write(toJson({ ledger: folder, ...examination }));
  else {
    if (backup !== undefined) stdout.write(`copied the ledger to ${backup}\n`);
    for (const code of fixed) stdout.write(`fixed ${code}\n`);
    stdout.write(findings.map(textOf).join(''));
    stdout.write(findings.length === 0 ? 'the ledger is whole\n' : `${findings.length} found\n`);
  }
  return findings.length === 0 ? EXIT.ok : EXIT.findings;
}

const textOf = ({ code, severity, message, evidence, help }: Finding): string =>
  [`${severity}[${code}]: ${message}`, ...evidence.map((line) => `  ${line}`), `  = help: ${help}`, ''].join(
    '\n',
  );
