import type { Formula } from '../check/generated/formula.js';
import { Reporter } from '../diagnostics/reporter.js';
import type { Protomolecule } from '../emit/protomolecule.js';
import type { Candidate, Host } from '../host.js';
import { differenceFrom } from './cook-again.js';
import { plainFormula } from './plain-formula.js';
import { Shape } from './shape.js';
import { writeToml } from './write-toml.js';

/** A formula that was written, or why it could not be. */
export interface WrittenPlain {
  readonly toml: string;
  /** What hinders it, in words. */
  readonly problems: readonly string[];
}

/**
 * Write steps that no formula was cooked to as one that is, in the place of `candidate`; `doc` is what it says
 * besides its steps. The result is cooked and held against them.
 */
export async function writePlain(
  graph: Protomolecule,
  doc: Formula,
  candidate: Candidate,
  host: Host,
  { stepTypes }: { readonly stepTypes: readonly string[] },
): Promise<WrittenPlain> {
  const reporter = new Reporter();
  const { doc: table, left } = plainFormula(graph, doc, reporter);
  const { text } = writeToml(table, Shape.formula, () => []);
  const problems = reporter.sorted().map(({ message }) => message);
  if (problems.length > 0) return { toml: text, problems };
  const difference = await differenceFrom(graph, text, candidate, host, { left, stepTypes });
  return { toml: text, problems: difference === undefined ? [] : [difference] };
}
