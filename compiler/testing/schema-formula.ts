import fc from 'fast-check';
import { FORMULA_TYPES, formulaSchema } from '../check/schema/formula.js';
import type { Schema } from '../check/schema/keyword.js';
import { STEP_TYPES } from '../check/step-types.js';

/**
 * Documents that the schema of formulas accepts, drawn from the schema itself, so that every key and every
 * pair of keys comes up. Names come from small pools: they often mean something, and often the wrong thing.
 */
export const FORMULA_NAMES = ['f', 'g', 'h', 'k'] as const;

const IDS = ['a', 'b', 'c', 'd'];
const NAMES = ['v', 'w', 'n', 'i'];

const from = (...values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
/** Mostly one of `right`; seldom one of `wrong`, of which one is enough to spoil a formula. */
const mostly = (right: readonly string[], wrong: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 40, arbitrary: from(...right) }, { weight: 1, arbitrary: from(...wrong) });

const PLANTED = ['a', 'a', 'b'];
const reference = mostly(PLANTED, [
  'd',
  'a.a',
  'a.iter1.a',
  'a.iter2.b',
  'a-a',
  '{target}',
  '{target}.a',
  'main.a',
  'nobody',
]);

/** What texts are about is known by their keys alone. */
const STRINGS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  id: from(...IDS),
  needs: reference,
  depends_on: reference,
  target: mostly([...PLANTED, '*', 'a*', '?', '*.*'], ['nobody']),
  select: mostly(['a*', '*a', 'b', '[ab]', 'a.*'], ['*', 'nobody']),
  glob: mostly([...PLANTED, '*', '*.b'], ['nobody']),
  from: mostly(['a'], ['d']),
  steps: mostly(['b'], ['d']),
  join: mostly(['c'], ['d']),
  before: mostly(PLANTED, ['d']),
  after_step: mostly(PLANTED, ['d']),
  before_step: mostly(PLANTED, ['d']),
  legs: mostly(PLANTED, ['d']),
  expand: mostly(['g'], FORMULA_NAMES),
  with: mostly(['g'], FORMULA_NAMES),
  extends: mostly(['k'], FORMULA_NAMES),
  aspects: mostly(['h'], FORMULA_NAMES),
  waits_for: mostly(['children-of(a)', 'children-of(b)'], ['all-children', 'any-children', 'nonsense']),
  condition: mostly(
    ['', '{{v}}', '!{{w}}', '{{n}} > 1', '{{v}} == x'],
    ['{i} == 1', 'a.status == "complete"', '('],
  ),
  range: mostly(['1..2', '1..{{n}}', '1+1..4/2'], ['1..{n}', '{i}..3', '3..1', '1..2^20', '..']),
  count: mostly(['{{n}}', '2'], ['{i}', '10^9', 'x']),
  var: from(...NAMES),
  timeout: mostly(['1h', '90s'], ['{{v}}', 'soon']),
  backoff: from('1m'),
  type: mostly(STEP_TYPES, ['nonsense']),
  until: mostly(["a.status == 'closed'", 'flag'], ['nobody.output.x', '(']),
  for_each: mostly(['output.items'], ['items']),
  bond: mostly(['k', 'f'], ['h']),
  attach: mostly(['k', 'f'], ['h']),
  trigger: mostly(['label:x', 'type:bug', 'priority:0-1'], ['x']),
  at: mostly(PLANTED, ['d']),
  needs_add: reference,
  needs_remove: mostly(PLANTED, ['d']),
  description_file: from('nowhere.md'),
  requires: mostly(['*'], ['>99']),
  run: mostly(['make'], ['make {{v}}']),
  pattern: mostly(['x', ''], ['(']),
  required_unless: from(...NAMES),
};

const TEXT = mostly(
  ['', 'plain', '{{v}} {v} {i}', '{target.title} {step.title}', '{{feature}}', '{{', 'x{{w}}'],
  ['{{nobody}}', '{target.titel}'],
);

