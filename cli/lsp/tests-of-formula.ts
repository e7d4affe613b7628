import type { Analysis } from '../../compiler/editor/analysis.js';
import type { OpenHost } from '../../compiler/editor/open-host.js';
import { changeBetween } from '../../compiler/editor/since-good/change.js';
import { moved } from '../../compiler/editor/since-good/moved.js';
import type { Known } from '../../compiler/editor/since-good/since-good.js';
import { scan } from '../../compiler/editor/syntax/scan.js';
import type { Candidate } from '../../compiler/host.js';
import { Source } from '../../compiler/read/source.js';
import { findingsOfTests } from '../../runtime/formula-test/in-editor.js';

interface Tests {
  readonly candidate: Candidate;
  readonly host: OpenHost;
  readonly text: string;
  readonly stepTypes: readonly string[];
}

/**
 * What `gt test` finds wrong in a file of tests. They are run when `isWhole`, since that takes a while; else what was found when they
 * were run last stands where it stood.
 */
export async function analyseTests(
  { candidate, host, text, stepTypes }: Tests,
  isWhole: boolean,
  before: Analysis | undefined,
): Promise<Known> {
  const { path } = candidate;
  const found = await findingsOfTests({ path, text, stepTypes, host }, isWhole);
  return {
    analysis: {
      ...{ candidate, text, tree: scan(text, 'toml'), reads: host.reads, names: host.names },
      diagnostics: found.isWhole || !before ? found.diagnostics : stillThere(before, path, text),
      good: undefined,
      isGood: false,
    },
    isWhole: found.isWhole,
  };
}

/** The findings of the text before, but for those of what has changed. */
function stillThere(before: Analysis, path: string, text: string): Analysis['diagnostics'] {
  const change = changeBetween(before.text, text);
  const old = new Source('', path, before.text);
  return before.diagnostics.flatMap(
    (finding) => moved([finding], old, new Source(finding.span?.source.id ?? '', path, text), change) ?? [],
  );
}
