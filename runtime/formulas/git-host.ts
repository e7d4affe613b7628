import { basename, dirname, join, resolve } from 'node:path';
import type { Candidate, Host, ReadResult } from '../../compiler/host.js';
import { MAX_FILE_BYTES } from '../../compiler/limits.js';
import { DiskHost } from './disk-host.js';
import { FileFailure, standsAt } from './file-failure.js';
import { ENDINGS, type FormulaFile, formulaFile } from './formula-file.js';
import { type GitRevision, OUTSIDE } from './git-revision.js';
import { overlayFile } from './overlays.js';
import type { Folder } from './tiers.js';

/** A tier as the revision has it. */
interface Listed {
  readonly folder: Folder;
  /** Below the repository's root. */
  readonly path: string;
  /** The object of the folder; undefined where the revision has no such folder. */
  readonly object: string | undefined;
  readonly names: ReadonlySet<string>;
}

/**
 * The formulas of some folders as they were in a revision. What lies outside its repository has no
 * revisions, and is taken from the disk; so is the built-in library, unless it is in the repository itself. Each folder is listed once, when it is asked for.
 */
export class GitHost implements Host {
  readonly #listed = new Map<Folder, Listed | DiskHost>();
  /** Those that were named by their paths, which are taken as they are. */
  readonly #named = new WeakSet<Candidate>();

  constructor(
    readonly tiers: readonly Folder[],
    private readonly revision: GitRevision,
    private readonly cwd: string,
    private readonly overlayFolders: readonly Folder[] = [],
  ) {}

  candidates(name: string): Candidate[] {
    return this.tiers.flatMap((tier) => {
      const listed = this.#list(tier);
      if (listed instanceof DiskHost) return listed.candidates(name);
      return ENDINGS.flatMap((ending) => {
        const fileName = `${name}${ending}`;
        const file = formulaFile(fileName, tier.path, tier.isPlain);
        return file?.name === name && listed.names.has(fileName)
          ? [this.#candidate(listed, fileName, file)]
          : [];
      });
    });
  }

  all(): Candidate[] {
    return this.tiers.flatMap((tier) => {
      const listed = this.#list(tier);
      if (listed instanceof DiskHost) return listed.all();
      const names = [
        ...new Set(
          [...listed.names].flatMap((each) => formulaFile(each, tier.path, tier.isPlain)?.name ?? []),
        ),
      ];
      return names
        .sort()
        .flatMap((name) => this.candidates(name).filter((candidate) => candidate.tier === tier));
    });
  }

  read(candidate: Candidate): ReadResult {
    return this.#readFrom(candidate, basename(candidate.path), (disk) => disk.read(candidate));
  }

  readBeside(candidate: Candidate, path: string): ReadResult {
    return this.#readFrom(candidate, path, (disk) => disk.readBeside(candidate, path));
  }

  overlay(candidate: Candidate): Candidate | undefined {
    if (this.#named.has(candidate)) return undefined;
    for (const folder of this.overlayFolders) {
      const listed = this.#list(folder);
      const fileName = overlayFile(candidate.name);
      if (listed instanceof DiskHost) {
        const [found] = listed.overlays(candidate.name);
        if (found) return found;
      } else if (listed.names.has(fileName))
        return this.#candidate(listed, fileName, { name: candidate.name, format: 'toml', ending: '.toml' });
    }
    return undefined;
  }

  /** A file in the folder of a candidate's tier, or below it. */
  #readFrom(candidate: Candidate, path: string, onDisk: (disk: DiskHost) => ReadResult): ReadResult {
    const tier = [...this.tiers, ...this.overlayFolders].find((folder) => folder === candidate.tier);
    const listed = tier && this.#list(tier);
    if (listed instanceof DiskHost) return onDisk(listed);
    if (listed?.object === undefined) return { ok: false, reason: 'its tier is unknown' };
    const found = this.revision.follow(listed.object, path);
    if ('reason' in found) return { ok: false, reason: found.reason, outside: found.reason === OUTSIDE };
    if (found.type !== 'blob') return { ok: false, reason: 'it is a folder' };
    if (found.size > MAX_FILE_BYTES) return { ok: false, reason: 'it is too large', bytes: found.size };
    const bytes = this.revision.content(found);
    return bytes ? { ok: true, bytes } : { ok: false, reason: 'git cannot read it' };
  }

  /** The candidate for a file that is named by its path; undefined when the revision does not have it, or its name is no formula's. */
  file(path: string): Candidate | undefined {
    const absolute = resolve(this.cwd, path);
    const tier = this.tiers.find((folder) => folder.path === dirname(absolute));
    const listed = tier && this.#list(tier);
    const candidate =
      listed instanceof DiskHost ? listed.file(path) : listed && this.#fileOf(listed, basename(absolute));
    if (candidate) this.#named.add(candidate);
    return candidate;
  }

  #fileOf(listed: Listed, fileName: string): Candidate | undefined {
    const { path, isPlain } = listed.folder;
    const file = formulaFile(fileName, path, isPlain);
    return file && listed.names.has(fileName) ? this.#candidate(listed, fileName, file) : undefined;
  }

  /** Throws a FileFailure for a folder of `--search-path` that is not there: whoever names one means it. */
  requireSearchPaths(): void {
    for (const tier of this.tiers) {
      if (tier.name !== 'search-path') continue;
      const listed = this.#list(tier);
      if (listed instanceof DiskHost ? !standsAt(tier.path) : listed.object === undefined)
        throw new FileFailure('read', tier.label, `there is no such folder in ${this.revision.name}`);
    }
  }

  /** As git itself names it, so that `git show` prints it. */
  #candidate({ folder, path }: Listed, fileName: string, { name, format }: FormulaFile): Candidate {
    return { tier: folder, name, format, path: `${this.revision.name}:${join(path, fileName)}` };
  }

  #list(folder: Folder): Listed | DiskHost {
    const known = this.#listed.get(folder);
    if (known) return known;
    const listed = this.#read(folder);
    this.#listed.set(folder, listed);
    return listed;
  }

  #read(folder: Folder): Listed | DiskHost {
    const path = this.revision.pathOf(folder.path);
    if (path === undefined) return new DiskHost([folder], this.cwd, [folder]);
    const found = this.revision.folder(path);
    // The library belongs to the program, which may be installed in a folder that the repository ignores.
    if (!found && folder.name === 'builtin') return new DiskHost([folder], this.cwd);
    return { folder, path, object: found?.object, names: new Set(found?.names) };
  }
}
