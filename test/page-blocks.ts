/** A fenced block of a page. */
export interface Block {
  readonly language: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly content: string;
  /** Where the content stands in the page, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/**
 * The fenced blocks of a page, or of a part of it that begins at `offset`, in order. Behind the language stand
 * attributes, written key="value". Throws an Error for one that is not in `attributes`.
 */
export function readBlocks(text: string, attributes: ReadonlySet<string>, offset = 0): Block[] {
  return [...text.matchAll(/^```(\w+)(.*)\n([\s\S]*?)^```$/gm)].map((match): Block => {
    const [, language = '', info = '', content = ''] = match;
    const start = offset + match.index + `\`\`\`${language}${info}\n`.length;
    const end = start + content.length;
    return { language, attributes: readAttributes(info, attributes), content, start, end };
  });
}

function readAttributes(info: string, known: ReadonlySet<string>): Map<string, string> {
  const attributes = new Map<string, string>();
  const rest = info.replace(/ ([a-z-]+)="([^"]*)"/g, (_, key: string, value: string) => {
    if (!known.has(key)) throw new Error(`no attribute is called ${key}`);
    attributes.set(key, value);
    return '';
  });
  if (rest !== '') throw new Error(`attributes are written key="value", not${rest}`);
  return attributes;
}
