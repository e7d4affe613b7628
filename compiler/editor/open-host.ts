import type { Candidate, Host, ReadResult, Tier } from '../host.js';
import { MAX_FILE_BYTES } from '../limits.js';
import { pathBeside } from './names/test-file.js';

/**
 * The formulas of another host, some of them with the text that stands in an editor. It remembers what was read
 * and asked for: what an analysis hangs on.
 */
export class OpenHost implements Host {
  /** Paths of the files that were read, or that nothing could be read of. */
  readonly reads = new Set<string>();
  /** Names that were looked for; a file that has one of them from now on may be what is meant. */
  readonly names = new Set<string>();
  #sawOverlay = false;

  /**
   * `open`: texts by path, as candidates have them. `added`: candidates that are not on disk yet; they go before
   * others of their name in the same tier. `tests`: files of tests that are open, as `readNames` takes them.
   */
  constructor(
    private readonly host: Host,
    private readonly open: ReadonlyMap<string, string>,
    private readonly added: readonly Candidate[] = [],
    readonly tests: readonly Candidate[] = [],
  ) {}

  /** Whether an overlay has changed a formula that was asked for. */
  get sawOverlay(): boolean {
    return this.#sawOverlay;
  }

  get tiers(): readonly Tier[] {
    return this.host.tiers;
  }

  candidates(name: string): readonly Candidate[] {
    this.names.add(name);
    return this.#with(
      this.host.candidates(name),
      this.added.filter((each) => each.name === name),
    );
  }

  all(): readonly Candidate[] {
    return this.#with(this.host.all(), this.added);
  }

  read(candidate: Candidate): ReadResult {
    this.reads.add(candidate.path);
    const text = this.open.get(candidate.path);
    return text === undefined ? this.host.read(candidate) : readText(text);
  }

  readBeside(candidate: Candidate, path: string): ReadResult {
    this.reads.add(pathBeside(candidate, path));
    const text = this.open.get(pathBeside(candidate, path));
    return text === undefined ? this.host.readBeside(candidate, path) : readText(text);
  }

  overlay(candidate: Candidate): Candidate | undefined {
    const found = this.host.overlay?.(candidate);
    if (found) this.#sawOverlay = true;
    return found;
  }

  #with(candidates: readonly Candidate[], added: readonly Candidate[]): readonly Candidate[] {
    const more = added.filter(({ path }) => !candidates.some((each) => each.path === path));
    if (more.length === 0) return candidates;
    const place = ({ tier }: Candidate): number =>
      this.host.tiers.findIndex(({ name }) => name === tier.name);
    return [...more, ...candidates].sort((a, b) => place(a) - place(b));
  }
}

/** Its bytes as they would stand in a file, made when somebody asks: with each key a megabyte would go there and back. */
function readText(text: string): ReadResult {
  const encode = (): Uint8Array => new TextEncoder().encode(text);
  if (!isKept(text)) return { ok: true, bytes: encode() };
  return {
    ok: true,
    text,
    get bytes() {
      return encode();
    },
  };
}

/** Whether a text comes back the same from a file, and is certainly not too long for one: it has no half of a character and no mark of byte order. */
const isKept = (text: string): boolean =>
  text.length * 3 <= MAX_FILE_BYTES && text.charCodeAt(0) !== 0xfeff && text.isWellFormed();
