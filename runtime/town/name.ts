import { fail } from '../failure/failure.js';

/** What rigs, polecats and people of a crew may be called. */
export const NAME = /^[A-Za-z0-9_][A-Za-z0-9_-]{0,63}$/;
export const NAME_IN_WORDS = 'a name: letters, digits, _ and -, not beginning with -';

/** Folders of a town that are no rigs, here or in Gas Town. */
const TAKEN: ReadonlySet<string> = new Set([
  'mayor',
  'deacon',
  'boot',
  'settings',
  'daemon',
  'events',
  'plugins',
  'directives',
  'formula-overlays',
  'logs',
]);

/** Whether a rig may have that name: whoever has it is told apart from the town's own folders on every disk. */
export const isRigName = (name: string): boolean => NAME.test(name) && !TAKEN.has(name.toLowerCase());

/** Throws GT8704 for what cannot be the name of a rig, a polecat or a person. */
export function checkName(what: 'a rig' | 'a polecat' | 'a person', name: string): string {
  const isFine = what === 'a rig' ? isRigName(name) : NAME.test(name);
  return isFine ? name : fail('GT8704', { what, name });
}
