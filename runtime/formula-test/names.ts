import type { Reporter } from '../../compiler/diagnostics/reporter.js';
import { isGlob } from '../../compiler/language/glob.js';
import type { StepHistory } from './history.js';
import type { FormulaTest } from './model.js';
import { matcher } from './scripts.js';

/** Any iteration of a loop is as good as the first: how many there will be nobody knows before. */
const written = (id: string): string => id.replace(/\.(iter|item)\d+(?=\.|$)/g, '.$11');

/**
 * Report what a test names that is no step: neither of the protomolecule nor of what came to be. Of a fan-out that made
 * nothing it is not known what it would have made, and any name below it will do.
 */
export function checkNames(
  test: FormulaTest,
  cooked: readonly string[],
  steps: readonly StepHistory[],
  reporter: Reporter,
): void {
  const ids = new Set([...cooked, ...steps.map(({ id }) => id)]);
  const known = new Set([...ids].map(written));
  const fans = steps.filter(({ fansOut }) => fansOut).map(({ id }) => `${written(id)}.item`);
  const isThere = (name: string): boolean => {
    if (fans.some((fan) => written(name).startsWith(fan))) return true;
    return isGlob(name) ? [...ids].some(matcher(name)) : known.has(written(name));
  };
  for (const { name, key, span } of test.mentions) {
    if (isThere(name)) checkGates(name, key, steps, reporter, span);
    else {
      const near = isGlob(name) ? [] : reporter.near(name, ids);
      reporter.report('GT3001', { step: `the test ${JSON.stringify(test.name)}`, key, name, near }, { span });
    }
  }
}

/** What is said of the gates of a step that has none would mean nothing. */
function checkGates(
  name: string,
  key: string,
  steps: readonly StepHistory[],
  reporter: Reporter,
  span: FormulaTest['mentions'][number]['span'],
): void {
  if (key !== 'gates') return;
  const meant = steps.filter(({ id }) => matcher(name)(id));
  if (meant.length === 0 || meant.some(({ hasGates }) => hasGates)) return;
  reporter.report('GT2005', { key: name, reason: 'stands in "gates", and has no gate' }, { span });
}
