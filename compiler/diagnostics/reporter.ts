import type { Span } from '../read/source.js';
import type { Definition, Severity } from './define.js';
import type { Diagnostic, Fix, Related } from './diagnostic.js';
import { type Code, type Facts, registry } from './registry.js';
import { suggest } from './suggest.js';

/**
 * Unknown words of one compilation that are looked up among the known names. Each lookup goes through all
 * names, so without a limit a file of unknown words would cost the square of its size.
 */
export const MAX_LOOKUPS = 500;

/** Where a finding is, and what else belongs to it. */
export interface Place {
  readonly span?: Span | undefined;
  readonly label?: string | undefined;
  readonly related?: readonly Related[] | undefined;
  readonly fix?: Fix | undefined;
  /** In place of the registry's: of lint, projects have a say. */
  readonly severity?: Severity | undefined;
}

/** Collects the findings of one compilation. A phase reports here and goes on; it never throws for an author's mistake. */
export class Reporter {
  readonly #found: Diagnostic[] = [];
  readonly #seen = new Set<string>();
  #errors = 0;
  #lookups = 0;

  /**
   * Report `code`. The same finding at the same place counts once, however many copies of a step have it.
   * Facts that only the help needs may be getters: they are read for the first copy alone.
   */
  report<C extends Code>(code: C, facts: Facts<C>, place: Place = {}): void {
    const definition = registry[code] as Definition<Facts<C>>;
    const message = definition.message(facts);
    const { span, severity = definition.severity } = place;
    const key = `${code}\0${message}\0${span?.source.id ?? ''}\0${span?.start ?? ''}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    if (severity === 'error') this.#errors++;
    this.#found.push({
      code,
      name: definition.name,
      severity,
      message,
      help: definition.help?.(facts),
      span,
      label: place.label,
      related: place.related ?? [],
      fix: place.fix,
    });
  }

  /** Take over what `other` found, as if it had been reported here. */
  adopt(other: Reporter): void {
    for (const finding of other.#found) this.#found.push(finding);
    for (const key of other.#seen) this.#seen.add(key);
    this.#errors += other.#errors;
  }

  /** Take over a finding of another compilation. */
  take(finding: Diagnostic): void {
    if (finding.severity === 'error') this.#errors++;
    this.#found.push(finding);
  }

  /** The names of `known` nearest to `word`, for a fact `near`; none after MAX_LOOKUPS lookups. */
  near(word: string, known: Iterable<string>): readonly string[] {
    return this.#lookups++ < MAX_LOOKUPS ? suggest(word, known) : [];
  }

  /** How many errors so far; a phase that cannot go on compares before and after. */
  get errors(): number {
    return this.#errors;
  }

  /** All findings in a stable order: by file in order of first finding, then place, then code. */
  sorted(): Diagnostic[] {
    const files = new Map<string, number>();
    for (const { span } of this.#found) {
      const id = span?.source.path ?? '';
      if (!files.has(id)) files.set(id, files.size);
    }
    const file = (d: Diagnostic): number => files.get(d.span?.source.path ?? '') ?? 0;
    return [...this.#found].sort(
      (a, b) =>
        file(a) - file(b) ||
        (a.span?.start ?? 0) - (b.span?.start ?? 0) ||
        (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
    );
  }
}
