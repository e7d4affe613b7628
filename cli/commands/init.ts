import { join } from 'node:path';
import { standsAt } from '../../runtime/formulas/file-failure.js';
import { shownPath } from '../../runtime/formulas/tiers.js';
import { initLedger } from '../../runtime/ledger/init.js';
import { LEDGER_FILE } from '../../runtime/ledger/open.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { toJson } from '../output/json.js';
import { rebuiltFolder } from '../session.js';

export interface InitOptions {
  readonly prefix?: string;
  readonly json?: boolean;
}

/** `bd init`: a ledger in this folder, of what issues.jsonl has where git has brought that. One that is there stays as it is. */
export async function init(options: InitOptions, environment: Environment): Promise<ExitCode> {
  const { stdout, surroundings } = environment;
  const beads = join(surroundings.cwd, '.beads');
  const isCloned = standsAt(join(beads, 'issues.jsonl')) && !standsAt(join(beads, LEDGER_FILE));
  if (isCloned) await rebuiltFolder({ ledger: surroundings.cwd }, environment);
  const { folder, prefix, isNew: isEmpty } = await initLedger(surroundings.cwd, { prefix: options.prefix });
  const isNew = isEmpty || isCloned;
  const path = join(shownPath(folder, surroundings.cwd), 'beads.db');
  if (!isEmpty && options.prefix !== undefined && options.prefix !== prefix)
    throw new UsageError(
      `--prefix ${options.prefix}: ${path} is there already, and its ids begin with ${prefix}-; leave out --prefix`,
    );
  if (options.json) stdout.write(toJson({ path, prefix, created: isNew }));
  else if (isNew) stdout.write(`began ${path}; ids begin with ${prefix}-\n`);
  else stdout.write(`${path} is there already; ids begin with ${prefix}-\n`);
  return EXIT.ok;
}
