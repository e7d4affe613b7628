import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import type { Candidate, Host, ReadResult } from '../../compiler/host.js';
import { MAX_FILE_BYTES } from '../../compiler/limits.js';
import type { Folder } from './tiers.js';

/** The name and format of a formula file by its own name; `x.toml` counts only where `plain` is true. */
export function formulaFile(
  fileName: string,
  plain: boolean,
): { readonly name: string; readonly format: 'toml' | 'json' } | undefined {
  const match = /^(.+?)(\.formula)?\.(toml|json)$/.exec(fileName);
  if (!match || (!match[2] && !plain)) return undefined;
  return { name: match[1] as string, format: match[3] as 'toml' | 'json' };
}

/** Which of several files with one name wins inside a tier. */
const ENDINGS = ['.formula.toml', '.formula.json', '.toml'] as const;

/** The formulas of some folders on disk. Folders are read when they are asked for, and each once. */
export class DiskHost implements Host {
  readonly tiers: readonly Folder[];
  readonly #listed = new Map<Folder, readonly Candidate[]>();

  constructor(
    tiers: readonly Folder[],
    private readonly cwd: string,
  ) {
    this.tiers = tiers;
  }

  candidates(name: string): Candidate[] {
    return this.tiers.flatMap((tier) =>
      ENDINGS.flatMap((ending) => {
        const fileName = `${name}${ending}`;
        const file = formulaFile(fileName, isFormulasFolder(tier));
        // `a.formula` + `.toml` is the file of the formula `a`.
        if (!file || file.name !== name || !isFile(join(tier.path, fileName))) return [];
        return [this.#candidate(tier, fileName, file.name, file.format)];
      }),
    );
  }

  all(): Candidate[] {
    return this.tiers.flatMap((tier) => this.list(tier));
  }

  /** The formulas of one tier, by name; a folder that is not there has none. */
  list(tier: Folder): readonly Candidate[] {
    const known = this.#listed.get(tier);
    if (known) return known;
    const found = readFolder(tier.path).flatMap((fileName) => {
      const file = formulaFile(fileName, isFormulasFolder(tier));
      return file ? [this.#candidate(tier, fileName, file.name, file.format)] : [];
    });
    const order = (candidate: Candidate): number =>
      ENDINGS.findIndex((ending) => candidate.path.endsWith(ending));
    found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : order(a) - order(b)));
    this.#listed.set(tier, found);
    return found;
  }

  read(candidate: Candidate): ReadResult {
    const tier = this.tiers.find((folder) => folder === candidate.tier);
    if (!tier) return { ok: false, reason: 'its tier is unknown' };
    try {
      const real = realpathSync(join(tier.path, basename(candidate.path)));
      const root = realpathSync(tier.path);
      if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) {
        return { ok: false, outside: true, reason: 'it leads out of its folder' };
      }
      const { size } = statSync(real);
      if (size > MAX_FILE_BYTES) return { ok: false, reason: 'it is too large', bytes: size };
      return { ok: true, bytes: readFileSync(real) };
    } catch (error) {
      return { ok: false, reason: reasonOf(error) };
    }
  }

  /** The candidate for a file that was named by its path; undefined when its name is no formula's. */
  file(path: string): Candidate | undefined {
    const absolute = resolve(this.cwd, path);
    const tier = this.tiers.find((folder) => folder.path === resolve(absolute, '..'));
    const file = formulaFile(basename(absolute), true);
    return tier && file && this.#candidate(tier, basename(absolute), file.name, file.format);
  }

  #candidate(tier: Folder, fileName: string, name: string, format: 'toml' | 'json'): Candidate {
    const absolute = join(tier.path, fileName);
    const below = relative(this.cwd, absolute);
    const path =
      tier.name === 'builtin' ? join('builtin', fileName) : below.startsWith('..') ? absolute : below;
    return { tier, name, path, format };
  }
}

const isFormulasFolder = (tier: Folder): boolean => basename(tier.path) === 'formulas';

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The file names of a folder. Only a folder that is not there is empty; any other failure is thrown. */
function readFolder(path: string): string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** Why a file could not be read, for people. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EACCES':
      return 'permission denied';
    case 'EISDIR':
      return 'it is a folder';
    case 'ELOOP':
      return 'its links lead in a circle';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
