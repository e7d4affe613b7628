import type { CompileOptions } from '../../../compiler/compile.js';
import { compile } from '../../../compiler/compile.js';
import type { Protomolecule } from '../../../compiler/emit/protomolecule.js';
import { withText } from '../../../compiler/format/cook-again.js';
import type { Candidate, Host } from '../../../compiler/host.js';

/** A formula that is not in a file yet, as if it stood where `host` looks first. */
export function unwritten(name: string, host: Host): Candidate {
  const tier = host.tiers.find((each) => each.name === 'project') ??
    host.tiers[0] ?? { name: 'project', label: '.beads/formulas' };
  // No file has such a path, so that none is taken for it.
  return { tier, name, path: `${name} (not written yet)`, format: 'toml' };
}

/** What `toml` is cooked to among the formulas that are in `host` now; the first error in words where it is not. */
export async function cookThere(
  name: string,
  toml: string,
  host: Host,
  options: CompileOptions,
): Promise<{ readonly protomolecule: Protomolecule } | { readonly reason: string }> {
  const candidate = unwritten(name, host);
  const { protomolecule, diagnostics } = await compile(candidate, withText(host, candidate, toml), options);
  if (protomolecule) return { protomolecule };
  const [error] = diagnostics.filter(({ severity }) => severity === 'error');
  return { reason: error?.message ?? 'it cannot be cooked' };
}

/** A formula that is attached by name and is not what it was; undefined where all are. */
export function changedBond(pinned: Protomolecule, now: Protomolecule): string | undefined {
  const found = Object.entries(pinned.bonds ?? {}).find(
    ([name, { fingerprint }]) => fingerprint !== now.bonds?.[name]?.fingerprint,
  );
  return found?.[0];
}
