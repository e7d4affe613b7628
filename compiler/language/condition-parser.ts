import { EmbeddedActionsParser, type IParserConfig, type IToken, type ParserMethod } from 'chevrotain';
import type { Condition, Operand, StepReference, Value } from './ast.js';
import { Building } from './building.js';
import type { AskedWhen } from './expressions.js';
import {
  And,
  Bound,
  Comma,
  Comparator,
  conditionTokens,
  Family,
  FileExists,
  In,
  LeftBracket,
  LeftParen,
  Named,
  Not,
  Or,
  Quantifier,
  RightBracket,
  RightParen,
  Text,
  Variable,
  Word,
} from './tokens.js';
import { messages } from './wording.js';

type Rule<T> = ParserMethod<[], T>;

const A_CONDITION = 'a name, a value or "("';
const A_VALUE = 'a value';
const A_STEP = 'the id of a step';
const A_PATH = 'a path in quotes';
const A_FIELD = '.status or .output.FIELD';

/**
 * The grammar of conditions; the productions in EBNF stand above their rules, the tokens are in
 * `tokens.ts`. Actions only call `Building`, inside `ACTION`, because chevrotain runs every rule once with
 * made-up tokens to learn the grammar.
 */
export class ConditionParser extends EmbeddedActionsParser {
  building = new Building('', 'cooked');

  constructor(config: IParserConfig) {
    super(conditionTokens, { ...config, errorMessageProvider: messages });
    this.performSelfAnalysis();
  }

  /** Undefined when `errors` says why. What the grammar accepts and the language does not is in `building.wrong`. */
  parse(text: string, tokens: IToken[], asked: AskedWhen): Condition | undefined {
    this.building = new Building(text, asked);
    this.input = tokens;
    return this.disjunction();
  }

