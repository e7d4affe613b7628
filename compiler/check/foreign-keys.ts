import type { Table, Value } from '../read/spans.js';

/** A key of another system that reads files like these, and what to write here for what it means there. */
interface ForeignKey {
  readonly system: string;
  /** The titles of the tables that it stands in; undefined where it means this in all. */
  readonly within: readonly string[] | undefined;
  readonly instead: (value: Value) => string;
}

const GAS_CITY = 'Gas City';

/**
 * Keys that are no slip of the pen: who brings a formula along means them. A key that one could take for
 * a misspelling of ours does not belong here.
 */
const FOREIGN: Readonly<Record<string, ForeignKey>> = {
  ralph: { system: GAS_CITY, within: ['Step', 'Leg', 'Synthesis', 'Patch'], instead: checkInstead },
  drain: {
    system: GAS_CITY,
    within: ['Step', 'Patch'],
    instead: () =>
      'to work off a list, let a step put it into its output and write on_complete = { for_each = "output.items", bond = "FORMULA" }',
  },
  scope: {
    system: GAS_CITY,
    within: ['Step', 'Patch'],
    instead: () =>
      'steps that belong together are the "children" of a step; on_fail = "abort" ends what depends on them',
  },
  converge: {
    system: GAS_CITY,
    within: undefined,
    instead: () => 'write loop = { until = "CONDITION", max = 5, body = [...] }',
  },
  mode: {
    system: GAS_CITY,
    within: ['Check', 'CheckPatch'],
    instead: () => 'a check always runs a command: leave "mode" out',
  },
  path: {
    system: GAS_CITY,
    within: ['Check', 'CheckPatch'],
    instead: (value) => `write run = ${JSON.stringify(String(value))}`,
  },
  contract: {
    system: GAS_CITY,
    within: ['Formula'],
    instead: () => 'write requires = ">=0.1" to say which compilers can read the formula',
  },
  'step-overrides': {
    system: 'Gas Town',
    within: undefined,
    instead: () =>
      'an overlay is a file of its own, formula-overlays/NAME.toml of the town or the rig; a formula has [patch.STEP-ID] for the steps that it inherits',
  },
};

/** What `key` in a table of this title means elsewhere, and what to write instead. */
export function foreignKey(
  key: string,
  title: string | undefined,
  value: Value,
): { readonly system: string; readonly instead: string } | undefined {
  const known = Object.hasOwn(FOREIGN, key) ? FOREIGN[key] : undefined;
  if (!known || (known.within && !known.within.includes(title ?? ''))) return undefined;
  return { system: known.system, instead: known.instead(value) };
}

/** `ralph = { max_attempts, check = { path, timeout } }` is our `check`. */
function checkInstead(value: Value): string {
  const outer = tableOf(value);
  const inner = tableOf(outer['check'] ?? '');
  const parts = [
    `run = ${JSON.stringify(String(inner['path'] ?? './check.sh'))}`,
    ...(typeof outer['max_attempts'] === 'number' ? [`max_attempts = ${outer['max_attempts']}`] : []),
    ...(typeof inner['timeout'] === 'string' ? [`timeout = ${JSON.stringify(inner['timeout'])}`] : []),
  ];
  return `a step is verified and tried again with check = { ${parts.join(', ')} }`;
}

const tableOf = (value: Value): Table =>
  typeof value === 'object' && !Array.isArray(value) ? value : Object.create(null);
