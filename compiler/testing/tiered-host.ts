import type { Candidate, Host, Tier } from '../host.js';

/** The part before `:` of a file's name, where it has one. */
const DEFAULT_TIER = 'project';

/**
 * A host over texts, by `name` or `tier:name` and an extension, `.formula.toml` where there is none. Tiers
 * have precedence in the order in which they first occur.
 */
export function tieredHost(files: Readonly<Record<string, string>>): Host {
  const tiers = new Map<string, Tier>();
  const texts = new Map<Candidate, string>();
  for (const [key, text] of Object.entries(files)) {
    const [, tierName = DEFAULT_TIER, name = key, format = 'toml'] =
      /^(?:([a-z]+):)?(.+?)(?:\.formula\.(toml|json))?$/.exec(key) ?? [];
    const tier = tiers.get(tierName) ?? { name: tierName, label: tierName };
    tiers.set(tierName, tier);
    const path = `${tierName === DEFAULT_TIER ? '' : `${tierName}/`}${name}.formula.${format}`;
    texts.set({ tier, name, path, format: format === 'json' ? 'json' : 'toml' }, text);
  }
  const order = [...tiers.values()];
  const candidates = [...texts.keys()].sort((a, b) => order.indexOf(a.tier) - order.indexOf(b.tier));
  return {
    tiers: order,
    candidates: (name) => candidates.filter((candidate) => candidate.name === name),
    all: () => candidates,
    read: (candidate) => ({ ok: true, bytes: new TextEncoder().encode(texts.get(candidate) ?? '') }),
  };
}
