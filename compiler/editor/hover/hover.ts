import type { Protomolecule } from '../../emit/protomolecule.js';
import type { Expressions } from '../../language/expressions.js';
import { at, type Cursor } from '../cursor.js';
import type { NamedFile, NameIndex, NameSymbol } from '../names/name-index.js';
import { type Asked, askedAt } from '../names/navigate.js';
import { locatedName } from '../rename/renaming.js';
import { KIND_NAMES } from '../rename/valid-name.js';
import { dataAt } from '../syntax/data.js';
import { scan } from '../syntax/scan.js';
import { spellingOf } from '../syntax/spelling.js';
import type { Extent, SyntaxTree } from '../syntax/tree.js';
import { decidedCondition, loopValues } from './condition.js';
import { describedGate } from './gate.js';
import { describedKey } from './key.js';
import { beginning, code, prose } from './markdown.js';
import { describedStep } from './step.js';
import { describedVariable } from './variable.js';

/** What is told of a part of a text, as markdown. */
export interface Hover extends Extent {
  readonly markdown: string;
}

export interface HoverOptions {
  readonly index: NameIndex;
  readonly path: string;
  readonly offset: number;
  /** What the formula was cooked to when it last had no errors. */
  readonly protomolecule: Protomolecule | undefined;
  readonly expressions: Expressions;
}

/** What stands at the cursor: a name, else an anchor of a template, else a key. */
export function hoverAt(tree: SyntaxTree, options: HoverOptions): Hover | undefined {
  const { index, path, offset } = options;
  const asked = askedAt(index, path, offset);
  const cursor = at(tree, offset);
  const { protomolecule, expressions } = options;
  const decided = protomolecule && decidedCondition(cursor, protomolecule, expressions);
  const ofName = asked && nameHover(asked, options);
  if (asked && ofName !== undefined) {
    const { start, end } = asked.located.occurrence;
    return { start, end, markdown: decided === undefined ? ofName : `${ofName}\n\n---\n\n${decided}` };
  }
  if (decided !== undefined && cursor.text) return { ...cursor.text.inner, markdown: decided };
  // Tests and overlays have keys of their own.
  if (index.file(path)?.is !== 'formula') return undefined;
  return anchorHover(cursor) ?? gateHover(tree, cursor) ?? keyHover(cursor);
}

function nameHover({ located, symbols }: Asked, options: HoverOptions): string | undefined {
  const { index, path, protomolecule } = options;
  const { kind, name } = located.occurrence;
  const [symbol] = symbols;
  if (!symbol) {
    // A step that an expansion, a loop or advice makes.
    const made = kind === 'step' ? describedStep(name, protomolecule) : [];
    return made.length === 0 ? undefined : [`**step ${code(name)}**`, ...made].join('\n\n');
  }
  const others =
    symbols.length > 1
      ? [`It means one in each of ${symbols.map(({ home }) => code(home)).join(', ')}.`]
      : [];
  const inherited = symbol.home === path || symbol.kind === 'formula' ? [] : [`From ${code(symbol.home)}.`];
  const parts = (): string[] => {
    switch (symbol.kind) {
      case 'step':
        return describedStep(name, protomolecule);
      case 'variable':
        return describedVariable(
          name,
          symbol.home === path || isSeen(index, path, symbol) ? protomolecule : undefined,
          uses(index, symbol),
        );
      case 'formula': {
        const file = index.file(symbol.home);
        return file ? describedFormula(file) : [];
      }
      case 'bound':
        return boundParts(symbol, options);
      default:
        return uses(index, symbol).length === 0 ? [] : [`Used in ${uses(index, symbol).join(', ')}.`];
    }
  };
  return [`**${KIND_NAMES[symbol.kind]} ${code(name)}**`, ...parts(), ...inherited, ...others].join('\n\n');
}

/** The name of a loop: its values, and where it is used. */
function boundParts(symbol: NameSymbol, { index, protomolecule, expressions }: HoverOptions): string[] {
  const [definition] = index.definitions(symbol);
  const places = uses(index, symbol);
  const values =
    definition &&
    loopValues(
      scan(definition.file.text, definition.file.candidate.format),
      definition.occurrence.path,
      protomolecule,
      expressions,
    );
  return [
    ...(values === undefined ? [] : [values]),
    ...(places.length === 0 ? [] : [`Used in ${places.join(', ')}.`]),
  ];
}

/** The variable is one of the formula itself: its own or inherited. */
function isSeen(index: NameIndex, path: string, { home }: NameSymbol): boolean {
  const file = index.file(path);
  return file !== undefined && index.lineage(file).some(({ candidate }) => candidate.path === home);
}

const uses = (index: NameIndex, symbol: NameSymbol): string[] =>
  index
    .occurrences(symbol)
    .filter(({ occurrence }) => !occurrence.isDefinition)
    .map(locatedName);

/** What a formula says of itself, and its variables. */
function describedFormula({ text, candidate, names }: NamedFile): string[] {
  const [first] = scan(text, candidate.format).sections;
  const entry = first?.entries.find(({ keys }) => keys.length === 1 && keys[0]?.name === 'description');
  const description = entry?.value?.kind === 'text' ? spellingOf(text, entry.value).value : undefined;
  const variables = names.occurrences.filter(({ kind, isDefinition }) => kind === 'variable' && isDefinition);
  return [
    ...(description === undefined ? [] : [prose(beginning(description))]),
    ...(variables.length === 0 ? [] : [`Variables: ${variables.map(({ name }) => code(name)).join(', ')}.`]),
    `In ${code(candidate.path)}.`,
  ];
}

const ANCHORS: Readonly<Record<string, string>> = {
  target: 'The id of the step that the template takes the place of.',
  'target.id': 'The id of the step that the template takes the place of.',
  'target.title': 'The title of the step that the template takes the place of.',
  'target.description': 'The description of the step that the template takes the place of.',
  'step.id': 'The id of the step that the advice is put around.',
  'step.title': 'The title of the step that the advice is put around.',
  'step.description': 'The description of the step that the advice is put around.',
};

function anchorHover({ token, path: [first] }: Cursor): Hover | undefined {
  if (token?.kind !== 'bound' || (first !== 'template' && first !== 'advice')) return undefined;
  const meaning = Object.hasOwn(ANCHORS, token.word) ? ANCHORS[token.word] : undefined;
  const fits = token.word.startsWith(first === 'template' ? 'target' : 'step');
  return meaning === undefined || !fits
    ? undefined
    : { start: token.start, end: token.end, markdown: `**${code(`{${token.word}}`)}**\n\n${meaning}` };
}

/** At the key or the type of a gate, what it waits for. */
function gateHover(tree: SyntaxTree, { key, row, path, node, offset }: Cursor): Hover | undefined {
  const isType = row?.site === 'gate.type' && node?.kind === 'text';
  const isGate = row?.site === 'gate' && key && key.start <= offset && offset <= key.end;
  if (!isType && !isGate) return undefined;
  const gate = dataAt(tree, isType ? path.slice(0, -1) : path);
  const markdown = typeof gate === 'object' && gate !== null ? describedGate(gate) : undefined;
  const { start, end } = (isType ? node : key) as Extent;
  return markdown === undefined ? undefined : { start, end, markdown };
}

function keyHover({ key, row, offset }: Cursor): Hover | undefined {
  if (!key || !row || offset < key.start || key.end < offset) return undefined;
  const markdown = describedKey(key.name, row);
  return markdown === undefined ? undefined : { start: key.start, end: key.end, markdown };
}
