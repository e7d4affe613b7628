import type { Reporter } from '../../compiler/diagnostics/reporter.js';
import { resolveFormula } from '../../compiler/read/resolve.js';
import type { DiskHost } from './disk-host.js';

/** A file that could be meant by a name. */
export interface Contender {
  readonly tier: string;
  readonly path: string;
  readonly wins: boolean;
  /** Why it wins, or what goes before it. */
  readonly why: string;
}

/** All files that could be meant by `reference` (a name, or `tier:name`), the one that is meant among them. Empty after an error. */
export function whichFormula(reference: string, host: DiskHost, reporter: Reporter): Contender[] {
  const winner = resolveFormula(reference, host, reporter, undefined);
  if (!winner) return [];
  const named = reference.includes(':');
  const contenders = host.candidates(winner.name);
  return contenders.map(({ tier, path }) => {
    const wins = tier === winner.tier && path === winner.path;
    return { tier: tier.name, path, wins, why: wins ? whyItWins() : whyNot(tier.name) };
  });

  function whyItWins(): string {
    if (named) return `wins: the first in the tier that ${JSON.stringify(reference)} names`;
    return contenders.length === 1 ? 'wins: the only one' : 'wins: the first in the order of search';
  }
  function whyNot(tier: string): string {
    if (named && tier !== winner?.tier.name) return `passed over: it is not in the tier that was named`;
    const sameTier = tier === winner?.tier.name;
    return sameTier
      ? `overridden: ${JSON.stringify(winner?.path)} goes before it`
      : `overridden: the tier ${JSON.stringify(winner?.tier.name)} is searched first`;
  }
}

/** All overlays of formulas of that name, the one that counts first. */
export function whichOverlays(reference: string, host: DiskHost): Contender[] {
  const found = host.overlays(reference.slice(reference.indexOf(':') + 1));
  const [first] = found;
  return found.map(({ tier, path }) => {
    const wins = tier === first?.tier;
    const why = wins
      ? 'overlay: changes the formula where it is used by its name'
      : 'overridden: the overlay of the rig takes its place';
    return { tier: tier.name, path, wins, why };
  });
}