interface Drawing {
  readonly depth: number;
  readonly key: string;
}

/** Formulas by name: a workflow, an expansion, an aspect and any. */
export const schemaFormulas: fc.Arbitrary<Record<string, object>> = fc
  .tuple(
    document('f', fc.constant('workflow')),
    document('g', fc.constant('expansion')),
    document('h', fc.constant('aspect')),
    document('k', fc.constantFrom(...FORMULA_TYPES)),
  )
  .map((documents) => Object.fromEntries(documents.map((each) => [each.formula, each])));

const VARIABLES = { v: 'x', w: false, n: 2, i: 1 };

const KEYS: Readonly<Record<(typeof FORMULA_TYPES)[number], readonly string[]>> = {
  workflow: ['steps', 'advice', 'pointcuts', 'compose', 'agent', 'patch', 'strict'],
  expansion: ['template', 'patch'],
  aspect: ['advice', 'pointcuts', 'aspects'],
  convoy: ['legs', 'synthesis', 'presets', 'inputs', 'advice', 'compose'],
};

function document(
  formula: string,
  type: fc.Arbitrary<(typeof FORMULA_TYPES)[number]>,
): fc.Arbitrary<{ readonly formula: string }> {
  const { properties } = formulaSchema as unknown as { properties: Record<string, Schema> };
  const key = (name: string): fc.Arbitrary<unknown> =>
    drawn(properties[name] as Schema, { depth: 0, key: name });
  return type
    .chain((chosen) => {
      const [content = 'steps', ...others] = KEYS[chosen];
      const values = Object.fromEntries([content, ...others].map((each) => [each, key(each)]));
      return fc
        .record({
          rest: fc.record(values, { requiredKeys: [content] }),
          vars: fc.oneof(
            { weight: 10, arbitrary: fc.constant(VARIABLES) },
            { weight: 1, arbitrary: key('vars') },
          ),
          parents: fc.oneof(
            { weight: 10, arbitrary: fc.constant({}) },
            { weight: 1, arbitrary: fc.record({ extends: key('extends') }) },
          ),
          isTidy: fc.integer({ min: 0, max: 9 }).map((number) => number > 0),
        })
        .map(({ rest, vars, parents, isTidy }) => ({
          formula,
          type: chosen,
          vars,
          ...rest,
          ...parents,
          isTidy,
        }));
    })
    .map(({ isTidy, ...drawnDocument }) =>
      isTidy ? (tidy(drawnDocument, { ids: 0 }) as typeof drawnDocument) : drawnDocument,
    );
}

type Doc = Readonly<Record<string, unknown>>;

/**
 * The same with ids in alphabetical order, each once, and without the commonest contradictions: most
 * documents would be refused for one of these, and the phases behind the check see little.
 */
function tidy(value: unknown, taken: { ids: number }, key = '', prefix = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => tidy(item, taken, key, prefix));
  if (typeof value !== 'object' || value === null) return value;
  const inner = key === 'template' ? '{target}.' : key === 'advice' ? '{step.id}-' : prefix;
  const entries = Object.entries(agreeing(value as Doc, key)).map(([name, item]) => [
    name,
    name === 'id' && typeof item === 'string' && key !== 'gate'
      ? `${inner}${String.fromCharCode(97 + (taken.ids++ % 26))}`
      : tidy(item, taken, name, inner),
  ]);
  return Object.fromEntries(entries);
}

