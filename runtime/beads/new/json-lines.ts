import { didYouMean } from '../../../compiler/diagnostics/define.js';
import { suggest } from '../../../compiler/diagnostics/suggest.js';
import { fail } from '../../failure/failure.js';
import { checkEstimate, checkLabels, parseJson, parseMetadata } from '../fields.js';
import { checkEdgeType, parseDependency } from './dependency.js';
import { FIELDS, KEYS } from './field.js';
import { inLine } from './in-file.js';
import type { NewBead, NewBeadFacts, NewDependency } from './new-bead.js';

const wrong = (field: string, reason: string): never => fail('GT8105', { field, reason });

/** The beads of a file with a JSON table a line, its keys those that "bd show --json" prints. Throws GT8113. */
export function readJsonLines(text: string, where: string, facts: NewBeadFacts): NewBead[] {
  const beads = text.split(/\r?\n/).flatMap((content, at) => {
    if (content.trim() === '') return [];
    return [inLine(where, at + 1, () => ({ ...readTable(parseJson('this', content), facts), line: at + 1 }))];
  });
  if (beads.length === 0)
    fail('GT8113', { where, line: 1, reason: 'there is no bead in it', help: undefined });
  return beads;
}

function readTable(value: unknown, facts: NewBeadFacts): NewBead {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return wrong('a bead', 'must be a JSON table');
  let bead: Partial<NewBead> = {};
  for (const [key, content] of Object.entries(value)) {
    if (key === 'ephemeral') {
      if (typeof content !== 'boolean') wrong(key, 'must be true or false');
      bead = { ...bead, ephemeral: content as boolean };
      continue;
    }
    const field = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
    if (field === undefined) {
      const near = didYouMean(suggest(key, [...Object.keys(KEYS), 'ephemeral']));
      return wrong(JSON.stringify(key), `is no field of a new bead${near === undefined ? '' : `; ${near}`}`);
    }
    if (Object.hasOwn(bead, field)) wrong(JSON.stringify(key), 'gives a field for the second time');
    if (content !== null) bead = { ...bead, ...readField(field, key, content, facts) };
  }
  if (bead.title === undefined) return wrong('the title', 'is missing');
  return { ...bead, title: bead.title };
}

function readField(
  field: keyof typeof FIELDS,
  key: string,
  content: unknown,
  facts: NewBeadFacts,
): Partial<NewBead> {
  if (field === 'labels')
    return { labels: checkLabels(listOf(key, content).map((each) => textOf(key, each))) };
  if (field === 'dependencies') return { dependencies: listOf(key, content).map(dependencyOf) };
  if (field === 'metadata') return { metadata: parseMetadata(JSON.stringify(content)) };
  if (field === 'estimate') return { estimate: checkEstimate(Number(content)) };
  if (field === 'priority' && typeof content === 'number') return FIELDS.priority(String(content), facts);
  return FIELDS[field](textOf(key, content), facts);
}

/** `"id"`, `"type:id"`, or a table as Beads prints it. */
function dependencyOf(content: unknown): NewDependency {
  if (typeof content === 'string') return parseDependency(content);
  if (typeof content !== 'object' || content === null)
    return wrong('a dependency', 'must be a string or a table');
  const { depends_on_id: on, type = 'blocks' } = content as { depends_on_id?: unknown; type?: unknown };
  return { type: checkEdgeType(textOf('type', type)), on: textOf('depends_on_id', on) };
}

const textOf = (key: string, content: unknown): string =>
  typeof content === 'string' ? content : wrong(JSON.stringify(key), 'must be a string');

const listOf = (key: string, content: unknown): readonly unknown[] =>
  Array.isArray(content) ? content : wrong(JSON.stringify(key), 'must be a list');
