import { Reporter } from '../../diagnostics/reporter.js';
import { accept } from '../../read/decode.js';
import { Source } from '../../read/source.js';
import { SpanIndex } from '../../read/spans.js';
import { readFast } from '../../read/toml-positions.js';
import type { Analysis } from '../analysis.js';
import type { OpenHost } from '../open-host.js';
import { scanToml } from '../syntax/scan-toml.js';
import type { SyntaxTree } from '../syntax/tree.js';
import { brokenFindings } from './broken.js';
import { changeBetween } from './change.js';
import { findsTheSame, moved } from './moved.js';
import { boundariesOf, partAround } from './sections.js';

/** What is known of a text by what it was changed from. */
export interface Known {
  readonly analysis: Analysis;
  /** False: its findings are right, but `good` is of the text before, whose spans lie elsewhere. */
  readonly isWhole: boolean;
}

/**
 * The last analysis of a text without errors, and what can be known of later ones without cooking them again: what is
 * wrong with TOML that can no longer be read, and all of a text that says the same. Other files must be as they were.
 */
export class SinceGood {
  readonly #good: NonNullable<Analysis['good']>;
  #boundaries: ReturnType<typeof boundariesOf> | undefined;

  private constructor(readonly analysis: Analysis & { readonly good: object }) {
    this.#good = analysis.good as NonNullable<Analysis['good']>;
  }

  /** Undefined where the analysis is not of a text that later ones can be held against. */
  static of(analysis: Analysis): SinceGood | undefined {
    const { good, isGood, text, candidate } = analysis;
    if (!good || !isGood || candidate.format !== 'toml' || good.root.source.text !== text) return undefined;
    return new SinceGood(analysis as Analysis & { good: object });
  }

  /** What can be known of the text that `host` has now; undefined where it must be analysed. */
  async analyse(host: OpenHost): Promise<Known | undefined> {
    const { candidate } = this.analysis;
    const { root, cooking } = this.#good;
    const read = host.read(candidate);
    const text = read.ok ? read.text : undefined;
    const { source: old } = root;
    const now = text === undefined ? undefined : accept(text, old.id, old.path, new Reporter());
    if (!now) return undefined;
    const change = changeBetween(old.text, now.text);
    this.#boundaries ??= boundariesOf(root, cooking.context.spans);
    const part = partAround(this.#boundaries, change, old.text.length);
    const partNow = new Source(now.id, now.path, now.text.slice(part.start, part.newEnd));
    const fast = readFast(partNow, new SpanIndex());
    if (fast.outcome === 'refused') {
      const diagnostics = await brokenFindings(now, part, fast);
      return diagnostics && { analysis: this.#with(now.text, diagnostics, false), isWhole: true };
    }
    if (!findsTheSame(old, now, part, change, fast)) return undefined;
    const diagnostics = moved(this.analysis.diagnostics, old, now, change);
    const isWhole = old.text === now.text;
    return diagnostics && { analysis: this.#with(now.text, diagnostics, true), isWhole };
  }

  #with(text: string, diagnostics: Analysis['diagnostics'], isGood: boolean): Analysis {
    const { candidate, good, reads, names } = this.analysis;
    let tree: SyntaxTree | undefined;
    return {
      candidate,
      text,
      get tree() {
        tree ??= scanToml(text);
        return tree;
      },
      diagnostics,
      good,
      isGood,
      reads,
      names,
    };
  }
}
