import { visible } from '../visible.js';

/** Code points that no XML document may contain, escaped or not, besides the controls that `visible` shows. */
const NONCHARACTERS = /[\ufffe\uffff]/g;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** `text` as the content of an element or of an attribute in quotes. */
export function xml(text: string): string {
  return visible(text)
    .replace(NONCHARACTERS, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}
