/**
 * Every word one slip away from `word`: at each place one letter that is another, is missing, is too many, or
 * has changed places with the next. The letters that are put in go through the alphabet with the place, so
 * that they are seldom the same.
 */
export function misspellings(word: string): string[] {
  const found = new Set<string>();
  for (let at = 0; at <= word.length; at++) {
    const before = word.slice(0, at);
    const letter = word.charAt(at);
    const after = word.slice(at + 1);
    found.add(before + other(letter, at) + letter + after);
    if (letter === '') continue;
    found.add(before + other(letter, at) + after);
    found.add(before + after);
    found.add(before + after.charAt(0) + letter + after.slice(1));
  }
  found.delete(word);
  found.delete('');
  return [...found];
}

function other(letter: string, at: number): string {
  const chosen = String.fromCharCode(97 + ((word(letter) + 7 + at) % 26));
  return chosen === letter ? 'q' : chosen;
}

const word = (letter: string): number => (letter === '' ? 0 : letter.charCodeAt(0));
