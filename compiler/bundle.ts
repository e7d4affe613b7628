import type { LoadedFormula } from './check/load.js';
import { sha256 } from './emit/fingerprint.js';
import type { Candidate, Host, ReadResult, Tier } from './host.js';
import type { Source } from './read/source.js';

/**
 * All that a formula was cooked from: its own source, and those of every formula that it draws in or attaches,
 * directly or not. Who has it can cook the formula again for other values, whatever has become of the files.
 */
export interface Bundle {
  /** Names of tiers, in order of precedence. */
  readonly tiers: readonly string[];
  readonly sources: readonly BundledSource[];
}

export interface BundledSource {
  /** `tier:name`; of a text file `tier:path`. */
  readonly id: string;
  readonly format: Candidate['format'] | 'text' | 'overlay';
  readonly sha256: string;
  readonly text: string;
  /** Of an overlay: the ids of the formulas that it changes. */
  readonly of?: readonly string[];
}

/** The bundle of `root`: everything that was loaded for it. */
export function bundleOf(root: LoadedFormula, host: Host): Bundle {
  const formulas = new Set([root]);
  // Grows while it is gone through.
  for (const formula of formulas) for (const drawnIn of formula.references.values()) formulas.add(drawnIn);
  const sources = new Map<string, BundledSource>();
  // A text file may have the name of a formula: `main` beside `main.formula.toml`.
  const add = ({ id, text }: Source, format: BundledSource['format'], of?: readonly string[]): void =>
    void sources.set(keyOf(id, format === 'text'), {
      id,
      format,
      sha256: sha256(text),
      text,
      ...(of && { of }),
    });
  const overlays = new Set([...formulas].flatMap(({ overlaid }) => overlaid ?? []));
  for (const formula of formulas) {
    const { source, candidate, texts, overlaid } = formula;
    if (overlaid)
      add(overlaid.source, 'overlay', [...(sources.get(overlaid.source.id)?.of ?? []), source.id]);
    if (!overlays.has(formula)) add(source, candidate.format);
    for (const each of texts) add(each, 'text');
  }
  const tiers = host.tiers.map(({ name }) => name);
  const used = new Set([...sources.values()].map(({ id }) => id.slice(0, id.indexOf(':'))));
  return {
    tiers: [...new Set(tiers)].filter((name) => used.has(name)),
    sources: [...sources.values()].sort((a, b) =>
      keyOf(a.id, a.format === 'text') < keyOf(b.id, b.format === 'text') ? -1 : 1,
    ),
  };
}

const keyOf = (id: string, isText: boolean): string => (isText ? `${id} (text)` : id);

/** A host that reads from a bundle alone. */
export function bundleHost({ tiers, sources }: Bundle): Host {
  const order = tiers.map((name): Tier => ({ name, label: name }));
  const texts = new Map(sources.map(({ id, format, text }) => [keyOf(id, format === 'text'), text]));
  const candidates = order.flatMap((tier) =>
    sources.flatMap(({ id, format }): Candidate[] => {
      if (format === 'text' || format === 'overlay' || !id.startsWith(`${tier.name}:`)) return [];
      return [{ tier, name: id.slice(tier.name.length + 1), path: id, format }];
    }),
  );
  const read = (key: string): ReadResult => {
    const text = texts.get(key);
    if (text === undefined) return { ok: false, reason: 'it is not in the bundle' };
    return { ok: true, bytes: new TextEncoder().encode(text) };
  };
  return {
    tiers: order,
    candidates: (name) => candidates.filter((candidate) => candidate.name === name),
    all: () => candidates,
    read: ({ path }) => read(path),
    readBeside: ({ tier }, path) => read(keyOf(`${tier.name}:${path}`, true)),
    overlay: ({ name, path }) => {
      const overlay = sources.find(({ of }) => of?.includes(path));
      if (!overlay) return undefined;
      const tier = overlay.id.slice(0, overlay.id.indexOf(':'));
      return { tier: { name: tier, label: tier }, name, path: overlay.id, format: 'toml' };
    },
  };
}
