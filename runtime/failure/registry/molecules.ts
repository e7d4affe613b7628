import { quote, refused } from '../define.js';

const count = (many: number): string => (many === 1 ? '1 step is' : `${many} steps are`);

/** GT82xx: molecules, wisps and what is done with them. */
export const molecules = {
  GT8201: refused<{ id: string }>(
    ({ id }) => `${quote(id)} is no molecule`,
    () => '"bd mol list" shows the molecules that are there',
  ),
  GT8202: refused<{ name: string; phase: 'liquid' | 'vapor' }>(
    ({ name, phase }) =>
      `the formula ${quote(name)} is meant to be a ${phase === 'vapor' ? 'wisp' : 'molecule'}`,
    ({ name, phase }) => `write "gt ${phase === 'vapor' ? 'wisp' : 'pour'} ${name}"`,
  ),
  GT8203: refused<{ name: string }>(
    ({ name }) => `${quote(name)} is an aspect, which has no steps of its own`,
    () => 'name it in "aspects" of a formula that is poured',
  ),
  GT8204: refused<{ id: string; point: string; points: readonly string[] }>(
    ({ id, point }) => `${quote(id)} has no bond point ${quote(point)}`,
    ({ points }) =>
      points.length > 0
        ? `it has ${points.map(quote).join(', ')}`
        : 'its formula declares none; leave --at out',
  ),
  GT8205: refused<{ id: string; outcome: string }>(
    ({ id, outcome }) => `${quote(id)} has ended (${outcome}), and nothing can be bonded to it`,
  ),
  GT8206: refused<{ id: string; point: string; step: string }>(
    ({ id, point, step }) =>
      `nothing can come before ${quote(step)} any more at the bond point ${quote(point)} of ${quote(id)}: it has begun`,
  ),
  GT8207: refused<{ name: string; molecule: string }>(
    ({ name, molecule }) => `${quote(molecule)} has something that is called ${quote(name)} already`,
    () => 'give what is bonded another name with --ref',
  ),
  GT8220: refused<{ id: string; molecule: string }>(
    ({ id, molecule }) => `${quote(id)} is no molecule, but a step of ${quote(molecule)}`,
    ({ molecule }) => `name the molecule: ${molecule}`,
  ),
  GT8222: refused<{ id: string; open: number; named: readonly string[] }>(
    ({ id, open, named }) =>
      open === 0
        ? `${quote(id)} cannot be squashed: it has not ended`
        : `${quote(id)} cannot be squashed: ${count(open)} open${named.length > 0 ? `, such as ${named.join(', ')}` : ''}`,
    ({ id }) => `"gt mol current ${id}" shows what is to be done in it`,
  ),
  GT8223: refused<{ id: string; verb: string; step: string; worker: string | null; others: number }>(
    ({ id, verb, step, worker, others }) =>
      `${quote(id)} cannot be ${verb}ed: ${quote(worker ?? 'somebody')} works on ${quote(step)}${others > 0 ? `, and others on ${others} more` : ''}`,
    ({ step }) => `wait until it is done; "gt why ${step}" tells more`,
  ),
  GT8224: refused<{ id: string; is: 'a digest' | 'a molecule' }>(
    ({ id, is }) => `${quote(id)} is ${is}, and only wisps are burned`,
    ({ id, is }) =>
      is === 'a digest'
        ? `it is the record of what was done; "gt mol show ${id}" shows it`
        : `"gt squash ${id}" makes a digest of it`,
  ),
  GT8232: refused<{ name: string; reason: string }>(
    ({ name, reason }) => `${quote(name)} cannot be distilled: ${reason}`,
    () => '"gt mol drift ID" shows what has become of its formulas',
  ),
  GT8233: refused<{ id: string; formula: string }>(
    ({ id, formula }) => `${quote(id)} is a digest: the steps that ${quote(formula)} had in it are gone`,
    ({ formula }) => `"gt formula show ${formula}" shows the formula, if it is still there`,
  ),
  GT8234: refused<{ id: string }>(
    ({ id }) => `${quote(id)} has nothing in it that could become steps`,
    () => 'name a molecule, or a bead that others are children of',
  ),
  GT8235: refused<{ name: string }>(
    ({ name }) => `${quote(name)} cannot be the name of a formula`,
    () => 'a name has letters, digits, -, _ and . and begins with none of the last; give one behind the id',
  ),
  GT8236: refused<{ name: string; reason: string }>(
    ({ name, reason }) => `${quote(name)} cannot be distilled: ${reason}`,
  ),
  GT8231: refused<{ name: string; reason: string }>(
    ({ name, reason }) => `${quote(name)} cannot become a variable: ${reason}`,
    () => 'write --var NAME=TEXT with a text as it stands in a title, a description or another text',
  ),
  GT8208: refused<{ name: string; reason: string }>(
    ({ name, reason }) => `${quote(name)}, which a hook attaches, does not cook: ${reason}`,
  ),
  GT8209: refused<{ name: string }>(
    ({ name }) => `${quote(name)} cannot be the name of what is bonded`,
    () => 'use letters, digits, "-", "_" and "."',
  ),
};
