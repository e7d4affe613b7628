/**
 * Placeholders in text. `{{name}}` is a variable, `{name}` or `{target.title}` a name bound where the
 * text stands, `{{steps.ID.output.FIELD}}` the output of a step; everything else in braces is text for the worker: `{{.x}}`, `{{#if x}}`, `{{a.b}}`,
 * `@{u}`, `${HOME}`. `{{…}}` is recognised before `{…}`, and nothing nests.
 */
export interface Placeholder {
  readonly form: 'variable' | 'bound' | 'output';
  /** Of an output, all that is between the braces: perhaps not well formed, and `{name}` may stand in the id. */
  readonly name: string;
  /** Offsets into the text, braces included. */
  readonly start: number;
  readonly end: number;
  /**
   * Inside `{{#each}}…{{/each}}` or `{{range}}…{{end}}`, where a name may be a field of the item that
   * only the worker knows.
   */
  readonly perItem: boolean;
}

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const BOUND = /\{([A-Za-z_][A-Za-z0-9_.-]*)\}/y;
/** Longer than any name or block tag; keeps a stray `{{` from scanning the whole text. */
const MAX_TAG = 256;
/** Longer, since the id of a step may be; what begins like this is hardly a stray `{{`. */
const MAX_OUTPUT_TAG = 1024;
const OUTPUT_TAG = /^\s{0,8}steps\./;
const OUTPUT_WITHOUT_STEPS = /^[A-Za-z0-9_{][^\s]*\.output(?:\.|$)/;

/** The placeholders of `text`, in order. Linear in its length. */
export function placeholders(text: string): Placeholder[] {
  let at = text.indexOf('{');
  if (at === -1) return [];
  const found: Placeholder[] = [];
  const blocks: boolean[] = [];
  let items = 0;
  while (at !== -1) {
    if (text[at + 1] === '{') {
      // What follows a "$" is an expression of GitHub's workflows.
      const isOutput = text[at - 1] !== '$' && OUTPUT_TAG.test(text.slice(at + 2, at + 16));
      const rest = text.slice(at + 2, at + 2 + (isOutput ? MAX_OUTPUT_TAG : MAX_TAG));
      const close = rest.indexOf('}}');
      if (close === -1) {
        at = text.indexOf('{', at + 2);
        continue;
      }
      const inner = rest.slice(0, close);
      const nested = inner.indexOf('{{');
      if (nested !== -1 && !isOutput) {
        // Nothing nests: the first `{{` is a stray one, and the second may be a placeholder.
        at += 2 + nested;
        continue;
      }
      const end = at + 2 + close + 2;
      if (VARIABLE.test(inner) && inner !== 'else' && inner !== 'end') {
        found.push({ form: 'variable', name: inner, start: at, end, perItem: items > 0 });
      } else if (isOutput || (text[at - 1] !== '$' && OUTPUT_WITHOUT_STEPS.test(inner))) {
        found.push({ form: 'output', name: inner, start: at, end, perItem: items > 0 });
      } else {
        const block = blockTag(inner);
        if (block === 'each' || block === 'other') {
          blocks.push(block === 'each');
          if (block === 'each') items++;
        } else if (block === 'close' && blocks.pop()) items--;
      }
      at = text.indexOf('{', end);
      continue;
    }
    BOUND.lastIndex = at;
    const match = BOUND.exec(text);
    // `${name}` is the shell's.
    if (match && text[at - 1] !== '$') {
      found.push({
        form: 'bound',
        name: match[1] as string,
        start: at,
        end: BOUND.lastIndex,
        perItem: false,
      });
      at = text.indexOf('{', BOUND.lastIndex);
    } else {
      at = text.indexOf('{', at + 1);
    }
  }
  return found;
}

/** What a `{{…}}` that is no variable does to the nesting of blocks (Handlebars and Go templates). */
function blockTag(inner: string): 'each' | 'other' | 'close' | undefined {
  const tag = inner.replace(/^[-\s]+/, '').replace(/[-\s]+$/, '');
  if (tag === 'end' || tag.startsWith('/')) return 'close';
  if (/^(#each|range)\b/.test(tag)) return 'each';
  if (/^(#|if\b|with\b|block\b|define\b)/.test(tag)) return 'other';
  return undefined;
}