  // disjunction = conjunction { "||" conjunction }
  disjunction: Rule<Condition> = this.RULE('disjunction', () => {
    const terms: Condition[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: Or,
      DEF: () => void terms.push(this.SUBRULE(this.conjunction)),
      ERR_MSG: A_CONDITION,
    });
    return this.ACTION(() => this.building.joined('or', terms));
  });

  // conjunction = negation { "&&" negation }
  conjunction: Rule<Condition> = this.RULE('conjunction', () => {
    const terms: Condition[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: And,
      DEF: () => void terms.push(this.SUBRULE(this.negation)),
      ERR_MSG: A_CONDITION,
    });
    return this.ACTION(() => this.building.joined('and', terms));
  });

  // negation = "!" { "!" } ( group | operand ) | comparison
  // No comparison after "!": `!a == b` is !(a == b) to some readers and (!a) == b to others.
  negation: Rule<Condition> = this.RULE('negation', () => {
    const nots: IToken[] = [];
    return this.OR({
      DEF: [
        {
          ALT: () => {
            this.AT_LEAST_ONE(() => void nots.push(this.CONSUME(Not)));
            const term = this.OR1({
              DEF: [
                { ALT: () => this.SUBRULE(this.group) },
                {
                  ALT: () => {
                    const operand = this.SUBRULE(this.operand);
                    return this.ACTION(() => this.building.truth(operand));
                  },
                },
              ],
              ERR_MSG: A_CONDITION,
            });
            return this.ACTION(() => this.building.negated(nots, term));
          },
        },
        { ALT: () => this.SUBRULE(this.comparison) },
      ],
      ERR_MSG: A_CONDITION,
    });
  });

  // group = "(" disjunction ")"
  group: Rule<Condition> = this.RULE('group', () => {
    this.CONSUME(LeftParen);
    const condition = this.SUBRULE(this.disjunction);
    this.CONSUME(RightParen);
    return condition;
  });

  // comparison = group | operand [ Comparator value | "in" "[" value { "," value } "]" ]
  comparison: Rule<Condition> = this.RULE('comparison', () =>
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.group) },
        {
          ALT: () => {
            const left = this.SUBRULE(this.operand);
            let condition = this.ACTION(() => this.building.truth(left));
            this.OPTION(() => {
              condition = this.OR1<Condition>([
                {
                  ALT: () => {
                    const operator = this.CONSUME(Comparator);
                    const right = this.SUBRULE(this.value);
                    return this.ACTION(() => this.building.compared(left, operator, right));
                  },
                },
                {
                  ALT: () => {
                    const values: Value[] = [];
                    this.CONSUME(In);
                    this.CONSUME(LeftBracket);
                    this.AT_LEAST_ONE_SEP({
                      SEP: Comma,
                      DEF: () => void values.push(this.SUBRULE1(this.value)),
                      ERR_MSG: A_VALUE,
                    });
                    const close = this.CONSUME(RightBracket);
                    return this.ACTION(() => this.building.member(left, values, close));
                  },
                },
              ]);
            });
            return condition;
          },
        },
      ],
      ERR_MSG: A_CONDITION,
    }),
  );

  // operand = Variable | Bound | Text | Word | fileExists | aggregate | named Word
  operand: Rule<Operand> = this.RULE('operand', () =>
    this.OR<Operand>({
      DEF: [
        {
          ALT: () => {
            const token = this.CONSUME(Variable);
            return this.ACTION(() => this.building.variable(token));
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(Bound);
            return this.ACTION(() => this.building.word(token));
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(Text);
            return this.ACTION(() => this.building.text(token));
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(Word);
            return this.ACTION(() => this.building.word(token));
          },
        },
        { ALT: () => this.SUBRULE(this.fileExists) },
        { ALT: () => this.SUBRULE(this.aggregate) },
        {
          ALT: () => {
            const step = this.SUBRULE(this.named);
            const field = this.OR1({ DEF: [{ ALT: () => this.CONSUME1(Word) }], ERR_MSG: A_FIELD });
            return this.ACTION(() => this.building.field(step, field));
          },
        },
      ],
      ERR_MSG: A_CONDITION,
    }),
  );

  // value = Variable | Bound | Text | Word { Word }
  value: Rule<Value> = this.RULE('value', () =>
    this.OR<Value>({
      DEF: [
        {
          ALT: () => {
            const token = this.CONSUME(Variable);
            return this.ACTION(() => this.building.variable(token));
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(Bound);
            return this.ACTION(() => this.building.boundValue(token));
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(Text);
            return this.ACTION(() => this.building.text(token));
          },
        },
        {
          ALT: () => {
            const words: IToken[] = [];
            this.AT_LEAST_ONE(() => void words.push(this.CONSUME(Word)));
            return this.ACTION(() => this.building.words(words));
          },
        },
      ],
      ERR_MSG: A_VALUE,
    }),
  );

  // fileExists = "file.exists" "(" ( Text | Variable ) ")"
  fileExists: Rule<Operand> = this.RULE('fileExists', () => {
    const name = this.CONSUME(FileExists);
    this.CONSUME(LeftParen);
    const path = this.OR({
      DEF: [{ ALT: () => this.CONSUME(Text) }, { ALT: () => this.CONSUME(Variable) }],
      ERR_MSG: A_PATH,
    });
    const close = this.CONSUME(RightParen);
    return this.ACTION(() => this.building.fileExists(name, path, close));
  });

  // aggregate = ( "children" | "descendants" | "steps" ) "(" step ")" ( ".all" | ".any" | ".count" ) "(" disjunction ")"
  aggregate: Rule<Operand> = this.RULE('aggregate', () => {
    const family = this.CONSUME(Family);
    this.CONSUME(LeftParen);
    const of = this.SUBRULE(this.step);
    this.CONSUME(RightParen);
    const quantifier = this.CONSUME(Quantifier);
    this.CONSUME1(LeftParen);
    this.ACTION(() => this.building.enter());
    const where = this.SUBRULE(this.disjunction);
    this.ACTION(() => this.building.leave());
    const close = this.CONSUME1(RightParen);
    return this.ACTION(() => this.building.aggregate(family, of, quantifier, where, close));
  });

  // step = named | Word | Bound
  step: Rule<StepReference | undefined> = this.RULE('step', () =>
    this.OR<StepReference | undefined>({
      DEF: [
        { ALT: () => this.SUBRULE(this.named) },
        {
          ALT: () => {
            const token = this.OR1({
              DEF: [{ ALT: () => this.CONSUME(Word) }, { ALT: () => this.CONSUME(Bound) }],
              ERR_MSG: A_STEP,
            });
            return this.ACTION(() => this.building.step(token));
          },
        },
      ],
      ERR_MSG: A_STEP,
    }),
  );

  // named = "step" "(" ( Word | Bound ) ")"
  named: Rule<StepReference> = this.RULE('named', () => {
    this.CONSUME(Named);
    this.CONSUME(LeftParen);
    const token = this.OR({
      DEF: [{ ALT: () => this.CONSUME(Word) }, { ALT: () => this.CONSUME(Bound) }],
      ERR_MSG: A_STEP,
    });
    this.CONSUME(RightParen);
    return this.ACTION(() => this.building.named(token));
  });
}
