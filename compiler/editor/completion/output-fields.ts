import { fieldsAt, typeAt } from '../../language/output-schema.js';
import { scopesOf } from '../names/sites.js';
import { dataAt } from '../syntax/data.js';
import { scan } from '../syntax/scan.js';
import { type Asked, ownerOf } from './asked.js';

/** `ID.output.FIELD.` and the beginning of another; of several ids the longest, as everywhere. */
const OUTPUT = /^(?:(.*)\.)?output\.((?:[A-Za-z0-9_][\w-]*\.)*)[\w-]*$/;

/** A word of a condition, as far as it is typed, with each field that the output may have there; undefined when it asks for none. */
export function fieldsBehind(asked: Asked, before: string, prefix: string): string[] | undefined {
  const [whole, id = '', fields = ''] = OUTPUT.exec(prefix) ?? [];
  if (whole === undefined) return undefined;
  // `step(a).output.`
  const [, within] = /\bstep\(\s*([^()\s]+)\s*\)$/.exec(before) ?? [];
  const isAsked = id === '' && prefix.startsWith('.');
  if (isAsked && within === undefined) return [];
  const schema = conditionSchema(asked, before, isAsked ? (within as string) : id);
  const head = prefix.slice(0, whole.lastIndexOf('.') + 1);
  return fieldsAt(schema, parts(fields)).map((field) => head + field);
}

/** Of `{{steps.ID.output.`, the same with each field. */
export function outputsBehind(asked: Asked, prefix: string): string[] {
  const [, head = '', rest = ''] = /^(\s*steps\.)(.*)$/.exec(prefix) ?? [];
  const [whole, id, fields = ''] = OUTPUT.exec(rest) ?? [];
  if (whole === undefined || id === undefined) return [];
  const before = head + whole.slice(0, whole.lastIndexOf('.') + 1);
  return fieldsAt(outputSchema(asked, id), parts(fields)).map((field) => before + field);
}

/** The values that the output which `word` asks for may have, where its schema lists them. */
export function outputValues(asked: Asked, before: string, word: string): readonly unknown[] {
  const [, id = '', fields = ''] = OUTPUT.exec(`${word}.`) ?? [];
  const found = typeAt(conditionSchema(asked, before, id), parts(fields));
  return 'type' in found && 'enum' in found.type ? (found.type.enum ?? []) : [];
}

/** The lists in the output of the step at the cursor, one of which a fan-out takes. */
export function outputLists(asked: Asked): string[] {
  const schema = ownSchema(asked);
  return fieldsAt(schema, []).filter((field) => {
    const found = typeAt(schema, [field]);
    return 'type' in found && (found.type.type === 'any' || /list/.test(JSON.stringify(found.type)));
  });
}

const parts = (fields: string): string[] => fields.split('.').filter((part) => part !== '');

/** Without an id, of the step that asks; within `all(…)` that is any of the steps that are asked. */
function conditionSchema(asked: Asked, before: string, id: string): unknown {
  if (id !== '' && id !== 'step') return outputSchema(asked, id);
  return /\b(?:all|any|count)\([^)]*$/.test(before) ? undefined : ownSchema(asked);
}

function ownSchema({ tree, file, cursor }: Asked): unknown {
  const owner = ownerOf(file, cursor.path);
  return owner && dataAt(tree, [...owner.path.slice(0, -1), 'output']);
}

/** The schema that the step declares for what it puts out: as it is written, else as it was cooked. */
function outputSchema({ index, file, cursor, protomolecule }: Asked, id: string): unknown {
  const located = index.visible(file, 'step', scopesOf(cursor.path)).get(id);
  if (located) {
    const { candidate, text } = located.file;
    const tree = scan(text, candidate.format);
    const written = dataAt(tree, [...located.occurrence.path.slice(0, -1), 'output']);
    if (written !== undefined) return written;
  }
  const cooked = (of: string) => protomolecule?.steps.find((step) => step.id === of)?.output;
  const exits = protomolecule?.regions.find((region) => region.id === id)?.exits ?? [];
  // Of a step that was replaced, that of the one which ends it (spec: FLOW-3).
  return cooked(id) ?? (exits.length === 1 ? cooked(exits[0] as string) : undefined);
}
