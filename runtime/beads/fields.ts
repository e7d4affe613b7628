import { suggest } from '../../compiler/diagnostics/suggest.js';
import { fail } from '../failure/failure.js';

/** Characters of a title. */
export const MAX_TITLE = 500;

/** Characters of a label. */
const MAX_LABEL = 100;

/** What is likely to be more than a text somebody reads. */
const MAX_TEXT = 1024 * 1024;

const wrong = (field: string, reason: string): never => fail('GT8105', { field, reason });

/** Gives it without blanks around. Throws GT8105. */
export function checkTitle(text: string): string {
  const title = text.trim();
  if (title === '') wrong('the title', 'is empty; say in a few words what is to be done');
  const length = [...title].length;
  if (length > MAX_TITLE)
    wrong(
      'the title',
      `has ${length} characters, and may have ${MAX_TITLE}; the rest belongs into the description`,
    );
  if (/[\r\n]/.test(title)) wrong('the title', 'has several lines; the others belong into the description');
  return title;
}

/** Throws GT8105. */
export function checkText(field: string, text: string): string {
  if (text.length > MAX_TEXT) wrong(field, `has ${text.length} characters, and may have ${MAX_TEXT}`);
  return text;
}

/** `0` to `4`, or `P0` to `P4`; 0 is the most urgent. Throws GT8105. */
export function parsePriority(text: string): number {
  const match = /^[Pp]?([0-4])$/.exec(text.trim());
  return match
    ? Number(match[1])
    : wrong('the priority', `is from 0, the most urgent, to 4, and not ${JSON.stringify(text)}`);
}

/** Throws GT8106. */
export function checkType(type: string, known: readonly string[]): string {
  if (!known.includes(type)) fail('GT8106', { type, near: suggest(type, known), known });
  return type;
}

/** Throws GT8105. */
export function checkLabel(label: string): string {
  if (label === '') wrong('a label', 'is empty');
  if (/[\s,]/.test(label)) wrong('the label', `${JSON.stringify(label)} has a blank or a comma in it`);
  if (label.length > MAX_LABEL) wrong('a label', `has ${label.length} characters, and may have ${MAX_LABEL}`);
  return label;
}

/** Labels in the order in which they are kept. Throws GT8105. */
export const checkLabels = (labels: Iterable<string>): string[] =>
  [...new Set([...labels].map(checkLabel))].sort();

/** A name of a person or a worker. Throws GT8105. */
export function checkName(field: string, name: string): string {
  if (name.trim() === '' || /[\r\n]/.test(name)) wrong(field, 'must be a name');
  return name.trim();
}

/** Minutes. Throws GT8105. */
export function checkEstimate(minutes: number): number {
  if (!Number.isInteger(minutes) || minutes < 0) wrong('the estimate', 'must be a whole number of minutes');
  return minutes;
}

/** A JSON table. Throws GT8105. */
export function parseMetadata(text: string): Readonly<Record<string, unknown>> {
  const value = parseJson('the metadata', text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return wrong('the metadata', 'must be a JSON table, such as {"team": "core"}');
  return value as Readonly<Record<string, unknown>>;
}

/** Throws GT8105. */
export function parseJson(field: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return wrong(field, `is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
