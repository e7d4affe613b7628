import { quote, refused } from '../define.js';

/** GT83xx: the life of a step. */
export const steps = {
  GT8301: refused<{ id: string; reason: string }>(
    ({ id, reason }) => `${quote(id)} cannot be claimed: ${reason}`,
    ({ id }) => `"gt why ${id}" tells more`,
  ),
  GT8302: refused<{ id: string; reason: string }>(
    ({ id, reason }) => `${quote(id)} cannot be closed: ${reason}`,
    ({ id }) => `"gt why ${id}" tells more`,
  ),
  GT8303: refused<{ id: string; attempt: number; current: number; state: string }>(
    ({ id, attempt, current, state }) =>
      `attempt ${attempt} of ${quote(id)} is over: ${current === attempt ? `it is ${state}` : `attempt ${current} has taken its place`}; what it reports is recorded and changes nothing`,
    () => 'stop working on it; "bd ready" shows what can be worked on',
  ),
  GT8304: refused<{ id: string; problems: readonly string[] }>(
    ({ id, problems }) => `the output of ${quote(id)} does not fit its schema: ${problems.join('; ')}`,
    ({ id }) => `mend the output and close it again; "bd show ${id}" shows the schema`,
  ),
  GT8305: refused<{ id: string; path: string; reason: string }>(
    ({ id, path, reason }) => `${quote(id)} attaches a formula for each item of ${path}, and ${reason}`,
    () => 'close it again with an output that has the list',
  ),
  GT8306: refused<{ id: string; state: string; verb: string }>(
    ({ id, state, verb }) => `${quote(id)} is ${state}, and cannot be ${verb}`,
  ),
  GT8307: refused<{ id: string; worker: string }>(
    ({ id, worker }) => `${quote(id)} is claimed by ${quote(worker)}`,
    () => 'wait until it is released or its lease has run out',
  ),
  GT8308: refused<{ id: string }>(
    ({ id }) => `${quote(id)} ends by itself when all in it have`,
    ({ id }) => `"bd show ${id}" shows what is in it`,
  ),
  GT8309: refused<{ from: string; to: string; reason: string }>(
    ({ from, to, reason }) => `${quote(from)} cannot wait for ${quote(to)}: ${reason}`,
  ),
  GT8310: refused<{ id: string; source: string; hash: string }>(
    ({ id, source, hash }) =>
      `${quote(id)} runs shell from ${quote(source)}, which nobody has trusted (sha256 ${hash})`,
    ({ source }) => `read it, then say "gt trust ${source}", or give --trust where you trust all of them`,
  ),
  GT8311: refused<{ source: string }>(
    ({ source }) => `no molecule has the source ${quote(source)}`,
    () => 'a source is named TIER:NAME, as "gt formula which NAME" shows it',
  ),
};
