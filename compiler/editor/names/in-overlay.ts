import { spellingOf } from '../syntax/spelling.js';
import type { SyntaxTree } from '../syntax/tree.js';
import { placeholderNames } from './in-text.js';
import type { FileNames, Occurrence } from './occurrence.js';

/** Every name of an overlay of the formula `name`: the steps that it changes, and what its descriptions stand for (spec: OVER-2). */
export function namesOfOverlay(tree: SyntaxTree, name: string): FileNames {
  const occurrences: Occurrence[] = [];
  for (const { path, entries } of tree.sections) {
    if (path[0] !== 'step-overrides') continue;
    for (const { keys, value } of entries) {
      const [key] = keys;
      if (keys.length !== 1 || value?.kind !== 'text') continue;
      const { value: text, toFile } = spellingOf(tree.text, value);
      const place = { path: [...path, key?.name ?? ''], scopes: ['', 'template'], owner: undefined };
      const rest = { ...place, isDefinition: false, isKey: false };
      if (key?.name === 'step_id' && text !== '') {
        const extent = { start: toFile(0), end: toFile(text.length) };
        occurrences.push({ ...rest, ...extent, name: text, kind: 'step', site: STEP, isTentative: false });
      }
      if (key?.name !== 'description') continue;
      for (const { start, end, ...found } of placeholderNames(text))
        occurrences.push({ ...rest, ...found, start: toFile(start), end: toFile(end), site: 'overlay' });
    }
  }
  occurrences.sort((a, b) => a.start - b.start);
  return { occurrences, unread: [], parents: [name], drawnIn: [] };
}

/** It does what a patch does (spec: OVER-3). */
const STEP = 'formula.patch.*';
