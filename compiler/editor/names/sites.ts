import type { SchemaRow } from '../schema-row.js';
import type { Path } from '../syntax/tree.js';

/** `bound`: what `{name}` stands for in the body of a loop. */
export type NameKind = 'step' | 'variable' | 'formula' | 'bond-point' | 'bound';

/** How a value (or a key) holds names. */
export type SiteForm =
  /** It is one. */
  | 'name'
  /** It is one unless it is a pattern. */
  | 'glob'
  /** `children-of(name)`. */
  | 'waits-for'
  /** An expression, asked when the formula is cooked or of the running molecule. */
  | 'cooked'
  | 'running'
  | 'range'
  /** A template of Go. */
  | 'template';

export interface Site {
  readonly form: SiteForm;
  /** Of the forms that hold one name. */
  readonly kind: NameKind;
  readonly isDefinition: boolean;
}

const defines = (kind: NameKind): Site => ({ form: 'name', kind, isDefinition: true });
const names = (kind: NameKind, form: SiteForm = 'name'): Site => ({ form, kind, isDefinition: false });

/** By site of the schema, what the values there name. Texts with placeholders are marked in the schema itself. */
const VALUES: Readonly<Record<string, Site>> = {
  'formula.formula': defines('formula'),
  'formula.extends': names('formula'),
  'formula.extends[]': names('formula'),
  'step.id': defines('step'),
  'step.needs[]': names('step'),
  'step.depends_on[]': names('step'),
  'step.needs_add[]': names('step'),
  'step.needs_remove[]': names('step'),
  'step.waits_for': names('step', 'waits-for'),
  'step.expand': names('formula'),
  'step.condition': names('variable', 'cooked'),
  'gate.condition': names('step', 'running'),
  'loop.until': names('step', 'running'),
  'loop.var': defines('bound'),
  'loop.count': names('variable', 'range'),
  'loop.range': names('variable', 'range'),
  'loop.max': names('variable', 'range'),
  'onComplete.bond': names('formula'),
  'input.required_unless[]': names('variable'),
  'preset.legs[]': names('step'),
  'prompts.*': names('variable', 'template'),
  'output.directory': names('variable', 'template'),
  'output.leg_pattern': names('variable', 'template'),
  'output.synthesis': names('variable', 'template'),
  'advice.target': names('step', 'glob'),
  'pointcut.glob': names('step', 'glob'),
  'compose.aspects[]': names('formula'),
  'compose.expand[].target': names('step'),
  'compose.expand[].with': names('formula'),
  'compose.map[].select': names('step', 'glob'),
  'compose.map[].with': names('formula'),
  'compose.branch[].from': names('step'),
  'compose.branch[].steps[]': names('step'),
  'compose.branch[].join': names('step'),
  'compose.gate[].before': names('step'),
  'compose.gate[].condition': names('step', 'running'),
  'compose.hooks[].attach': names('formula'),
  'compose.hooks[].at': names('bond-point'),
  'compose.bond_points[].id': defines('bond-point'),
  'compose.bond_points[].after_step': names('step'),
  'compose.bond_points[].before_step': names('step'),
};

/** The same of keys that an author chooses, by place. */
const KEYS: Readonly<Record<string, Site>> = {
  'formula.vars.*': defines('variable'),
  'formula.inputs.*': defines('variable'),
  'formula.patch.*': names('step'),
  'prompts.*': names('step'),
  'arguments.*': names('variable'),
  'onComplete.vars.*': names('variable'),
};

/** What is a step in all but some keys. */
const LIKE_A_STEP = /^(?:leg|synthesis|patch)\./;

export function valueSite({ site }: SchemaRow): Site | undefined {
  const whole = site.replace(LIKE_A_STEP, 'step.');
  return Object.hasOwn(VALUES, whole) ? VALUES[whole] : undefined;
}

export function keySite({ place }: SchemaRow): Site | undefined {
  return Object.hasOwn(KEYS, place) ? KEYS[place] : undefined;
}

/** For the test that holds them against the schema. */
export const SITES: readonly string[] = [...Object.keys(VALUES), ...Object.keys(KEYS)];

/** Beside a table of arguments, the key that names the formula whose variables they are. */
const OF_ARGUMENTS = ['expand', 'with', 'attach', 'bond'] as const;
export const argumentOwners: readonly string[] = OF_ARGUMENTS;

/**
 * Where the names of a place are looked up, the innermost first: bodies of loops by their paths, then the steps of the
 * formula (`''`), of its template or of an advice, each of which stands for itself.
 */
export function scopesOf(path: Path): string[] {
  const scopes: string[] = [];
  // In `until` the ids of the body mean the current iteration (spec: LOOP-4).
  if (path[path.length - 1] === 'until') scopes.push([...path.slice(0, -1), 'body'].join('/'));
  for (let end = path.length; end > 1; end--)
    if (path[end - 1] === 'body' && path[end - 2] === 'loop') scopes.push(path.slice(0, end).join('/'));
  const [first, index] = path;
  scopes.push(
    first === 'template' ? 'template' : first === 'advice' && index !== undefined ? `advice/${index}` : '',
  );
  return scopes;
}
