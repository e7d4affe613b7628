import { type CompileOptions, compile } from '../compile.js';
import type { Protomolecule } from '../emit/protomolecule.js';
import type { Candidate, Host } from '../host.js';
import { firstDifference } from './same-graph.js';

export interface CookAgainOptions extends CompileOptions {
  /** Fields of steps that it has no place for. */
  readonly left: ReadonlySet<string>;
}

/**
 * Why a formula of the text `toml` in the place of `candidate` would not be the same work as `graph`, in words;
 * undefined where it is.
 */
export async function differenceFrom(
  graph: Protomolecule,
  toml: string,
  candidate: Candidate,
  host: Host,
  { left, ...options }: CookAgainOptions,
): Promise<string | undefined> {
  const cooked = await compile({ ...candidate, format: 'toml' }, withText(host, candidate, toml), options);
  const [error] = cooked.diagnostics.filter(({ severity }) => severity === 'error');
  if (error) return `it would have an error: ${error.message}`;
  return cooked.protomolecule && firstDifference(graph, cooked.protomolecule, left);
}

/** `host`, in which the file of `candidate` holds `text`. What the formula names is where it was. */
export function withText(host: Host, candidate: Candidate, text: string): Host {
  return {
    tiers: host.tiers,
    candidates: (name) => host.candidates(name),
    all: () => host.all(),
    read: (other) =>
      other.path === candidate.path ? { ok: true, bytes: new TextEncoder().encode(text) } : host.read(other),
    readBeside: (other, path) => host.readBeside(other, path),
    // What the formula's own changes is in the text.
    overlay: (other) => (other.path === candidate.path ? undefined : host.overlay?.(other)),
  };
}
