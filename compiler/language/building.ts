import type { IToken } from 'chevrotain';
import { quote } from '../diagnostics/define.js';
import type {
  Aggregate,
  Comparison,
  Condition,
  Literal,
  Name,
  Operand,
  Question,
  StepReference,
  Value,
} from './ast.js';
import type { AskedWhen } from './expressions.js';
import { isStepId, parts, readField, readOperand, readStep, stepCalled } from './operand.js';
import { type Problem, problem } from './problem.js';
import { asBoolean, asNumber } from './scalar.js';
import { extent } from './wording.js';

/** The nodes of one condition as the parser meets them, and what is wrong with them beyond grammar. */
export class Building {
  readonly wrong: Problem[] = [];
  readonly #source: string;
  /** How many `all(…)`, `any(…)` and `count(…)` are open, and one more where a step asks for itself. */
  #asked: number;

  constructor(source: string, asked: AskedWhen) {
    this.#source = source;
    this.#asked = asked === 'running' ? 1 : 0;
  }

  enter(): void {
    this.#asked++;
  }

  leave(): void {
    this.#asked--;
  }

  joined(kind: 'or' | 'and', terms: readonly Condition[]): Condition {
    const [first, last] = [terms[0] as Condition, terms.at(-1) as Condition];
    return terms.length === 1 ? first : { kind, terms, start: first.start, end: last.end };
  }

  /** Every term is a truth value, so two `!` cancel out. */
  negated(nots: readonly IToken[], term: Condition): Condition {
    if (nots.length % 2 === 0) return term;
    return { kind: 'not', term, start: (nots[0] as IToken).startOffset, end: term.end };
  }

  truth(operand: Operand): Condition {
    return { kind: 'truth', operand, start: operand.start, end: operand.end };
  }

  compared(left: Operand, operator: IToken, right: Value): Condition {
    const leftWrong = (this.wrong.at(-1)?.start ?? -1) >= left.start;
    if (
      !leftWrong &&
      left.kind === 'literal' &&
      right.kind === 'literal' &&
      !right.quoted &&
      isWord(right.text)
    ) {
      const message = `${quote(right.text)} is a fixed text on this side of "${operator.image}"; a name goes on the left`;
      this.wrong.push(problem('GT3020', right, message));
    }
    return {
      kind: 'compare',
      operator: operator.image as Comparison['operator'],
      left,
      right,
      start: left.start,
      end: right.end,
    };
  }

  member(left: Operand, values: readonly Value[], close: IToken): Condition {
    return { kind: 'in', left, values, start: left.start, end: extent(close).end };
  }

  variable(token: IToken): Name {
    return { kind: 'name', form: 'var', name: token.image.slice(2, -2), ...extent(token) };
  }

  word(token: IToken): Operand {
    const reading = readOperand(token.image, extent(token), this.#asked > 0);
    if ('operand' in reading) return reading.operand;
    this.wrong.push(problem('GT3020', extent(token), reading.wrong));
    return this.words([token]);
  }

  boundValue(token: IToken): Value {
    const reading = readOperand(token.image, extent(token), false);
    if ('operand' in reading && reading.operand.kind === 'name') return reading.operand;
    const message = 'values are never pasted into words; compare the placeholder by itself';
    this.wrong.push(problem('GT3020', extent(token), message));
    return this.words([token]);
  }

  words(tokens: readonly IToken[]): Literal {
    const start = (tokens[0] as IToken).startOffset;
    const { end } = extent(tokens.at(-1) as IToken);
    return { kind: 'literal', text: this.#source.slice(start, end), quoted: false, start, end };
  }

  /** A placeholder in quotes would compare as itself, and silently never be equal to anything. */
  text(token: IToken): Literal {
    const text = token.image.slice(1, -1);
    for (const part of parts(text, token.startOffset + 1)) {
      if (typeof part === 'string') continue;
      const message = 'a placeholder in quotes would be plain text; write it without the quotes';
      this.wrong.push(problem('GT3020', part, message));
    }
    return { kind: 'literal', text, quoted: true, ...extent(token) };
  }

  fileExists(name: IToken, path: IToken, close: IToken): Question {
    const quoted = !path.image.startsWith('{');
    return {
      kind: 'file-exists',
      path: quoted ? parts(path.image.slice(1, -1), path.startOffset + 1) : [this.variable(path)],
      start: name.startOffset,
      end: extent(close).end,
    };
  }

  step(token: IToken): StepReference | undefined {
    if (isStepId(token.image)) return readStep(token.image, token.startOffset);
    this.wrong.push(problem('GT3020', extent(token), `${quote(token.image)} is not the id of a step`));
    return undefined;
  }

  named(token: IToken): StepReference {
    if (!isStepId(token.image)) {
      this.wrong.push(problem('GT3020', extent(token), `${quote(token.image)} is not the id of a step`));
    }
    return stepCalled(token.image, token.startOffset);
  }

  field(step: StepReference, token: IToken): Operand {
    const reading = readField(step, token.image, extent(token));
    if ('operand' in reading) return reading.operand;
    this.wrong.push(problem('GT3020', extent(token), reading.wrong));
    return this.words([token]);
  }

  aggregate(
    family: IToken,
    of: StepReference | undefined,
    quantifier: IToken,
    where: Condition,
    close: IToken,
  ): Question {
    return {
      kind: 'aggregate',
      over: family.image as Aggregate['over'],
      of,
      quantifier: quantifier.image.slice(1) as Aggregate['quantifier'],
      where,
      start: family.startOffset,
      end: extent(close).end,
    };
  }
}

const isWord = (text: string): boolean => asNumber(text) === undefined && asBoolean(text) === undefined;
