import { type CompileOptions, compile } from '../compile.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { LintCode } from '../diagnostics/registry/lint.js';
import type { Candidate, Host } from '../host.js';
import type { Span } from '../read/source.js';

/** What a formula that inherits from the file may make use of. */
const CLEARABLE: ReadonlySet<string> = new Set<LintCode>(['GT7001', 'GT7002', 'GT7011', 'GT7012']);

/** Findings of lint that hold for a file alone, and that a formula which inherits from it shows to be none. */
export class Clearing {
  readonly #cleared = new Set<string>();

  /** For `LintOptions.onCleared`. */
  readonly onCleared = (code: LintCode, span: Span): void => void this.#cleared.add(keyOf(code, span));

  /** Whether formulas that nobody asked for must be looked at before `diagnostics` are told. */
  needsHeirs(diagnostics: readonly Diagnostic[]): boolean {
    return diagnostics.some((each) => CLEARABLE.has(each.code) && !this.#isCleared(each));
  }

  /** The findings that stand. */
  left(diagnostics: readonly Diagnostic[]): Diagnostic[] {
    return diagnostics.filter((each) => !this.#isCleared(each));
  }

  #isCleared({ code, span }: Diagnostic): boolean {
    return span !== undefined && this.#cleared.has(keyOf(code, span));
  }
}

/** By what is written there and not by its place, which fixes move. */
const keyOf = (code: string, { source, start, end }: Span): string =>
  `${code}\0${source.path}\0${source.text.slice(start, end)}`;

/**
 * Lint the formulas of `host` that are not in `met` and may inherit from one that is named in `names`, for what
 * they make use of. They are put into `met`.
 */
export async function lintHeirs(
  names: Iterable<string>,
  host: Host,
  met: Set<string>,
  options: CompileOptions,
): Promise<void> {
  for (const candidate of heirs(names, host, met)) await compile(candidate, host, options);
}

/** Whoever says `extends` and one of the names, or the name of one who does. */
function heirs(names: Iterable<string>, host: Host, met: Set<string>): Candidate[] {
  const ancestors = new Set(names);
  const waiting: { readonly candidate: Candidate; readonly text: string }[] = [];
  for (const candidate of host.all()) {
    if (met.has(candidate.path)) continue;
    met.add(candidate.path);
    const read = host.read(candidate);
    const text = read.ok ? new TextDecoder().decode(read.bytes) : '';
    if (text.includes('extends')) waiting.push({ candidate, text });
  }
  const found: Candidate[] = [];
  for (const ancestor of ancestors) {
    for (const each of [...waiting]) {
      // A name that is written with escapes cannot be seen like this.
      if (!each.text.includes(ancestor) && !each.text.includes('\\')) continue;
      waiting.splice(waiting.indexOf(each), 1);
      found.push(each.candidate);
      ancestors.add(each.candidate.name);
    }
  }
  return found;
}
