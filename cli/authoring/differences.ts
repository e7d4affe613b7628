import type { Formula } from '../../compiler/check/generated/formula.js';

/** Something in a formula that upstream reads otherwise. */
export interface Difference {
  /** The entry of spec/divergences.md. */
  readonly title: string;
  /** Where it is, as `vars.period` or `step "build"`. */
  readonly places: readonly string[];
}

type Work = Readonly<Record<string, unknown>>;

/** A step, template step, leg or piece of advice, and what it is called in a report. */
interface Placed {
  readonly work: Work;
  readonly place: string;
}

/** What is found in steps: by their keys. */
const IN_STEPS: Readonly<Record<string, (work: Work) => boolean>> = {
  Titles: ({ title, children }) => title === undefined && children === undefined,
  'Step types': ({ type }) => type !== undefined && !UPSTREAM_TYPES.has(String(type)),
  'Keys that do nothing': (work) => INERT.some((key) => work[key] !== undefined),
  'The order goes on': ({ condition }) => condition !== undefined,
  'Conditions of gates': ({ gate }) => tableOf(gate)['condition'] !== undefined,
  'Entries and exits': ({ expand }) => expand !== undefined,
  Parameters: ({ expand_vars: values }) => values !== undefined,
  Iterations: ({ loop }) => loop !== undefined && tableOf(loop)['until'] === undefined,
  'Loops until': ({ loop }) => tableOf(loop)['until'] !== undefined,
  'For each item': ({ on_complete: made }) => made !== undefined,
  Children: ({ children }) => children !== undefined,
  waits_for: ({ waits_for: awaited }) => awaited !== undefined,
  'Outputs in texts': (work) => /\{\{\s*steps\./.test(JSON.stringify(work)),
};

const UPSTREAM_TYPES: ReadonlySet<string> = new Set(['task', 'bug', 'feature', 'epic', 'chore']);
const INERT = ['retry', 'timeout', 'check', 'on_fail', 'output', 'run_if', 'acceptance'];

/** Fields of template steps that upstream drops. */
const DROPPED = ['notes', 'metadata', 'waits_for', 'condition', 'gate', 'loop', 'on_complete', 'expand'];

/** What is read differently in one formula, in the order of `spec/divergences.md`. */
export function differencesIn(doc: Formula, isJson: boolean): Difference[] {
  const steps = placedIn(doc);
  const whole: Work = { ...doc };
  const compose = tableOf(whole['compose']);
  const vars = Object.entries(tableOf(whole['vars'])).map(([name, said]) => ({
    place: `vars.${name}`,
    said,
  }));
  const found: Difference[] = [];
  const add = (title: string, places: readonly string[]): void => {
    if (places.length > 0) found.push({ title, places });
  };
  const key = (title: string, ...keys: string[]): void =>
    add(
      title,
      keys.filter((each) => whole[each] !== undefined),
    );
  const ofVars = (title: string, holds: (said: Work) => boolean): void =>
    add(
      title,
      vars.filter(({ said }) => holds(tableOf(said))).map(({ place }) => place),
    );

  if (isJson) add('JSON', ['the file']);
  key('Keys that do nothing', 'squash', 'phase', 'pour', 'requires');
  ofVars('Required with a default', (said) => said['required'] === true && said['default'] !== undefined);
  ofVars('Typed defaults', ({ default: value }) => value !== undefined && typeof value !== 'string');
  ofVars('Enum, pattern, type', (said) =>
    ['enum', 'pattern', 'type'].some((each) => said[each] !== undefined),
  );
  for (const [title, holds] of Object.entries(IN_STEPS))
    add(
      title,
      steps.filter(({ work }) => holds(work)).map(({ place }) => place),
    );
  key('Everything is inherited', 'extends');
  if (compose['expand'] !== undefined) add('Entries and exits', ['compose.expand']);
  if (compose['map'] !== undefined) add('Expanded in a row', ['compose.map']);
  add(
    'Fields of templates',
    steps.flatMap(({ work, place }) =>
      place.startsWith('template') && DROPPED.some((each) => work[each] !== undefined) ? [place] : [],
    ),
  );
  key('Before and after', 'advice');
  if (compose['aspects'] !== undefined) add('Before and after', ['compose.aspects']);
  key('Pointcuts', 'pointcuts');
  if (compose['gate'] !== undefined) add('compose.gate', ['compose.gate']);
  if (compose['bond_points'] !== undefined) add('Bond points', ['compose.bond_points']);
  if (compose['hooks'] !== undefined) add('Hooks', ['compose.hooks']);
  if (doc.type === 'expansion') add('Expansions', ['the formula']);
  if (doc.type === 'aspect') add('Aspects', ['the formula']);
  if (doc.type === 'convoy') add('Convoys', ['the formula']);
  key('Presets', 'presets');
  key('Prompts', 'prompts');
  return merged(found);
}

/** Steps, with those inside others. Recursion ends with the nesting of the document. */
function placedIn(doc: Formula): Placed[] {
  const whole: Work = { ...doc };
  const of = (key: string, name: string): Placed[] =>
    listOf(whole[key]).flatMap((each, at) => placed(tableOf(each), name, at));
  return [...of('steps', 'step'), ...of('template', 'template'), ...of('legs', 'leg')];
}

function placed(work: Work, name: string, at: number): Placed[] {
  const inner = [...listOf(work['children']), ...listOf(tableOf(work['loop'])['body'])];
  const place = `${name} ${JSON.stringify(work['id'] ?? String(at + 1))}`;
  return [{ work, place }, ...inner.flatMap((each, below) => placed(tableOf(each), name, below))];
}

/** One difference a title, at the place of its first. */
function merged(found: readonly Difference[]): Difference[] {
  const places = new Map<string, string[]>();
  for (const { title, places: more } of found) places.set(title, [...(places.get(title) ?? []), ...more]);
  return [...places].map(([title, all]) => ({ title, places: [...new Set(all)] }));
}

const tableOf = (value: unknown): Work =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Work) : {};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
