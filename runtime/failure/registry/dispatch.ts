import { environment, quote, refused } from '../define.js';

/** GT89xx: work that is given to workers. */
export const dispatch = {
  GT8901: refused<{ id: string; rig: string; agent: string; polecat: string }>(
    ({ id, rig, agent, polecat }) =>
      `${quote(id)} is worked on already by ${quote(polecat)} (rig ${quote(rig)}, agent ${quote(agent)})`,
    () => '"gt status" shows who works on what; give it to somebody else once that session has ended',
  ),
  GT8902: refused<{ id: string; reason: string }>(
    ({ id, reason }) => `${quote(id)} cannot be slung: ${reason}`,
    ({ id }) => `"gt why ${id}" tells more`,
  ),
  GT8903: refused<{ target: string; known: readonly string[] }>(
    ({ target, known }) =>
      `there is no rig or agent ${quote(target)}; the rigs are ${known.join(', ') || 'none'}`,
    () => '"gt rig list" shows the rigs, and "gt rig add NAME REPOSITORY" adds one',
  ),
  GT8904: refused<{ known: readonly string[] }>(
    ({ known }) => `which rig? there ${known.length === 0 ? 'is none' : `are ${known.join(', ')}`}`,
    () => 'name the rig behind what is slung',
  ),
  GT8905: refused<{ worker: string }>(
    ({ worker }) => `${quote(worker)} has nothing on its hook`,
    () => '"gt sling ID" gives work to a polecat; "gt status" shows who has what',
  ),
  GT8906: refused<{ id: string }>(
    ({ id }) => `${quote(id)} is on no hook`,
    ({ id }) => `"gt sling ${id}" gives it to a polecat`,
  ),
  GT8907: environment<{ pid: number | undefined; town: string }>(
    ({ pid, town }) =>
      `a dispatcher runs for ${quote(town)} already${pid === undefined ? '' : `, as process ${pid}`}`,
    () => '"gt status" shows what it does, and "gt shutdown" ends it',
  ),
  GT8908: refused<{ worker: string }>(
    ({ worker }) => `${quote(worker)} has claimed no step`,
    () => '"gt prime" claims the next step and shows it',
  ),
  GT8910: refused<{ id: string; reason: string }>(
    ({ id, reason }) => `the work on ${quote(id)} has not landed: ${reason}`,
    () => 'commit what belongs to it, and say "gt done" again',
  ),
  GT8911: refused<{ id: string }>(
    ({ id }) => `nobody has worked on ${quote(id)} yet`,
    () => '"gt status" shows who works on what',
  ),
  GT8912: environment<{ log: string }>(
    ({ log }) => `the dispatcher did not begin; what it said is in ${log}`,
    () => '"gt dispatch --once" says it here',
  ),
  GT8913: environment<{ town: string }>(
    ({ town }) => `a dispatcher runs for ${quote(town)}, and the system does not tell which process it is`,
    () => 'end it where it was begun: it ends with SIGTERM or Ctrl-C',
  ),
  GT8914: environment<{ pid: number }>(
    ({ pid }) => `the dispatcher (process ${pid}) has been told to end and has not ended yet`,
    () => 'wait; "gt status" shows whether it still runs',
  ),
  GT8915: refused<{ who: string }>(
    ({ who }) => `nobody is there who could be told: ${quote(who)}`,
    () => '"gt status" shows who is at work; people have a clone of a rig ("gt crew add")',
  ),
  GT8916: refused<{ id: string }>(
    ({ id }) => `no polecat has come to ${quote(id)} yet`,
    () => 'say it in a comment, which whoever comes can read; "gt status" shows who is at work',
  ),
  GT8917: refused<{ reason: string }>(
    ({ reason }) => `that cannot be told: ${reason}`,
    () => 'say in a few words what is to be known, or where it stands',
  ),
  GT8920: refused<{ name: string }>(
    ({ name }) => `the convoy ${quote(name)} would track nothing`,
    ({ name }) => `name what it is to track: gt convoy create ${quote(name)} ID…`,
  ),
  GT8921: refused<{ id: string }>(
    ({ id }) => `${quote(id)} is a convoy itself, and cannot be tracked`,
    ({ id }) => `track what it tracks; "gt convoy status ${id}" shows that`,
  ),
  GT8922: refused<{ id: string }>(
    ({ id }) => `${quote(id)} is no convoy`,
    () => '"gt convoy list --all" shows all that there are',
  ),
  GT8923: refused<{ name: string; ids: readonly string[] }>(
    ({ name, ids }) => `several open convoys are called ${quote(name)}: ${ids.join(', ')}`,
    () => 'name the one that is meant by its id',
  ),
  GT8924: refused<{ name: string; id: string }>(
    ({ name, id }) => `an open convoy is called ${quote(name)} already: ${id}`,
    ({ id }) => `add to it with "gt convoy add ${id} ID…", or choose another name`,
  ),
  GT8925: refused<{ id: string }>(
    ({ id }) => `nothing that ${quote(id)} tracks can be slung: all of it has closed`,
    ({ id }) => `"gt convoy status ${id}" shows it; "gt convoy add ${id} ID…" adds to it`,
  ),
  GT8926: refused<{ id: string }>(
    ({ id }) => `${quote(id)} is a convoy, and closes by itself when all that it tracks has`,
    ({ id }) => `"gt convoy status ${id}" shows what is open; "gt convoy close ${id}" gives it up`,
  ),
};