function agreeing(table: Doc, key: string): Doc {
  if (key === 'gate' && 'type' in table) {
    const { condition = 'steps.complete >= 1', timeout = '1h', approvers: _, await_id: __, ...rest } = table;
    if (rest['type'] === 'timer') return { ...rest, timeout };
    return String(rest['type']).startsWith('condition') ? { ...rest, condition } : rest;
  }
  if (key === 'loop') {
    const { count, range, until, max, on_exhausted, ...rest } = table;
    if (until !== undefined && rest['var'] === undefined) return { ...rest, until, max: 2 };
    return range === undefined || count !== undefined ? { ...rest, count: count ?? 2 } : { ...rest, range };
  }
  if (key === 'on_complete') {
    const { parallel: _, ...rest } = table;
    return rest;
  }
  if (key === 'advice') return { target: 'a', ...table };
  if (key === 'pointcuts') return { glob: '*', ...table };
  const { expand, expand_vars, loop, children, type, description_file: _, ...rest } = table;
  if (!('id' in table)) return table;
  return {
    ...rest,
    ...(type !== undefined && type !== 'parallel' && type !== 'gate' && { type }),
    ...(loop
      ? { loop }
      : children
        ? { children }
        : expand
          ? { expand, ...(expand_vars ? { expand_vars } : {}) }
          : {}),
  };
}

function drawn(schema: Schema, { depth, key }: Drawing): fc.Arbitrary<unknown> {
  const {
    $ref,
    enum: values,
    type,
    items,
    properties,
    required,
    additionalProperties,
    minItems,
  } = schema as {
    $ref?: string;
    enum?: readonly unknown[];
    type?: string | readonly string[];
    items?: Schema;
    properties?: Record<string, Schema>;
    required?: readonly string[];
    additionalProperties?: Schema | boolean;
    minItems?: number;
  };
  if ($ref !== undefined) {
    const definitions = formulaSchema['definitions'] as Record<string, Schema>;
    return drawn(definitions[$ref.split('/').at(-1) as string] as Schema, { depth, key });
  }
  if (schema['if']) return drawn(schema['else'] as Schema, { depth, key });
  if (values) return fc.constantFrom(...values);
  if (properties) {
    const inner = Object.entries(properties).filter(
      ([name]) =>
        depth < 3 || !['children', 'loop', 'body'].includes(name) || (required ?? []).includes(name),
    );
    return sparse(
      Object.fromEntries(inner.map(([name, each]) => [name, drawn(each, { depth: depth + 1, key: name })])),
      required ?? [],
    );
  }
  if (typeof additionalProperties === 'object') {
    const names = key === 'patch' ? [...IDS, '{target}.a', '{target}.b'] : NAMES;
    return fc.dictionary(from(...names), drawn(additionalProperties, { depth: depth + 1, key: '' }), {
      maxKeys: 3,
    });
  }
  const types = [type ?? 'string'].flat();
  const choices = types.map((each) => ofType(each, schema, items, minItems ?? 0, { depth, key }));
  return fc.oneof(...choices);
}

function ofType(
  type: string,
  schema: Schema,
  items: Schema | undefined,
  minLength: number,
  drawing: Drawing,
): fc.Arbitrary<unknown> {
  switch (type) {
    case 'string':
      return STRINGS[drawing.key] ?? (schema['templated'] ? TEXT : from('', 'x', 'a', '{{v}}'));
    case 'integer':
    case 'number': {
      const { minimum = 0, maximum = 3 } = schema as { minimum?: number; maximum?: number };
      return fc.integer({ min: minimum, max: Math.min(maximum, 3) });
    }
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(drawn(items ?? {}, drawing), { minLength, maxLength: 3 });
    default:
      return fc.constantFrom({}, { any: '{{v}}' }, { any: [1, { more: true }] });
  }
}

/** A table with what it must have and a few other keys: with all of them at once nothing would be right. */
function sparse(
  values: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  required: readonly string[],
): fc.Arbitrary<object> {
  const optional = Object.keys(values).filter((key) => !required.includes(key));
  return fc
    .subarray(optional, { maxLength: Math.min(4, optional.length) })
    .chain((chosen) =>
      fc.record(
        Object.fromEntries(
          [...required, ...chosen].map((key) => [key, values[key] as fc.Arbitrary<unknown>]),
        ),
      ),
    );
}
