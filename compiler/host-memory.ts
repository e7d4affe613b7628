import type { Candidate, Host, ReadResult, Tier } from './host.js';

const TIER: Tier = { name: 'memory', label: 'memory' };

/**
 * A host over texts in memory, by file name (`shiny.formula.toml`): for tests, and for library users who
 * have no files.
 */
export function memoryHost(files: Readonly<Record<string, string>>): Host {
  const candidates = Object.keys(files).flatMap((path): Candidate[] => {
    const match = /^(.+?)(?:\.formula)?\.(toml|json)$/.exec(path);
    return match ? [{ tier: TIER, name: match[1] as string, path, format: match[2] as 'toml' | 'json' }] : [];
  });
  const read = (path: string): ReadResult => {
    const text = Object.hasOwn(files, path) ? files[path] : undefined;
    if (text === undefined) return { ok: false, reason: 'no such file' };
    return { ok: true, bytes: new TextEncoder().encode(text) };
  };
  return {
    tiers: [TIER],
    candidates: (name) => candidates.filter((candidate) => candidate.name === name),
    all: () => candidates,
    read: ({ path }) => read(path),
    readBeside: (_, path) => read(path),
  };
}
