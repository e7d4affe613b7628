import type { Candidate, Host, Tier } from '../host.js';

/** The part before `:` of a file's name, where it has one. */
const DEFAULT_TIER = 'project';

const OVERLAY: Tier = { name: 'overlay', label: 'overlay' };

/**
 * A host over texts, by `name` or `tier:name` and an extension, `.formula.toml` where there is none; other
 * extensions are those of text files. `overlay:name` is the overlay of the formula of that name. Tiers have
 * precedence in the order in which they first occur.
 */
export function tieredHost(files: Readonly<Record<string, string>>): Host {
  const tiers = new Map<string, Tier>();
  const texts = new Map<Candidate, string>();
  const beside = new Map<string, string>();
  const overlays = new Map<string, Candidate>();
  for (const [key, text] of Object.entries(files)) {
    const [, tierName = DEFAULT_TIER, name = key, format = 'toml'] =
      /^(?:([a-z]+):)?(.+?)(?:\.formula\.(toml|json))?$/.exec(key) ?? [];
    if (tierName === OVERLAY.name) {
      const overlay: Candidate = { tier: OVERLAY, name, path: `overlay/${name}.toml`, format: 'toml' };
      overlays.set(name, overlay);
      texts.set(overlay, text);
      continue;
    }
    const tier = tiers.get(tierName) ?? { name: tierName, label: tierName };
    tiers.set(tierName, tier);
    if (/\.(?:md|txt)$|\.formula-test\.toml$/.test(key)) {
      beside.set(`${tierName}:${name}`, text);
      continue;
    }
    const path = `${tierName === DEFAULT_TIER ? '' : `${tierName}/`}${name}.formula.${format}`;
    texts.set({ tier, name, path, format: format === 'json' ? 'json' : 'toml' }, text);
  }
  const order = [...tiers.values()];
  const candidates = [...texts.keys()].filter(({ tier }) => tier !== OVERLAY);
  candidates.sort((a, b) => order.indexOf(a.tier) - order.indexOf(b.tier));
  return {
    tiers: order,
    candidates: (name) => candidates.filter((candidate) => candidate.name === name),
    all: () => candidates,
    readBeside: ({ tier }, path) => {
      const text = beside.get(`${tier.name}:${path}`);
      if (text === undefined) return { ok: false, reason: 'there is no such file' };
      return { ok: true, bytes: new TextEncoder().encode(text) };
    },
    overlay: ({ name }) => overlays.get(name),
    read: (candidate) => ({ ok: true, bytes: new TextEncoder().encode(texts.get(candidate) ?? '') }),
  };
}
