import type { Candidate, Host, ReadResult, Tier } from '../../host.js';
import { pathBeside, testFile } from '../names/test-file.js';

/** The formulas of another host with other texts, and some of them by other names. */
export class EditedHost implements Host {
  readonly #before = new Map<Candidate, Candidate>();
  readonly #all: readonly Candidate[];

  /** `texts`: by path, as the other host has it. `moved`: what a candidate becomes. */
  constructor(
    private readonly host: Host,
    private readonly texts: ReadonlyMap<string, string>,
    private readonly moved: (candidate: Candidate) => Candidate = (candidate) => candidate,
  ) {
    this.#all = host.all().map((before) => {
      const candidate = moved(before);
      this.#before.set(candidate, before);
      return candidate;
    });
  }

  get tiers(): readonly Tier[] {
    return this.host.tiers;
  }

  candidates(name: string): readonly Candidate[] {
    return this.#all.filter((candidate) => candidate.name === name);
  }

  all(): readonly Candidate[] {
    return this.#all;
  }

  read(candidate: Candidate): ReadResult {
    const before = this.#before.get(candidate) ?? candidate;
    const text = this.texts.get(before.path);
    return text === undefined ? this.host.read(before) : { ok: true, bytes: new TextEncoder().encode(text) };
  }

  readBeside(candidate: Candidate, path: string): ReadResult {
    const before = this.#before.get(candidate) ?? candidate;
    // The tests of a formula have its name.
    const file = path === testFile(candidate) ? testFile(before) : path;
    const text = this.texts.get(pathBeside(before, file));
    return text === undefined
      ? this.host.readBeside(before, file)
      : { ok: true, bytes: new TextEncoder().encode(text) };
  }

  overlay(candidate: Candidate): Candidate | undefined {
    const before = this.host.overlay?.(this.#before.get(candidate) ?? candidate);
    const overlay = before && this.moved(before);
    if (overlay) this.#before.set(overlay, before);
    return overlay;
  }
}
