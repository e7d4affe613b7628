import {
  type Expressions,
  type Name,
  namesIn,
  type StepReference,
  stepsIn,
  written,
} from '../../language/expressions.js';
import { isGlob } from '../../language/glob.js';
import { outputSplits } from '../../language/output-reference.js';
import { placeholders } from '../../language/placeholder.js';
import { parseWaitsFor } from '../../language/waits-for.js';
import type { Extent } from '../syntax/tree.js';
import type { NameKind, Site } from './sites.js';

/** A name in a text; offsets are of the text. */
export interface NameInText extends Extent {
  readonly name: string;
  readonly kind: NameKind;
  readonly isTentative: boolean;
}

/** The names that the text of a site holds by itself, placeholders aside; undefined where it cannot be read: a pattern, a mistake. */
export function namesInText(
  text: string,
  { form, kind }: Site,
  expressions: Expressions,
): NameInText[] | undefined {
  const part = (start: number, end: number): NameInText[] => [
    { start, end, name: text.slice(start, end), kind, isTentative: false },
  ];
  switch (form) {
    case 'name': {
      // `tier:name` names a formula in one tier.
      const colon = kind === 'formula' ? text.indexOf(':') : -1;
      return part(colon + 1, text.length);
    }
    case 'glob':
      return isGlob(text) ? undefined : part(0, text.length);
    case 'waits-for': {
      const id = parseWaitsFor(text)?.of;
      const start = id === undefined ? -1 : text.indexOf(id, text.indexOf('('));
      return id === undefined ? [] : part(start, start + id.length);
    }
    case 'cooked':
    case 'running': {
      const parsed = expressions.condition(text, form);
      if (!parsed.ok) return undefined;
      return [
        ...stepsIn(parsed.condition).map((each) => step(each, text)),
        ...named(namesIn(parsed.condition)),
      ];
    }
    case 'range': {
      const parsed = expressions.range(text);
      return parsed.ok ? named(namesIn(parsed.range)) : undefined;
    }
    case 'template':
      return templateNames(text);
  }
}

/** The extent may be that of the whole question: `step(impl).status`. */
function step({ parts, start: from }: StepReference, text: string): NameInText {
  const name = parts.map((part) => (typeof part === 'string' ? part : written(part))).join('');
  const start = Math.max(text.indexOf(name, from), from);
  return { start, end: start + name.length, name, kind: 'step', isTentative: false };
}

/** Behind how many characters the name stands. */
const MARKS = { var: 2, brace: 1, bare: 0 } as const;

const named = (found: readonly Name[]): NameInText[] =>
  found.map(({ form, name, start }) => ({
    start: start + MARKS[form],
    end: start + MARKS[form] + name.length,
    name,
    kind: form === 'brace' ? 'bound' : 'variable',
    isTentative: form !== 'var',
  }));

/** The names that placeholders stand for: `{{name}}`, `{name}`, `{{steps.ID.output}}`. */
export function placeholderNames(text: string): NameInText[] {
  return placeholders(text).flatMap(({ form, name, start }): NameInText[] => {
    if (form === 'output') return outputName(name, start + 2);
    const from = start + (form === 'variable' ? 2 : 1);
    // `{target.title}` is a field of what is bound.
    const [whole = ''] = name.split('.');
    const isBound = form === 'bound';
    return [
      {
        start: from,
        end: from + whole.length,
        name: whole,
        kind: isBound ? 'bound' : 'variable',
        isTentative: isBound,
      },
    ];
  });
}

function outputName(inner: string, at: number): NameInText[] {
  const before = /^\s*(?:steps\.)?/.exec(inner)?.[0].length ?? 0;
  const [split] = outputSplits(inner.slice(before).trimEnd());
  if (!split) return [];
  const start = at + before;
  return [{ start, end: start + split.id.length, name: split.id, kind: 'step', isTentative: false }];
}

const ACTION = /\{\{[^{}]{0,1000}\}\}/g;
/** Variables also go by `.inputs.name`. */
const FIELD = /(?<![\w.)])\.(?:inputs\.)?([A-Za-z_]\w*)/g;

/** The first names of fields in a template of Go, `{{.name}}`: variables, where there are such. */
export function templateNames(text: string): NameInText[] {
  const found: NameInText[] = [];
  for (const action of text.matchAll(ACTION))
    for (const field of action[0].matchAll(FIELD)) {
      const name = field[1] as string;
      const start = action.index + field.index + field[0].length - name.length;
      found.push({ start, end: start + name.length, name, kind: 'variable', isTentative: true });
    }
  return found;
}
