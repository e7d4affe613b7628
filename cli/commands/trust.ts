import { trust } from '../../runtime/check/trust.js';
import { fail } from '../../runtime/failure/failure.js';
import type { View } from '../../runtime/ledger/contract.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { toJson } from '../output/json.js';
import { type LedgerOptions, withLedger } from '../session.js';

/** `gt trust`: the shell of a source may run, as it now stands in the ledger. */
export async function trustSource(
  source: string,
  options: LedgerOptions,
  environment: Environment,
): Promise<ExitCode> {
  return withLedger(options, environment, async (session) => {
    const { result: hashes } = await session.change((turn) => {
      const found = hashesOf(turn.tx, source);
      if (found.length === 0) fail('GT8311', { source });
      for (const hash of found) trust(turn.tx, hash, turn.actor);
      return found;
    });
    const told = hashes.map((hash) => `trusted ${source} (sha256 ${hash})\n`).join('');
    environment.stdout.write(options.json ? toJson({ source, sha256: hashes }) : told);
    return EXIT.ok;
  });
}

/** The hashes of the texts that living molecules have of a source. */
function hashesOf(view: View, source: string): string[] {
  const hashes = new Set<string>();
  for (const { n } of view.molecules({}))
    for (const { fingerprint } of view.partsOf(n))
      for (const { id, sha256 } of view.protomolecule(fingerprint)?.protomolecule.sources ?? [])
        if (id === source || sha256 === source) hashes.add(sha256);
  return [...hashes];
}
