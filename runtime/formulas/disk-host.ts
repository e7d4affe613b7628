import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Candidate, Host, ReadResult } from '../../compiler/host.js';
import { MAX_FILE_BYTES } from '../../compiler/limits.js';
import { FileFailure, reasonOf, standsAt } from './file-failure.js';
import { ENDINGS, type FormulaFile, formulaFile } from './formula-file.js';
import { overlayFile } from './overlays.js';
import { type Folder, isInside, shownPath } from './tiers.js';

/**
 * The formulas of some folders on disk, and what those of others change in them. Folders are read when they are
 * asked for, and each once. A folder that is not there has none; one that cannot be read throws a FileFailure.
 */
export class DiskHost implements Host {
  readonly tiers: readonly Folder[];
  readonly #there = new Map<Folder, boolean>();
  readonly #listed = new Map<Folder, readonly Candidate[]>();

  /** Those that were named by their paths, which are taken as they are. */
  readonly #named = new WeakSet<Candidate>();

  /** `overlays`: folders of overlays, the first goes before the others. */
  constructor(
    tiers: readonly Folder[],
    private readonly cwd: string,
    readonly overlayFolders: readonly Folder[] = [],
  ) {
    this.tiers = tiers;
  }

  candidates(name: string): Candidate[] {
    return this.tiers.flatMap((tier) => {
      if (!this.#isThere(tier)) return [];
      return ENDINGS.flatMap((ending) => {
        const fileName = `${name}${ending}`;
        const file = formulaFile(fileName, tier.path, tier.isPlain);
        if (file?.name !== name || !standsAt(join(tier.path, fileName))) return [];
        return [this.#candidate(tier, fileName, file)];
      });
    });
  }

  all(): Candidate[] {
    return this.tiers.flatMap((tier) => this.list(tier));
  }

  /** The formulas of one tier by name, and by precedence where a name has several files. */
  list(tier: Folder): readonly Candidate[] {
    const known = this.#listed.get(tier);
    if (known) return known;
    const files = (this.#isThere(tier) ? readFolder(tier.path) : []).flatMap((fileName) => {
      const file = formulaFile(fileName, tier.path, tier.isPlain);
      return file ? [{ fileName, file }] : [];
    });
    const rank = ({ file }: { file: FormulaFile }): number => ENDINGS.indexOf(file.ending);
    files.sort((a, b) =>
      a.file.name === b.file.name ? rank(a) - rank(b) : a.file.name < b.file.name ? -1 : 1,
    );
    const listed = files.map(({ fileName, file }) => this.#candidate(tier, fileName, file));
    this.#listed.set(tier, listed);
    return listed;
  }

  read(candidate: Candidate): ReadResult {
    return this.#read(candidate, basename(candidate.path));
  }

  readBeside(candidate: Candidate, path: string): ReadResult {
    return this.#read(candidate, path);
  }

  overlay(candidate: Candidate): Candidate | undefined {
    return this.#named.has(candidate) ? undefined : this.overlays(candidate.name)[0];
  }

  /** Every overlay that there is of formulas of that name, the one that counts first. */
  overlays(name: string): Candidate[] {
    return this.overlayFolders.flatMap((tier) => {
      const path = join(tier.path, overlayFile(name));
      if (!this.#isThere(tier) || !standsAt(path)) return [];
      return [{ tier, name, path: shownPath(path, this.cwd), format: 'toml' }];
    });
  }

  /** A file in the folder of a candidate's tier, or below it. */
  #read(candidate: Candidate, path: string): ReadResult {
    const tier = [...this.tiers, ...this.overlayFolders].find((folder) => folder === candidate.tier);
    if (!tier) return { ok: false, reason: 'its tier is unknown' };
    try {
      const folder = realpathSync.native(tier.path);
      const real = realpathSync.native(join(tier.path, path));
      const within = tier.boundary === undefined || isInside(folder, realpathSync.native(tier.boundary));
      if (!within || !isInside(real, folder))
        return { ok: false, outside: true, reason: 'it leads out of its folder' };
      const stat = statSync(real);
      if (stat.isDirectory()) return { ok: false, reason: 'it is a folder' };
      // A named pipe would keep us waiting for ever.
      if (!stat.isFile()) return { ok: false, reason: 'it is not a regular file' };
      if (stat.size > MAX_FILE_BYTES) return { ok: false, reason: 'it is too large', bytes: stat.size };
      return { ok: true, bytes: readFileSync(real) };
    } catch (error) {
      return { ok: false, reason: reasonOf(error) };
    }
  }

  /** The candidate for a file that is named by its path; undefined when it lies in no tier or its name is no formula's. */
  file(path: string): Candidate | undefined {
    const absolute = resolve(this.cwd, path);
    const tier = this.tiers.find((folder) => folder.path === dirname(absolute));
    const file = tier && formulaFile(basename(absolute), tier.path, tier.isPlain);
    const candidate = tier && file && this.#candidate(tier, basename(absolute), file);
    if (candidate) this.#named.add(candidate);
    return candidate;
  }

  #candidate(tier: Folder, fileName: string, { name, format }: FormulaFile): Candidate {
    const path =
      tier.name === 'builtin' ? join('builtin', fileName) : shownPath(join(tier.path, fileName), this.cwd);
    return { tier, name, path, format };
  }

  #isThere(tier: Folder): boolean {
    const known = this.#there.get(tier);
    if (known !== undefined) return known;
    const there = isFolder(tier.path);
    this.#there.set(tier, there);
    return there;
  }
}

/** False only where nothing stands: a file, or a link that leads nowhere, in place of the folder is a failure. */
function isFolder(path: string): boolean {
  if (!standsAt(path)) return false;
  let reason: string;
  try {
    if (statSync(path).isDirectory()) return true;
    reason = 'it is not a folder';
  } catch (error) {
    reason = reasonOf(error);
  }
  throw new FileFailure('read', path, reason);
}

function readFolder(path: string): string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    throw new FileFailure('read', path, reasonOf(error));
  }
}
