import type { Protomolecule } from '../../emit/protomolecule.js';
import { code, prose } from './markdown.js';

/** A variable as it was cooked, and how often it is named. */
export function describedVariable(
  name: string,
  protomolecule: Protomolecule | undefined,
  uses: readonly string[],
): string[] {
  const declared = protomolecule?.vars?.[name];
  const value = protomolecule?.values?.[name] ?? protomolecule?.shape?.[name];
  const facts = declared && [
    `Type ${code(declared.type)}`,
    ...(declared.required ? ['required'] : []),
    ...(declared.default !== undefined ? [`default ${code(JSON.stringify(declared.default))}`] : []),
    ...(value !== undefined ? [`now ${code(JSON.stringify(value))}`] : []),
    ...(declared.enum ? [`one of ${declared.enum.map((each) => code(String(each))).join(', ')}`] : []),
    ...(declared.pattern !== undefined ? [`matches ${code(declared.pattern)}`] : []),
  ];
  const places = uses.slice(0, 8).join(', ');
  return [
    ...(declared?.description === undefined ? [] : [prose(declared.description)]),
    ...(facts ? [`${facts.join(', ')}.`] : []),
    uses.length === 0
      ? 'Nothing uses it.'
      : `Used in ${places}${uses.length > 8 ? `, and ${uses.length - 8} more` : ''}.`,
  ];
}
