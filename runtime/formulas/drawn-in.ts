import { compile } from '../../compiler/compile.js';
import type { Candidate, Host, ReadResult, Tier } from '../../compiler/host.js';

/** What a formula asks for when it is cooked. */
export interface DrawnIn {
  /** The names that formulas were looked for by. */
  readonly names: ReadonlySet<string>;
  /** The names of those whose overlays count. */
  readonly overlaid: ReadonlySet<string>;
  readonly beside: readonly { readonly of: Candidate; readonly path: string }[];
}

/** What is drawn in by a formula, and by what that draws in. */
export async function drawnIn(candidate: Candidate, host: Host, overlays: boolean): Promise<DrawnIn> {
  const recorder = new Recorder(host);
  await compile(candidate, recorder, { check: true, overlays });
  return recorder;
}

/** A host that notes what is asked of it. */
class Recorder implements Host, DrawnIn {
  readonly names = new Set<string>();
  readonly overlaid = new Set<string>();
  readonly beside: { readonly of: Candidate; readonly path: string }[] = [];

  constructor(private readonly host: Host) {}

  get tiers(): readonly Tier[] {
    return this.host.tiers;
  }

  candidates(name: string): readonly Candidate[] {
    this.names.add(name);
    return this.host.candidates(name);
  }

  all(): readonly Candidate[] {
    return this.host.all();
  }

  read(candidate: Candidate): ReadResult {
    return this.host.read(candidate);
  }

  readBeside(candidate: Candidate, path: string): ReadResult {
    this.beside.push({ of: candidate, path });
    return this.host.readBeside(candidate, path);
  }

  overlay(candidate: Candidate): Candidate | undefined {
    this.overlaid.add(candidate.name);
    return this.host.overlay?.(candidate);
  }
}
