import type { Facts } from '../diagnostics/registry.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Source } from './source.js';

type Finding =
  | { readonly code: 'GT1006'; readonly facts: Facts<'GT1006'>; readonly start: number; readonly end: number }
  | {
      readonly code: 'GT1007';
      readonly facts: Facts<'GT1007'>;
      readonly start: number;
      readonly end: number;
    };

/**
 * What one reading of a file found to be unusable though its syntax is fine. Findings are held back
 * until the reading is known to count: a reader that gives up half-way must not have told anything.
 */
export class Findings {
  readonly #found: Finding[] = [];

  get none(): boolean {
    return this.#found.length === 0;
  }

  /** Keys that mean something else in JavaScript objects. Our tables have no prototype; what others make of them may. */
  key(name: string, start: number, end: number): void {
    if (name === '__proto__') this.#found.push({ code: 'GT1007', facts: { key: name }, start, end });
  }

  /** `number`, or 0 if no formula may have it. -0 becomes 0: the two could not be told apart in JSON. */
  number(number: number, start: number, end: number): number {
    if (Number.isFinite(number)) return number === 0 ? 0 : number;
    const instead = 'write the number itself, or leave the key out where there is no limit';
    this.#unusable(
      'a number without end (infinite, or beyond 1.8e308) or "not a number"',
      instead,
      start,
      end,
    );
    return 0;
  }

  /** Beyond 2^53 a whole number would be rounded without a word. */
  wideInteger(text: string, start: number, end: number): number {
    const instead = `write it as text: "${text}"`;
    this.#unusable('a whole number beyond 9007199254740991 (2^53 - 1)', instead, start, end);
    return 0;
  }

  date(text: string, start: number, end: number): string {
    this.#unusable('a date or time', `write it as text: "${text}"`, start, end);
    return text;
  }

  null(start: number, end: number): string {
    this.#unusable('null', 'leave the key out', start, end);
    return '';
  }

  report(source: Source, reporter: Reporter): void {
    for (const { code, facts, start, end } of this.#found) {
      const place = { span: { source, start, end } };
      // Said twice because a union of codes with their facts does not type as one generic call.
      if (code === 'GT1006') reporter.report(code, facts, place);
      else reporter.report(code, facts, place);
    }
  }

  #unusable(what: string, instead: string, start: number, end: number): void {
    this.#found.push({ code: 'GT1006', facts: { what, instead }, start, end });
  }
}
