import type { NamedFile, NameIndex } from '../names/name-index.js';
import type { SchemaRow } from '../schema-row.js';
import { dataAt } from '../syntax/data.js';
import { scan } from '../syntax/scan.js';
import type { Path } from '../syntax/tree.js';
import type { Asked } from './asked.js';
import { outputValues } from './output-fields.js';

const COMPARED =
  /(?:\{\{\s*(\w+)\s*\}\}|\{(\w+)\}|([A-Za-z_][\w.{}-]*))\s*(?:[!=]=\s*|in\s*\[(?:[^\]]*,)?\s*)(["']?)$/;

/** The values of what stands before `==`, where a list of them is declared; undefined where nothing is compared or anything goes. */
export function comparedValues(
  asked: Asked,
): { readonly label: string; readonly text: string }[] | undefined {
  const { text, token, node } = asked.cursor;
  if (!text || !token || node?.kind !== 'text') return undefined;
  const before = text.value.slice(0, text.offset - token.prefix.length);
  const behind = text.value.slice(text.offset - token.prefix.length + token.word.length);
  const match = COMPARED.exec(before.slice(-1024));
  if (!match) return undefined;
  const [, filled, bound, word, quote = ''] = match;
  const name = filled ?? bound ?? word ?? '';
  const known = enumOf(asked.index, asked.file, name);
  const values = known.length > 0 ? known : outputValues(asked, before.slice(0, match.index), name);
  if (values.length === 0) return undefined;
  const other = node.quote.startsWith("'") ? '"' : "'";
  return values
    .map(String)
    .filter((value) => !/["'\\\n]/.test(value))
    .map((value) => {
      if (quote !== '')
        return { label: value, text: behind.startsWith(quote) ? value : value + close(quote) };
      return { label: value, text: /^[\w-]+$/.test(value) ? value : other + value + other };
    });

  /** As it is spelt in the file, where the quotes around it are the same. */
  function close(mark: string): string {
    return node?.kind === 'text' && node.quote === '"' && mark === '"' ? '\\"' : mark;
  }
}

/** The values that a variable may have, at its declaration and where an argument is for it. */
export function allowedValues({ index, file }: Asked, { place }: SchemaRow, path: Path): readonly unknown[] {
  const name = String(path[place === 'variable.default' ? path.length - 2 : path.length - 1]);
  if (place === 'variable.default' || /^formula\.(?:vars|inputs)\.\*$/.test(place))
    return enumOf(index, file, name);
  if (place !== 'arguments.*' && place !== 'onComplete.vars.*') return [];
  const owner = file.names.occurrences.find(
    ({ owner: of, path: at }) => of !== undefined && at.join('/') === path.join('/'),
  )?.owner;
  const target = owner === undefined ? undefined : index.formula(owner);
  return target ? enumOf(index, target, name) : [];
}

/** The `enum` of a variable: the nearest of its lineage, else of whoever draws the file in. */
function enumOf(index: NameIndex, file: NamedFile, name: string): readonly unknown[] {
  const lineages = [file, ...index.usersOf(file)].flatMap((each) => [...index.lineage(each)].reverse());
  for (const { text, candidate } of new Set(lineages)) {
    if (!text.includes(name)) continue;
    const tree = scan(text, candidate.format);
    for (const table of ['vars', 'inputs']) {
      const values = dataAt(tree, [table, name, 'enum']);
      if (Array.isArray(values)) return values.filter((each) => each !== undefined);
    }
  }
  return [];
}
