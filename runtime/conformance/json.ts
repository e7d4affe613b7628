export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Columns that a value may fill before it is broken over lines. */
const WIDTH = 110;

/**
 * JSON as the files of the suite have it, to be read by people: two spaces a level, and on one line what fits
 * there. Members keep their order. Ends with a line end.
 */
export const toText = (value: Json): string => `${print(value, '', 0)}\n`;

/** `before`: what stands on the line ahead of the value, the indentation not counted. */
function print(value: Json, indent: string, before: number): string {
  const line = onOneLine(value);
  if (indent.length + before + line.length < WIDTH || typeof value !== 'object' || value === null)
    return line;
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return `[\n${value.map((each) => inner + print(each, inner, 0)).join(',\n')}\n${indent}]`;
  const members = Object.entries(value).map(([key, member]) => {
    const name = `${JSON.stringify(key)}: `;
    return inner + name + print(member, inner, name.length);
  });
  return `{\n${members.join(',\n')}\n${indent}}`;
}

function onOneLine(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}: ${onOneLine(member)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
