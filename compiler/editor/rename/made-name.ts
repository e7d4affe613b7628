const PLACEHOLDER = /(\{\{?[^{}]*\}\}?)/;

/** The placeholders of an id, in order. */
const placeholdersIn = (id: string): string[] => id.split(PLACEHOLDER).filter((_, place) => place % 2 === 1);

/** An id with its placeholders stood in for by a word: what is left must be right for an id. */
export const withoutPlaceholders = (id: string): string =>
  id
    .split(PLACEHOLDER)
    .map((part, place) => (place % 2 === 1 ? 'x' : part))
    .join('');

/** Why `to` cannot take the place of the id `from`: what it is called elsewhere hangs on its placeholders. */
export function otherPlaceholders(from: string, to: string): string | undefined {
  const [before, after] = [placeholdersIn(from), placeholdersIn(to)];
  if (before.join('\0') === after.join('\0')) return undefined;
  return `${JSON.stringify(to)} has to have the placeholders of ${JSON.stringify(from)} in their order: what it is called elsewhere hangs on them`;
}

/** What an id that was made of `from` is once that is called `to`; undefined where it was made of something else. */
export function madeName(id: string, from: string, to: string): string | undefined {
  const pattern = from
    .split(PLACEHOLDER)
    .map((part, place) => (place % 2 === 1 ? '(.+?)' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  // Before it stand loops and iterations.
  const match = new RegExp(`^((?:.*\\.)?)${pattern}$`).exec(id);
  if (!match) return undefined;
  let place = 1;
  return (
    match[1] +
    to
      .split(PLACEHOLDER)
      .map((part, at) => (at % 2 === 1 ? (match[++place] ?? '') : part))
      .join('')
  );
}
