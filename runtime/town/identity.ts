import { fail } from '../failure/failure.js';
import { isRigName, NAME } from './name.js';

/** Somebody in a town. */
export type Identity =
  | { readonly role: 'mayor' }
  | { readonly role: 'polecat' | 'crew'; readonly rig: string; readonly name: string };

const FOLDER = { polecat: 'polecats', crew: 'crew' } as const;

/** As everybody writes it: `mayor/`, `rig/polecats/name`, `rig/crew/name`. */
export function printIdentity(identity: Identity): string {
  if (identity.role === 'mayor') return 'mayor/';
  return `${identity.rig}/${FOLDER[identity.role]}/${identity.name}`;
}

/** Who is meant by such a text; `mayor` is the mayor too. Throws GT8708 for any other. */
export function parseIdentity(text: string): Identity {
  if (text === 'mayor/' || text === 'mayor') return { role: 'mayor' };
  const [rig = '', folder = '', name = '', ...more] = text.split('/');
  const role = folder === FOLDER.polecat ? 'polecat' : folder === FOLDER.crew ? 'crew' : undefined;
  if (role === undefined || more.length > 0 || !isRigName(rig) || !NAME.test(name))
    return fail('GT8708', { text });
  return { role, rig, name };
}
