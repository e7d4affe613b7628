import type { Reporter } from '../../compiler/diagnostics/reporter.js';
import { isGlob } from '../../compiler/language/glob.js';
import type { StepHistory } from './history.js';
import type { FormulaTest, Mention } from './model.js';
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
    if (isThere(name)) checkUse({ name, key, span }, steps, reporter);
    else {
      const near = isGlob(name) ? [] : reporter.near(name, ids);
      reporter.report('GT3001', { step: `the test ${JSON.stringify(test.name)}`, key, name, near }, { span });
    }
  }
}

/** What is said of the gates of a step that has none, or of the work on what ends by itself, would mean nothing. */
function checkUse({ name, key, span }: Mention, steps: readonly StepHistory[], reporter: Reporter): void {
  const meant = steps.filter(({ id }) => matcher(name)(id));
  if (meant.length === 0) return;
  const say = (reason: string): void => reporter.report('GT2005', { key: name, reason }, { span });
  if (key === 'gates' && !meant.some(({ hasGates }) => hasGates)) say('stands in "gates", and has no gate');
  if (key === 'steps' && !meant.some(({ isWork }) => isWork))
    say('stands in "steps", and nobody works on it: it ends by itself');
}
