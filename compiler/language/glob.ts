/** One element of a glob: a literal character, `?`, `*`, or the set of a `[…]`. */
type Element =
  | { readonly kind: 'one'; readonly accepts: (character: string) => boolean }
  | { readonly kind: 'run' };

/** Whether a word is a pattern rather than the id of one step. */
export const isGlob = (pattern: string): boolean => /[*?[]/.test(pattern);

/**
 * A test of ids against a glob: `*` any run of characters, `?` one, `[abc]` `[a-z]` `[!a]` one of a
 * set. Time is at most pattern times id: formulas come from other people, and regular expressions
 * made of globs can hang (picomatch 4.0.7 does on `*a` written twelve times).
 */
export function globMatcher(pattern: string): (id: string) => boolean {
  const elements = parseGlob(pattern);
  return (id) => {
    const text = [...id];
    let at = 0;
    let element = 0;
    // Where the last `*` stood and how much it has taken: on a mismatch only that one gives more, for
    // an earlier one taking more could never help.
    let run = -1;
    let taken = 0;
    while (at < text.length) {
      const next = elements[element];
      if (next?.kind === 'run') {
        run = element++;
        taken = at;
      } else if (next?.accepts(text[at] as string)) {
        element++;
        at++;
      } else if (run >= 0) {
        element = run + 1;
        at = ++taken;
      } else return false;
    }
    while (elements[element]?.kind === 'run') element++;
    return element === elements.length;
  };
}

function parseGlob(pattern: string): Element[] {
  const elements: Element[] = [];
  const text = [...pattern];
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    const close = character === '[' ? text.indexOf(']', at + (text[at + 1] === '!' ? 3 : 2)) : -1;
    if (character === '*') elements.push({ kind: 'run' });
    else if (character === '?') elements.push({ kind: 'one', accepts: () => true });
    else if (close !== -1) {
      elements.push({ kind: 'one', accepts: characterSet(text.slice(at + 1, close)) });
      at = close;
    } else elements.push({ kind: 'one', accepts: (other) => other === character });
  }
  return elements;
}

function characterSet(members: readonly string[]): (character: string) => boolean {
  const negated = members[0] === '!';
  const ranges: [string, string][] = [];
  for (let at = negated ? 1 : 0; at < members.length; at++) {
    const from = members[at] as string;
    const to = members[at + 2];
    if (members[at + 1] === '-' && to !== undefined) {
      ranges.push([from, to]);
      at += 2;
    } else ranges.push([from, from]);
  }
  return (character) => ranges.some(([from, to]) => from <= character && character <= to) !== negated;
}
