import { Reporter } from '../diagnostics/reporter.js';
import type { Candidate, Host } from '../host.js';
import { SpanIndex } from '../read/spans.js';
import type { FormulaType } from './formula.js';
import { readAndCheck } from './load.js';

/** What a list of formulas says of one. */
export interface Header {
  /** Undefined where only its parents, or nobody, can say. */
  readonly type: FormulaType | undefined;
  readonly description: string | undefined;
  /** The first thing that is wrong with the file. */
  readonly error: string | undefined;
}

/** Read one file by itself, without the formulas it draws in. */
export async function readHeader(candidate: Candidate, host: Host): Promise<Header> {
  const reporter = new Reporter();
  const checked = await readAndCheck(candidate, { host, reporter, spans: new SpanIndex(), strict: false });
  const error = reporter.sorted().find(({ severity }) => severity === 'error')?.message;
  return {
    type: checked?.type ?? (checked?.doc.extends ? 'workflow' : undefined),
    description: checked?.doc.description,
    error,
  };
}
