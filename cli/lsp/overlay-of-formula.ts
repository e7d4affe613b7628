import { compile } from '../../compiler/compile.js';
import type { OpenHost } from '../../compiler/editor/open-host.js';
import type { Known } from '../../compiler/editor/since-good/since-good.js';
import { scan } from '../../compiler/editor/syntax/scan.js';
import type { Candidate } from '../../compiler/host.js';

interface OpenOverlay {
  readonly candidate: Candidate;
  readonly host: OpenHost;
  readonly text: string;
  readonly stepTypes: readonly string[];
  readonly readsTwice: boolean;
}

/**
 * What is wrong with the formula that an overlay changes, and with the overlay. Nothing while there is no such formula, or another
 * overlay of it counts.
 */
export async function analyseOverlay(overlay: OpenOverlay): Promise<Known> {
  const { candidate, host, text, stepTypes, readsTwice } = overlay;
  const [formula] = host.candidates(candidate.name);
  const counts = formula && host.overlay(formula)?.path === candidate.path;
  const compilation = counts
    ? await compile(formula, host, { check: true, stepTypes, readsOnce: !readsTwice })
    : undefined;
  return {
    analysis: {
      ...{ candidate, text, tree: scan(text, 'toml'), reads: host.reads, names: host.names },
      diagnostics: compilation?.diagnostics ?? [],
      good: undefined,
      isGood: false,
    },
    isWhole: true,
  };
}
