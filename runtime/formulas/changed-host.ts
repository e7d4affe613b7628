import type { Candidate, Host, ReadResult, Tier } from '../../compiler/host.js';

/** The formulas of another host, one of them as it would be with another text. */
export class ChangedHost implements Host {
  constructor(
    private readonly host: Host,
    private readonly changed: Candidate,
    private readonly bytes: Uint8Array,
  ) {}

  get tiers(): readonly Tier[] {
    return this.host.tiers;
  }

  candidates(name: string): readonly Candidate[] {
    return this.host.candidates(name);
  }

  all(): readonly Candidate[] {
    return this.host.all();
  }

  read(candidate: Candidate): ReadResult {
    return candidate.path === this.changed.path ? { ok: true, bytes: this.bytes } : this.host.read(candidate);
  }

  readBeside(candidate: Candidate, path: string): ReadResult {
    return this.host.readBeside(candidate, path);
  }

  overlay(candidate: Candidate): Candidate | undefined {
    return this.host.overlay?.(candidate);
  }
}
