import { readHeader } from '../../compiler/check/header.js';
import type { Candidate } from '../../compiler/host.js';
import type { DiskHost } from './disk-host.js';

/** A formula that a name can mean. */
export interface ListedFormula {
  readonly name: string;
  /** Undefined where the file is broken, or only its parents say. */
  readonly type: string | undefined;
  readonly tier: string;
  readonly path: string;
  readonly description?: string;
  /** The first thing that is wrong with the file. */
  readonly error?: string;
  /** What the name would mean if this file were not there. */
  readonly overrides: readonly { readonly tier: string; readonly path: string }[];
}

/** Every formula of `host` by name, each as the file that is found first. Files are read one by one, without their parents. */
export async function listFormulas(host: DiskHost): Promise<ListedFormula[]> {
  const byName = new Map<string, [Candidate, ...Candidate[]]>();
  for (const candidate of host.all()) {
    const found = byName.get(candidate.name);
    if (found) found.push(candidate);
    else byName.set(candidate.name, [candidate]);
  }
  const listed: ListedFormula[] = [];
  for (const [name, [winner, ...overridden]] of [...byName].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { type, description, error } = await readHeader(winner, host);
    listed.push({
      name,
      type,
      tier: winner.tier.name,
      path: winner.path,
      ...(description !== undefined && { description }),
      ...(error !== undefined && { error }),
      overrides: overridden.map(({ tier, path }) => ({ tier: tier.name, path })),
    });
  }
  return listed;
}
