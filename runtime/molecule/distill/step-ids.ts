/** Longer ids say no more, and stand in the way where they are typed. */
const MAX_LENGTH = 40;

/** `Write the API (v2)` as `write-the-api-v2`: what an id of the language may be; empty where nothing is left. */
export function slug(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  let text = '';
  for (const word of words ?? []) {
    const longer = text === '' ? word.slice(0, MAX_LENGTH) : `${text}-${word}`;
    if (longer.length > MAX_LENGTH) break;
    text = longer;
  }
  // Loops give such names to their iterations (spec: ID-3).
  return /^(?:iter|item)\d+$/.test(text) ? `step-${text}` : text;
}

/** Ids that nobody else has: of titles that come to the same, the later ones are numbered. */
export class StepIds {
  readonly #taken: Set<string>;

  /** `taken`: ids that are there already. */
  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken);
  }

  of(title: string): string {
    const wanted = slug(title) || 'step';
    let id = wanted;
    for (let number = 2; this.#taken.has(id); number++) id = `${wanted}-${number}`;
    this.#taken.add(id);
    return id;
  }
}
