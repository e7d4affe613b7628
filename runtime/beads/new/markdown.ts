import { didYouMean } from '../../../compiler/diagnostics/define.js';
import { suggest } from '../../../compiler/diagnostics/suggest.js';
import { fail } from '../../failure/failure.js';
import { FIELDS, KEYS } from './field.js';
import { inLine } from './in-file.js';
import type { NewBead, NewBeadFacts } from './new-bead.js';

const BEGIN = 'each bead begins with its title: "## Fix the login"';

interface Section {
  readonly heading: string;
  readonly line: number;
  readonly lines: string[];
}

/**
 * The beads of a markdown file: `## Title`, what follows is the description, and `### Priority`, `### Type`,
 * `### Acceptance Criteria` and so on are further fields. Headings in fenced code are text. Throws GT8113.
 */
export function readMarkdown(text: string, where: string, facts: NewBeadFacts): NewBead[] {
  const beads: { readonly title: Section; readonly fields: Section[] }[] = [];
  let fence: string | undefined;
  text.split(/\r?\n/).forEach((content, at) => {
    const mark = /^\s*(```+|~~~+)/.exec(content)?.[1];
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence)))
      fence = fence === undefined ? mark : undefined;
    const heading = fence === undefined ? /^(#{1,3})\s+(.*)$/.exec(content) : null;
    const bead = beads.at(-1);
    const section = { heading: heading?.[2]?.trim() ?? '', line: at + 1, lines: [] };
    if (heading?.[1] === '##') beads.push({ title: section, fields: [] });
    else if (heading?.[1] === '###' && bead) bead.fields.push(section);
    else if (bead) (bead.fields.at(-1) ?? bead.title).lines.push(content);
    // A title of the whole page says nothing of any bead.
    else if (content.trim() !== '' && heading?.[1] !== '#')
      fail('GT8113', { where, line: at + 1, reason: 'this belongs to no bead', help: BEGIN });
  });
  if (beads.length === 0) fail('GT8113', { where, line: 1, reason: 'there is no bead in it', help: BEGIN });
  return beads.map(({ title, fields }) => beadOf(title, fields, where, facts));
}

function beadOf(title: Section, fields: readonly Section[], where: string, facts: NewBeadFacts): NewBead {
  let bead: NewBead = inLine(where, title.line, () => ({
    ...FIELDS.title(title.heading, facts),
    line: title.line,
  }));
  const description = title.lines.join('\n').trim();
  if (description !== '') bead = { ...bead, description };
  const given = new Set(description === '' ? [] : ['description']);
  for (const { heading, line, lines } of fields) {
    const key = heading.toLowerCase().replaceAll(' ', '_');
    const field = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
    if (field === undefined || field === 'title') {
      const help = didYouMean(suggest(key, Object.keys(KEYS)).map((near) => near.replaceAll('_', ' ')));
      return fail('GT8113', { where, line, reason: `beads have no field ${JSON.stringify(heading)}`, help });
    }
    if (given.has(field))
      fail('GT8113', {
        where,
        line,
        reason: `${JSON.stringify(heading)} is given twice`,
        help: 'give it once',
      });
    given.add(field);
    const text = lines.join('\n').trim();
    const value = isList(field) ? listed(text) : text;
    bead = { ...bead, ...inLine(where, line, () => FIELDS[field](value, facts)) };
  }
  return bead;
}

const isList = (field: string): boolean => field === 'labels' || field === 'dependencies';

/** A list of markdown, or lines, as parts between commas. */
const listed = (text: string): string => text.replace(/^\s*[-*]\s+/gm, '').replaceAll('\n', ',');
