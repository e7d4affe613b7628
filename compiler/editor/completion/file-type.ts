import type { NamedFile } from '../names/name-index.js';

/** The type of a formula by what its text says, as far as that can be told without reading it (spec: TYPE-1). */
export function fileType({ text }: NamedFile): string | undefined {
  const said = /^[ \t]*"?type"?[ \t]*[=:][ \t]*["'](workflow|expansion|aspect|convoy)["']/m.exec(text)?.[1];
  if (said !== undefined) return said;
  if (/^\[\[legs\]\]|^\[\[aspects\]\]/m.test(text)) return 'convoy';
  if (/^\[\[template\]\]/m.test(text)) return 'expansion';
  if (/^\[\[steps\]\]/m.test(text)) return 'workflow';
  return /^\[\[advice\]\]/m.test(text) ? 'aspect' : undefined;
}
