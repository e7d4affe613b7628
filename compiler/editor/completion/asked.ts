import type { Protomolecule } from '../../emit/protomolecule.js';
import type { Cursor } from '../cursor.js';
import type { NamedFile, NameIndex } from '../names/name-index.js';
import type { Occurrence } from '../names/occurrence.js';
import type { Path, SyntaxTree } from '../syntax/tree.js';

/** What a completion is asked of. */
export interface Asked {
  readonly tree: SyntaxTree;
  readonly cursor: Cursor;
  readonly index: NameIndex;
  readonly file: NamedFile;
  /** Types of steps that the project has besides the language's own. */
  readonly stepTypes: readonly string[];
  readonly protomolecule: Protomolecule | undefined;
}

/** The step that a place belongs to, by its own id: of `steps/2/gate/condition` that of `steps/2`. */
export function ownerOf(file: NamedFile, path: Path): Occurrence | undefined {
  for (let length = path.length - 1; length > 0; length--) {
    const id = [...path.slice(0, length), 'id'].join('/');
    const found = file.names.occurrences.find(
      ({ isDefinition, kind, path: of }) => isDefinition && kind === 'step' && of.join('/') === id,
    );
    if (found) return found;
  }
  return undefined;
}
