import { placeholders } from '../compiler/language/placeholder.js';
import { walkFormula } from './walk-formula.js';

/** A name that the author of a formula chose, at one place where it is written. */
export interface AuthorName {
  readonly name: string;
  /** Offset of its first letter. */
  readonly start: number;
  readonly kind: 'formula' | 'file' | 'step' | 'variable' | 'bound' | 'field' | 'point' | 'glob';
  readonly declares: boolean;
}

type Role = Pick<AuthorName, 'kind' | 'declares'>;

const declares = (kind: AuthorName['kind']): Role => ({ kind, declares: true });
const uses = (kind: AuthorName['kind']): Role => ({ kind, declares: false });

/** Tables whose keys are names. */
const KEYS: Readonly<Record<string, Role>> = {
  'formula.vars': declares('variable'),
  'formula.inputs': declares('variable'),
  arguments: uses('variable'),
  'onComplete.vars': uses('variable'),
  'onCompletePatch.vars': uses('variable'),
  'formula.patch': uses('step'),
  prompts: uses('step'),
};

/**
 * Texts that are names. Not here, because any text is right there: labels and the labels and types of
 * pointcuts, agents, assignees, tiers, metadata, triggers; the names of presets, which only somebody who runs the
 * formula gives; flags in the condition of a gate, which workers set.
 */
const TEXTS: Readonly<Record<string, Role>> = {
  'formula.formula': declares('formula'),
  'formula.extends': uses('formula'),
  'step.expand': uses('formula'),
  'compose.expand.with': uses('formula'),
  'compose.map.with': uses('formula'),
  'compose.aspects': uses('formula'),
  'step.id': declares('step'),
  'leg.id': declares('step'),
  'step.needs': uses('step'),
  'step.depends_on': uses('step'),
  'synthesis.depends_on': uses('step'),
  'step.description_file': uses('file'),
  'leg.description_file': uses('file'),
  'synthesis.description_file': uses('file'),
  'patch.description_file': uses('file'),
  'patch.needs': uses('step'),
  'patch.depends_on': uses('step'),
  'patch.needs_add': uses('step'),
  'patch.needs_remove': uses('step'),
  'patch.expand': uses('formula'),
  'onComplete.bond': uses('formula'),
  'onCompletePatch.bond': uses('formula'),
  'compose.hooks.attach': uses('formula'),
  'compose.hooks.at': uses('step'),
  'compose.bond_points.id': declares('point'),
  'preset.legs': uses('step'),
  'compose.expand.target': uses('step'),
  'compose.branch.from': uses('step'),
  'compose.branch.steps': uses('step'),
  'compose.branch.join': uses('step'),
  'compose.gate.before': uses('step'),
  'compose.bond_points.after_step': uses('step'),
  'compose.bond_points.before_step': uses('step'),
  'compose.map.select': uses('glob'),
  'advice.target': uses('glob'),
  'pointcut.glob': uses('glob'),
  'input.required_unless': uses('variable'),
  'loop.var': declares('bound'),
  'loopPatch.var': declares('bound'),
};

/** Texts with names of steps in them, and the fields that they ask steps for. */
const STEPS_IN = /[\w-]+(?=\.status\b|\.output\.)/g;
const FIELDS_IN = /(?<=\boutput\.)\w+/g;
const CHILDREN_OF = /(?<=children-of\()[\w.-]+/g;
const NAMES_IN: Readonly<Record<string, readonly (readonly [RegExp, Role])[]>> = {
  'step.waits_for': [[CHILDREN_OF, uses('step')]],
  'patch.waits_for': [[CHILDREN_OF, uses('step')]],
  'onComplete.for_each': [[FIELDS_IN, uses('field')]],
  'onCompletePatch.for_each': [[FIELDS_IN, uses('field')]],
  ...Object.fromEntries(
    ['gate.condition', 'gatePatch.condition', 'compose.gate.condition', 'loop.until', 'loopPatch.until'].map(
      (property) => [property, [[STEPS_IN, uses('step')] as const, [FIELDS_IN, uses('field')] as const]],
    ),
  ),
};

/** Templates of convoys, in which variables also stand as `.name` and `.inputs.name`. */
const TEMPLATES = /^(?:prompts|output|leg|synthesis)\./;
const NAMES_IN_TEMPLATES = /(?<=\{\{[^{}]*\.)[A-Za-z_]\w*/g;

const EXPRESSIONS = new Set([
  'step.condition',
  'patch.condition',
  'leg.condition',
  'synthesis.condition',
  'gate.condition',
  'gatePatch.condition',
  'compose.gate.condition',
  'loop.range',
  'loop.count',
  'loop.until',
  'loop.max',
  'loopPatch.range',
  'loopPatch.count',
  'loopPatch.until',
  'loopPatch.max',
]);

/** Every name that the author of the formula in `text` chose, each place where it is written. */
export function authorNames(file: string, text: string): AuthorName[] {
  const found: AuthorName[] = [];
  const inTemplates: AuthorName[] = [];
  const add = (name: string, start: number, role: Role): void => {
    if (/[A-Za-z]/.test(name)) found.push({ name, start, ...role });
  };
  walkFormula(file, text, {
    key: (name, table, { start, end }) => {
      const role = KEYS[table?.name ?? ''];
      if (role) add(name, start + text.slice(start, end).indexOf(name), role);
    },
    text: (_value, place, { start, end }) => {
      const raw = text.slice(start, end);
      const property = place?.name ?? '';
      const role = TEXTS[property];
      const names = placeholders(raw).filter(({ perItem }) => !perItem);
      if (role) {
        // `{target}.draft` is a placeholder and a part that is the author's.
        let at = 1;
        for (const part of [...names, { start: raw.length - 1, end: raw.length }]) {
          add(raw.slice(at, part.start), start + at, role);
          at = part.end;
        }
      }
      for (const [names, role] of NAMES_IN[property] ?? [])
        for (const match of raw.matchAll(names)) add(match[0], start + match.index, role);
      for (const match of TEMPLATES.test(property) ? raw.matchAll(NAMES_IN_TEMPLATES) : [])
        inTemplates.push({ name: match[0], start: start + match.index, ...uses('variable') });
      if (!role && !place?.schema.templated && !EXPRESSIONS.has(property)) return;
      for (const { form, name, start: from } of names) {
        if (form === 'variable') add(name, start + from + 2, uses('variable'));
        else add(name, start + from + 1, uses('bound'));
      }
    },
  });
  const variables = new Set(
    found.filter(({ kind, declares }) => kind === 'variable' && declares).map(({ name }) => name),
  );
  // The others are names that every convoy has.
  return [...found, ...inTemplates.filter(({ name }) => variables.has(name))];
}
