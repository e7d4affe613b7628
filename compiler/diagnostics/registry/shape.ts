import { alternatives, define, didYouMean, quote } from '../define.js';

/** GT2xxx: keys and the types of their values. */
export const shape = {
  GT2001: define<{ key: string; where: string; near: readonly string[]; belongs: readonly string[] }>({
    severity: 'error',
    name: 'unknown-key',
    message: ({ key, where }) => `unknown key ${quote(key)} in ${where}`,
    help: ({ key, near, belongs }) => {
      const place =
        belongs.length > 0 ? `${quote(key)} has its place in ${belongs.slice(0, 4).join(', ')}` : undefined;
      return [didYouMean(near), place].filter(Boolean).join(' ') || undefined;
    },
  }),
  GT2002: define<{ key: string; expected: string; actual: string }>({
    severity: 'error',
    name: 'wrong-type',
    message: ({ key, expected, actual }) => `${quote(key)} must be ${expected}, not ${actual}`,
    help: ({ expected }) =>
      expected === 'a list' ? 'a list stands in brackets, also one of a single value: ["build"]' : undefined,
  }),
  GT2003: define<{ key: string; where: string }>({
    severity: 'error',
    name: 'missing-key',
    message: ({ key, where }) => `${where} has no ${quote(key)}`,
  }),
  GT2004: define<{ key: string; value: string; allowed: readonly string[]; near: readonly string[] }>({
    severity: 'error',
    name: 'unknown-value',
    message: ({ key, value }) => `${value} is not a value of ${quote(key)}`,
    help: ({ near, allowed }) =>
      [didYouMean(near), `it is one of ${alternatives(allowed, 20)}`].filter(Boolean).join(' '),
  }),
  GT2005: define<{ key: string; reason: string }>({
    severity: 'error',
    name: 'bad-value',
    message: ({ key, reason }) => `${quote(key)} ${reason}`,
  }),
  GT2006: define<{ name: string; file: string }>({
    severity: 'error',
    name: 'name-not-file-name',
    message: ({ name, file }) =>
      `the formula is named ${quote(name)}, but its file is named for ${quote(file)}`,
    help: () => 'formulas are found by their file name, so the two must agree',
  }),
  GT2007: define<{ key: string; type: string; belongs: readonly string[] }>({
    severity: 'error',
    name: 'key-of-other-type',
    message: ({ key, type }) => `${quote(key)} has no meaning in a formula of type ${quote(type)}`,
    help: ({ belongs }) =>
      `it belongs to the ${belongs.length > 1 ? 'types' : 'type'} ${alternatives(belongs)}`,
  }),
  GT2008: define<{ type: string; key: string }>({
    severity: 'error',
    name: 'empty-formula',
    message: ({ type, key }) => `a formula of type ${quote(type)} needs ${quote(key)}, and this one has none`,
    help: () =>
      'what a formula has makes its type: "steps" a workflow, "template" an expansion, "advice" an aspect, "legs" a convoy',
  }),
  GT2009: define<{ id: string; reason: string }>({
    severity: 'error',
    name: 'bad-id',
    message: ({ id, reason }) => `${quote(id)} cannot be an id: ${reason}`,
    help: () => 'ids are letters, digits, "_" and "-", in parts joined by "."',
  }),
  GT2010: define<{ where: string; one: string; other: string; reason: string }>({
    severity: 'error',
    name: 'keys-exclude-each-other',
    message: ({ where, one, other }) => `${where} has both ${quote(one)} and ${quote(other)}`,
    help: ({ reason }) => reason,
  }),
  GT2011: define<{ where: string; key: string; because: string }>({
    severity: 'error',
    name: 'key-needed',
    message: ({ where, key, because }) => `${where} needs ${quote(key)}: ${because}`,
  }),
  GT2012: define<{ where: string; key: string; because: string }>({
    severity: 'error',
    name: 'key-without-effect',
    message: ({ where, key, because }) => `${quote(key)} of ${where} would have no effect: ${because}`,
  }),
  GT2013: define<{ key: string; value: string }>({
    severity: 'error',
    name: 'bad-duration',
    message: ({ key, value }) => `${quote(key)} is ${quote(value)}, which is not a duration`,
    help: () => 'a duration is a number and a unit (s, m, h, d, w), such as "90s", "30m" or "1h30m"',
  }),
  GT2014: define<{ limit: number }>({
    severity: 'error',
    name: 'steps-too-deep',
    message: ({ limit }) => `steps stand in steps more than ${limit} deep (MAX_STEP_NESTING)`,
    help: () => 'a step need not stand in another to come after it: "needs" makes order',
  }),
  GT2020: define<{ key: string; where: string; system: string; instead: string }>({
    severity: 'error',
    name: 'key-of-other-system',
    message: ({ key, where, system }) =>
      `${quote(key)} in ${where} is a key of ${system} that this language does not have`,
    help: ({ instead }) => instead,
  }),
  GT2021: define<{ range: string; version: string }>({
    severity: 'error',
    name: 'other-compiler-version',
    message: ({ range, version }) =>
      `the formula requires version ${range} of the compiler, and this is ${version}`,
    help: () =>
      'install a version that it can be read by, or widen "requires" if the formula needs nothing newer',
  }),
};
