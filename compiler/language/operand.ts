import { quote } from '../diagnostics/define.js';
import type { Name, Operand, StepReference } from './ast.js';
import { placeholders } from './placeholder.js';
import type { Extent } from './problem.js';
import { asNumber } from './scalar.js';

const FLAG = /^[A-Za-z_][\w-]*$/;
/** With "~", which no author's id has, in the names that the compiler gives. */
const STEP_ID = /^[A-Za-z0-9_][\w~-]*(?:\.[A-Za-z0-9_][\w~-]*)*$/;
const ALONE = /^\{([A-Za-z_][\w.-]*)\}$/;

export type Reading = { readonly operand: Operand } | { readonly wrong: string };

/**
 * What one word means where a name is expected: the whole of a condition, or the left of a comparison.
 * In step ids with dots, the first `.output.` ends the id, and so does a last `.status`. `asked` is true
 * where a bare `status` is that of a step: inside `all(…)` the step asked, in a running molecule the one that asks.
 */
export function readOperand(word: string, { start, end }: Extent, asked: boolean): Reading {
  const at = { start, end };
  const bound = ALONE.exec(word)?.[1];
  if (bound !== undefined) return { operand: { kind: 'name', form: 'brace', name: bound, ...at } };
  const plain = masked(word);
  if (word === 'true' || word === 'false' || asNumber(word) !== undefined) {
    return { operand: { kind: 'literal', text: word, quoted: false, ...at } };
  }
  if (asked && word === 'status') return { operand: { kind: 'status', step: undefined, ...at } };
  if (FLAG.test(word)) return { operand: { kind: 'name', form: 'bare', name: word, ...at } };
  const env = /^env\.([A-Za-z_]\w*)$/.exec(word)?.[1];
  if (env !== undefined) return { operand: { kind: 'env', name: env, ...at } };
  const status = /^steps\.([A-Za-z_]\w*)$/.exec(word)?.[1];
  if (status !== undefined && status !== 'status') return { operand: { kind: 'tally', status, ...at } };

  if (STEP_ID.test(plain)) {
    const own = plain.startsWith('output.');
    const output = own ? 0 : plain.indexOf('.output.') + 1;
    if (own || output > 0) {
      const path = word.slice(output + 'output.'.length).split('.');
      if (path.join('.').includes('{')) return { wrong: 'a placeholder cannot name a field of an output' };
      const step = own ? undefined : readStep(word.slice(0, output - 1), start);
      return { operand: { kind: 'output', step, path, ...at } };
    }
    if (plain.endsWith('.status')) {
      return { operand: { kind: 'status', step: readStep(word.slice(0, -'.status'.length), start), ...at } };
    }
  }
  return { wrong: wrongWord(word) };
}

/** The step called `id`; undefined for `step`, the one the expression belongs to. `id` has been checked by `isStepId`. */
export function readStep(id: string, start: number): StepReference | undefined {
  return id === 'step' ? undefined : stepCalled(id, start);
}

/** The step called `id`, which may be "step". */
export const stepCalled = (id: string, start: number): StepReference => ({
  parts: parts(id, start),
  start,
  end: start + id.length,
});

/** What is asked of a step that `step(ID)` has named: `field` is `.status` or `.output.FIELD`. */
export function readField(step: StepReference, field: string, { end }: Extent): Reading {
  const at = { start: step.start, end };
  if (field === '.status') return { operand: { kind: 'status', step, ...at } };
  const output = field.startsWith('.output.') ? field.slice('.output.'.length) : '';
  if (STEP_ID.test(output)) return { operand: { kind: 'output', step, path: output.split('.'), ...at } };
  return { wrong: `${quote(field)} is nothing to ask for; steps have .status and .output.FIELD` };
}

export const isStepId = (id: string): boolean => STEP_ID.test(masked(id));

/** `text` cut at its placeholders; `start` is where it stands in the expression. */
export function parts(text: string, start: number): (string | Name)[] {
  const cut: (string | Name)[] = [];
  let from = 0;
  for (const { form, name, start: open, end: close } of placeholders(text)) {
    if (open > from) cut.push(text.slice(from, open));
    cut.push({
      kind: 'name',
      form: form === 'bound' ? 'brace' : 'var',
      name,
      start: start + open,
      end: start + close,
    });
    from = close;
  }
  if (from < text.length) cut.push(text.slice(from));
  return cut;
}

/** `word` with a letter for every character of its placeholders, so that offsets and dots outside them stay. */
const masked = (word: string): string =>
  word.replace(/\{[^{}]*\}/g, (placeholder) => 'x'.repeat(placeholder.length));

function wrongWord(word: string): string {
  if (word.startsWith('file.exists')) return "the path goes in parentheses and quotes: file.exists('path')";
  const operator = /[=&|]/.exec(word)?.[0];
  if (operator === '=') return '"=" does not compare; write "=="';
  if (operator) return `"${operator}" is written "${operator}${operator}"`;
  if (word.includes('{')) return 'values are never pasted into words; compare the placeholder by itself';
  return word.includes('.')
    ? `${quote(word)} is nothing to ask for; steps have STEP.status and STEP.output.FIELD`
    : `${quote(word)} is not a name; a fixed text needs quotes`;
}
