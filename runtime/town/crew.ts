import { renameSync } from 'node:fs';
import { fail } from '../failure/failure.js';
import { FileFailure, reasonOf, standsAt } from '../formulas/file-failure.js';
import { makeFolder } from './folder.js';
import { gitText, type Probe } from './git.js';
import { pathInside } from './inside.js';
import { NETWORK_WAIT, withLock } from './lock.js';
import { checkName } from './name.js';
import { fetchInto, originOf } from './repository.js';
import { findRig } from './rig.js';
import type { Town } from './town.js';

/** Where a person works on a rig: a clone of their own. */
export interface Crew {
  readonly rig: string;
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly isNew: boolean;
}

/**
 * Give a person a clone of a rig's repository, in `<rig>/crew/<name>`. It is made beside and moved there when all of it
 * is there, so that one that a crash has left half made is completed by doing the same again; one that is there stays as
 * it is. Rejects with GT8704, GT8706, GT8707, GT8709, and GT8710 when something else is in that place.
 */
export async function addCrew(
  town: Town,
  rigName: string,
  name: string,
  probe: Probe = () => {},
): Promise<Crew> {
  const rig = findRig(town, rigName);
  const path = pathInside(town.root, rig.name, 'crew', checkName('a person', name));
  const crew = { rig: rig.name, name, path };
  const add = async (): Promise<Crew> => {
    if (standsAt(path)) {
      const origin = standsAt(`${path}/.git`) ? await originOf(path) : undefined;
      if (origin === rig.url) return { ...crew, isNew: false };
      return fail('GT8710', { path, reason: `it is no clone of ${JSON.stringify(rig.url)}` });
    }
    const part = pathInside(town.root, rig.name, 'crew', `.${name}.part`);
    makeFolder(part);
    probe('folder');
    await fetchInto(part, rig.url, { bare: false });
    probe('fetched');
    // Nobody works in a part: what a crash has left half checked out is checked out again.
    const checkout = ['checkout', '--quiet', '--force', '-B', rig.default_branch];
    const branch = `refs/remotes/origin/${rig.default_branch}`;
    await gitText(part, [...checkout, '--track', branch], `check out ${JSON.stringify(rig.default_branch)}`);
    probe('checked out');
    move(part, path);
    return { ...crew, isNew: true };
  };
  return withLock(`${rig.repo}/gt-crew.lock`, add, NETWORK_WAIT);
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    throw new FileFailure('write', to, reasonOf(error));
  }
}
