import { compile } from '../../compiler/compile.js';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import { diff } from '../../compiler/diff/diff.js';
import type { ProtomoleculeDiff } from '../../compiler/diff/model.js';
import type { Protomolecule } from '../../compiler/emit/protomolecule.js';
import type { Host } from '../../compiler/host.js';
import { resolveFormula } from '../../compiler/read/resolve.js';
import { cookedWith, type Pinned } from './pinned.js';

/** What has become of a formula since a molecule was made of it. */
export interface Drift {
  readonly pinned: Pinned;
  /** What the formula of that name is cooked to now, for the same values; undefined when it is gone or has errors. */
  readonly now: Protomolecule | undefined;
  /** From what is pinned to what is there now; undefined where `now` is. */
  readonly diff: ProtomoleculeDiff | undefined;
  /** Why it could not be cooked. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compare what a molecule pins with what its formulas are now in `host`. Nothing that flows is touched by either
 * (spec: PHASE-3, PHASE-4).
 */
export async function driftOf(
  pinned: readonly Pinned[],
  host: Host,
  stepTypes: readonly string[],
): Promise<Drift[]> {
  const found: Drift[] = [];
  for (const each of pinned) found.push(await driftOfOne(each, host, stepTypes));
  return found;
}

async function driftOfOne(pinned: Pinned, host: Host, stepTypes: readonly string[]): Promise<Drift> {
  const before = pinned.stored.protomolecule;
  const reporter = new Reporter();
  const candidate = resolveFormula(before.name, host, reporter, undefined);
  if (!candidate) return { pinned, now: undefined, diff: undefined, diagnostics: reporter.sorted() };
  const { protomolecule: now, diagnostics } = await compile(candidate, host, {
    ...cookedWith(before),
    stepTypes,
  });
  if (!now) return { pinned, now, diff: undefined, diagnostics };
  // What was found in the formula when it was poured has been said then.
  return { pinned, now, diff: diff(before, now), diagnostics: [] };
}
