import { KEYS, LIST, MODES } from '../../check/overrides.js';
import type { Extent } from '../syntax/tree.js';
import type { Asked } from './asked.js';
import { isFree, lineEnd } from './keys.js';
import type { Proposal } from './proposal.js';
import { stepsOf } from './steps-of.js';
import { fillers, quotedAt } from './values.js';

/** What an overlay could say at the cursor: its overrides, their keys, the steps of its formula, the modes. */
export function overlayProposals(asked: Asked): Proposal[] {
  const { place, table, path } = asked.cursor;
  const isOverride = table.length === 2 && table[0] === LIST;
  if (place === 'value') return isOverride ? valueProposals(asked, String(path[path.length - 1])) : [];
  if (place === 'header') return headerProposals(asked);
  if (place === 'key') return isOverride ? keyProposals(asked) : newOverride(asked);
  return [];
}

function valueProposals(asked: Asked, key: string): Proposal[] {
  const { node, text } = asked.cursor;
  const names = key === 'mode' ? MODES : key === 'step_id' ? stepsOf(asked) : [];
  if (!text || node?.kind !== 'text') return fillers(asked, names);
  const quoted = quotedAt(asked);
  if (!quoted) return [];
  const { extent, close } = quoted;
  return names.map((name) => ({ ...extent, label: name, kind: 'name', text: name + close }));
}

function keyProposals({ tree, cursor: { key, siblings, offset } }: Asked): Proposal[] {
  const { start, end } = key ?? { start: offset, end: offset };
  const isNamed = /^[ \t]*=/.test(tree.text.slice(end));
  if (!isNamed && !isFree(tree.text, { start, end })) return [];
  return KEYS.filter((name) => !siblings.includes(name)).map((name) => {
    const text = isNamed ? name : `${name} = ""`;
    return { start, end, label: name, kind: 'key', text, caret: isNamed ? text.length : text.length - 1 };
  });
}

/** Where no override has begun. */
function newOverride({ tree, cursor: { key, offset, table } }: Asked): Proposal[] {
  const extent: Extent = key ? { start: key.start, end: key.end } : { start: offset, end: offset };
  if (table.length > 0 || !isFree(tree.text, extent)) return [];
  const text = `[[${LIST}]]\nstep_id = ""`;
  return [{ ...extent, label: `[[${LIST}]]`, kind: 'table', text, caret: text.length - 1 }];
}

function headerProposals({ tree, cursor: { key, offset, section, table } }: Asked): Proposal[] {
  const { header } = section;
  if (!header?.isElement || table.length > 0) return [];
  const { start, end } = key ?? { start: offset, end: offset };
  const [, closed = ''] =
    /^\s*(\]{0,2})\s*(?:#.*)?$/m.exec(tree.text.slice(end, lineEnd(tree.text, end))) ?? [];
  const text = header.isClosed ? LIST : LIST + ']]'.slice(closed.length);
  return [{ start, end, label: LIST, kind: 'table', text }];
}
