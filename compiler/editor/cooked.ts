import { type Compilation, compile } from '../compile.js';
import type { Candidate, Host, ReadResult, Tier } from '../host.js';

/** How many formulas are kept. One that was cooked to a thousand steps takes some megabytes. */
const KEPT = 64;

interface Known {
  readonly root: Candidate;
  readonly answers: readonly Answer[];
  readonly compilation: Compilation;
}

/** What formulas have been cooked to for requests: each is cooked again only when something that it read says something else. */
export class Cooked {
  /** By the path of the formula, the one that was asked for last behind the others. */
  readonly #known = new Map<string, Known>();

  async of(candidate: Candidate, host: Host): Promise<Compilation> {
    const { path } = candidate;
    const before = this.#known.get(path);
    const known = before && isStill(before, candidate, host) ? before : await cook(candidate, host);
    this.#known.delete(path);
    this.#known.set(path, known);
    const [oldest] = this.#known.keys();
    if (this.#known.size > KEPT && oldest !== undefined) this.#known.delete(oldest);
    return known.compilation;
  }
}

async function cook(root: Candidate, host: Host): Promise<Known> {
  const asked = new AskedHost(host);
  const compilation = await compile(root, asked, { check: true, readsOnce: true });
  return { root, answers: asked.answers, compilation };
}

/** What a host has answered. */
type Answer =
  | { readonly to: 'candidates'; readonly name: string; readonly found: readonly Candidate[] }
  | { readonly to: 'overlay'; readonly of: Candidate; readonly found: readonly Candidate[] }
  | {
      readonly to: 'read';
      readonly of: Candidate;
      readonly beside: string | undefined;
      readonly said: string;
    };

/** Whether a host answers as one did before. A candidate is one of the host that it was asked of: what it was before has to be found again. */
function isStill({ root, answers }: Known, candidate: Candidate, host: Host): boolean {
  const now = new Map([[root, candidate]]);
  const isSame = (before: readonly Candidate[], found: readonly Candidate[]): boolean =>
    before.length === found.length &&
    before.every((each, place) => {
      const other = found[place] as Candidate;
      now.set(each, other);
      return each.path === other.path && each.tier.name === other.tier.name;
    });
  return answers.every((answer) => {
    if (answer.to === 'candidates') return isSame(answer.found, host.candidates(answer.name));
    const of = now.get(answer.of) ?? answer.of;
    if (answer.to === 'overlay') return isSame(answer.found, overlaysOf(of, host));
    return (
      answer.said === said(answer.beside === undefined ? host.read(of) : host.readBeside(of, answer.beside))
    );
  });
}

const overlaysOf = (candidate: Candidate, host: Host): Candidate[] =>
  [host.overlay?.(candidate)].filter((each) => each !== undefined);

/** What can be told from something else by. */
const said = (read: ReadResult): string =>
  read.ok
    ? (read.text ?? new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.bytes))
    : `\0${read.reason}`;

/** A host that notes its answers. */
class AskedHost implements Host {
  readonly answers: Answer[] = [];

  constructor(private readonly host: Host) {}

  get tiers(): readonly Tier[] {
    return this.host.tiers;
  }

  all(): readonly Candidate[] {
    return this.host.all();
  }

  candidates(name: string): readonly Candidate[] {
    const found = this.host.candidates(name);
    this.answers.push({ to: 'candidates', name, found });
    return found;
  }

  read(of: Candidate): ReadResult {
    const read = this.host.read(of);
    this.answers.push({ to: 'read', of, beside: undefined, said: said(read) });
    return read;
  }

  readBeside(of: Candidate, beside: string): ReadResult {
    const read = this.host.readBeside(of, beside);
    this.answers.push({ to: 'read', of, beside, said: said(read) });
    return read;
  }

  overlay(of: Candidate): Candidate | undefined {
    const found = overlaysOf(of, this.host);
    this.answers.push({ to: 'overlay', of, found });
    return found[0];
  }
}
