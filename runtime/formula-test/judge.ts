import type { Value } from '../../compiler/read/spans.js';
import type { Digest } from '../ledger/molecule.js';
import { durationText } from './duration-text.js';
import type { StepHistory } from './history.js';
import { judgeOrder } from './judge-order.js';
import type { Expectation } from './model.js';
import { matcher } from './scripts.js';
import type { Simulated } from './simulation.js';

/** Something that was to hold and does not. */
export interface Unmet {
  readonly expected: string;
  readonly happened: string;
  /** The steps that it is about. */
  readonly steps: readonly string[];
}

/** Everything in which a test did not come out as is expected. */
export function judge(expect: Expectation, simulated: Simulated): Unmet[] {
  const { steps, outcome, took, problems } = simulated;
  const unmet: Unmet[] = problems.map((problem) => ({ ...problem, steps: [] }));
  const say = (expected: string, happened: string, about: readonly string[] = []): void =>
    void unmet.push({ expected, happened, steps: about });

  if (expect.outcome !== undefined && expect.outcome !== outcome)
    say(`the molecule ends ${expect.outcome}`, `it is ${outcome}`, notPassed(steps));
  for (const names of expect.order) unmet.push(...judgeOrder(names, steps));
  for (const [name, wanted] of expect.outcomes)
    for (const step of meant(name, steps, say))
      if (step.outcome !== wanted) say(`${quoted(step.id)} is ${wanted}`, `it is ${step.outcome}`, [step.id]);
  for (const [name, wanted] of expect.attempts)
    for (const step of meant(name, steps, say))
      if (step.attempts !== wanted)
        say(`${quoted(step.id)} has ${times(wanted)}`, `it has ${times(step.attempts)}`, [step.id]);
  for (const name of expect.ran)
    for (const step of meant(name, steps, say))
      if (step.began === undefined)
        say(`${quoted(step.id)} runs`, `it never begins; it is ${step.outcome}`, [step.id]);
  for (const name of expect.notRun)
    for (const step of steps.filter(({ id }) => matcher(name)(id)))
      if (step.began !== undefined) say(`${quoted(step.id)} does not run`, 'it runs', [step.id]);
  if (expect.within !== undefined && took > expect.within)
    say(`all is over within ${durationText(expect.within)}`, `it takes ${durationText(took)}`);
  for (const [key, wanted] of Object.entries(expect.digest ?? {}))
    judgeDigest(key, wanted, simulated.digest, say);
  return unmet;
}

type Say = (expected: string, happened: string, about?: readonly string[]) => void;

const quoted = (text: string): string => JSON.stringify(text);
const times = (many: number): string => `${many} ${many === 1 ? 'attempt' : 'attempts'}`;

const notPassed = (steps: readonly StepHistory[]): string[] =>
  steps.filter(({ outcome }) => outcome !== 'pass').map(({ id }) => id);

/** The steps of that name; that none came to be is said. */
function meant(name: string, steps: readonly StepHistory[], say: Say): StepHistory[] {
  const found = steps.filter(({ id }) => matcher(name)(id));
  if (found.length === 0) say(`there is ${quoted(name)}`, 'it never came to be');
  return found;
}

function judgeDigest(key: string, wanted: Value, digest: Digest, say: Say): void {
  const actual = key === 'steps' ? digest.steps.length : digest[key as keyof Digest];
  if (key === 'values' && typeof wanted === 'object' && !Array.isArray(wanted)) {
    for (const [name, value] of Object.entries(wanted))
      if (digest.values[name] !== value)
        say(
          `the digest has ${JSON.stringify(value)} for the variable ${quoted(name)}`,
          told(digest.values[name]),
        );
  } else if (actual !== wanted) say(`the digest has ${key} = ${JSON.stringify(wanted)}`, told(actual));
}

const told = (value: unknown): string =>
  value === undefined ? 'it has none' : `it has ${JSON.stringify(value)}`;
