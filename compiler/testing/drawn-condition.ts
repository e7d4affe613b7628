import fc from 'fast-check';

/** Ids as authors, loops and expansions make them, and those that the grammar has other meanings for. */
export const drawnId: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('a', 'survey-api', 'moves.iter3.lift', 'a.b.c', '_x', '9-lives', 'a~all'),
  fc.constantFrom(
    'step',
    'steps',
    'env',
    'output',
    'status',
    'file',
    'children',
    'true',
    '7',
    'in',
    'x.output',
  ),
  fc.constantFrom(
    'env.X',
    'steps.done',
    'output.status',
    'a.output.b',
    'a.status',
    'a.output.output',
    '1.5',
    'in.a',
  ),
  fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_-]{0,4}(\.[A-Za-z0-9_][A-Za-z0-9_-]{0,4}){0,3}$/),
);

const word = fc.constantFrom(
  'pass',
  'complete',
  'closed',
  'open',
  'two words',
  'made in china',
  "don't",
  'R&D',
  'x=1',
);
const value = fc.oneof(
  word,
  fc.constantFrom('1', '-2.5', 'true', '{{v}}', '{n}', "'it'", '"a \'b\'"', '\'say "x"\'', "''"),
);
const field = fc.constantFrom('n', 'ok', 'a.b', 'output', 'status', '0.x');

const question = fc.oneof(
  drawnId.map((id) => `step(${id}).status`),
  fc.tuple(drawnId, field).map(([id, path]) => `step(${id}).output.${path}`),
  fc.constantFrom('a.status', 'survey-api.output.n', 'step.status', 'output.ok', 'steps.complete', 'env.CI'),
  fc.constantFrom("file.exists('a/b.md')", "file.exists('{{v}}/{n}')", 'file.exists({{v}})'),
  fc.constantFrom('{{v}}', '{n}', 'flag', 'no_response_1', "'text'", '7', 'status'),
);

/** Right conditions of every form, by the grammar. Not all their names are declared anywhere. */
export const drawnCondition: fc.Arbitrary<string> = fc.letrec<{ condition: string; operand: string }>(
  (tie) => ({
    operand: fc.oneof(
      { weight: 4, arbitrary: question },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            fc.constantFrom('children', 'descendants', 'steps'),
            fc.oneof(
              fc.constant('step'),
              drawnId.map((id) => `step(${id})`),
            ),
            fc.constantFrom('all', 'any', 'count'),
            tie('condition'),
          )
          .map(([over, of, quantifier, where]) => `${over}(${of}).${quantifier}(${where})`),
      },
    ),
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      tie('operand'),
      fc
        .tuple(question, fc.constantFrom('==', '!=', '<', '<=', '>', '>='), value)
        .filter(([left]) => !/^['\d]/.test(left))
        .map((parts) => parts.join(' ')),
      fc
        .tuple(tie('operand'), fc.array(value, { minLength: 1, maxLength: 3 }))
        .map(([left, values]) => `${left} in [${values.join(', ')}]`),
      fc.array(tie('condition'), { minLength: 2, maxLength: 3 }).map((terms) => `(${terms.join(') || (')})`),
      fc.array(tie('condition'), { minLength: 2, maxLength: 3 }).map((terms) => `(${terms.join(') && (')})`),
      fc.tuple(question, question).map(([a, b]) => `${a} || ${b} && ${a}`),
      tie('condition').map((term) => `!(${term})`),
    ),
  }),
).condition;

/** A slip in `text`: something cut out, put in, put twice or in another place. */
export const mutated = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      text,
      fc.nat(),
      fc.nat({ max: 6 }),
      fc.constantFrom(
        '',
        '(',
        ')',
        '.',
        '{{',
        '}}',
        "'",
        '=',
        '!',
        ' in [',
        '~',
        'step(',
        '\0',
        '🙂',
        '\ud800',
      ),
      fc.boolean(),
    )
    .map(([whole, at, length, piece, isTwice]) => {
      const start = at % (whole.length + 1);
      const kept = isTwice ? whole.slice(start, start + length) : '';
      return whole.slice(0, start) + kept + piece + whole.slice(start + (isTwice ? 0 : length));
    });
