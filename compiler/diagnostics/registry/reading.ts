import { alternatives, define, didYouMean, quote } from '../define.js';

/** GT1xxx: finding and reading files. */
export const reading = {
  GT1001: define<{ name: string; near: readonly string[]; searched: readonly string[] }>({
    severity: 'error',
    name: 'unknown-formula',
    message: ({ name }) => `no formula is named ${quote(name)}`,
    help: ({ near, searched }) =>
      didYouMean(near) ?? `searched ${searched.join(', ')}; "gt formula list" shows what is there`,
  }),
  GT1002: define<{ path: string; reason: string; near?: readonly string[] | undefined }>({
    severity: 'error',
    name: 'unreadable-file',
    message: ({ path, reason }) => `cannot read ${quote(path)}: ${reason}`,
    help: ({ near }) => near && didYouMean(near),
  }),
  GT1003: define<{ reason: string }>({
    severity: 'error',
    name: 'not-utf8',
    message: ({ reason }) => `the file is not valid UTF-8: ${reason}`,
    help: () => 'a formula is a text file; save it as UTF-8',
  }),
  GT1004: define<{ reason: string; advice?: string | undefined }>({
    severity: 'error',
    name: 'bad-toml',
    message: ({ reason }) => `not valid TOML: ${reason}`,
    help: ({ advice }) => advice,
  }),
  GT1005: define<{ reason: string; advice?: string | undefined }>({
    severity: 'error',
    name: 'bad-json',
    message: ({ reason }) => `not valid JSON: ${reason}`,
    help: ({ advice }) => advice,
  }),
  GT1006: define<{ what: string; instead: string }>({
    severity: 'error',
    name: 'unsupported-value',
    message: ({ what }) => `${what} has no meaning in a formula`,
    help: ({ instead }) => instead,
  }),
  GT1007: define<{ key: string }>({
    severity: 'error',
    name: 'forbidden-key',
    message: ({ key }) => `the key ${quote(key)} is not allowed`,
    help: () => 'choose another name: this one has a special meaning in JavaScript objects',
  }),
  GT1008: define<{ bytes: number; limit: number }>({
    severity: 'error',
    name: 'file-too-large',
    message: ({ bytes, limit }) => `the file has ${bytes} bytes; the limit is ${limit} (MAX_FILE_BYTES)`,
    help: () => 'keep data in a file of its own, and let a step name it',
  }),
  GT1009: define<{ name: string }>({
    severity: 'error',
    name: 'bad-formula-name',
    message: ({ name }) => `${quote(name)} cannot be a formula's name`,
    help: () => 'names are letters, digits, "-", "_" and ".", and never contain a path',
  }),
  GT1010: define<{ path: string }>({
    severity: 'error',
    name: 'outside-tier',
    message: ({ path }) => `${quote(path)} leads out of the folder it was found in`,
    help: () => 'formulas are read from inside their own folder only; copy the file instead of linking it',
  }),
  GT1011: define<{ path: string }>({
    severity: 'error',
    name: 'not-a-formula-file',
    message: ({ path }) => `${quote(path)} is not a formula file`,
    help: () =>
      'formula files are named NAME.formula.toml or NAME.formula.json, or NAME.toml in a folder "formulas"; elsewhere NAME.toml has to say formula = "NAME"',
  }),
  GT1012: define<{ tier: string; known: readonly string[] }>({
    severity: 'error',
    name: 'unknown-tier',
    message: ({ tier }) => `there is no tier ${quote(tier)}`,
    help: ({ known }) => `the tiers are ${alternatives(known)}`,
  }),
  GT1013: define<{ limit: number }>({
    severity: 'error',
    name: 'too-many-formulas',
    message: ({ limit }) => `the formula draws in more than ${limit} others (MAX_FORMULAS)`,
    help: () => 'join formulas that always stand together, or cook parts of the work by themselves',
  }),
  GT1014: define<{ limit: number }>({
    severity: 'error',
    name: 'nested-too-deep',
    message: ({ limit }) =>
      `more than ${limit} tables and arrays stand inside one another (MAX_VALUE_NESTING)`,
    help: () => 'no key of a formula needs that; keep data in a file of its own, and let a step name it',
  }),
  GT1015: define({
    severity: 'error',
    name: 'bare-carriage-return',
    message: () => 'a carriage return (CR) without a line feed (LF) behind it ends no line',
    help: () => 'save the file with LF or CRLF line ends',
  }),
  GT1016: define<{ path: string }>({
    severity: 'error',
    name: 'folder-for-formula',
    message: ({ path }) => `${quote(path)} is a folder, not a formula`,
    help: ({ path }) => `name one of the files in it; "gt cook --check ${path}" checks them all`,
  }),
  GT1017: define<{ path: string }>({
    severity: 'error',
    name: 'no-formulas',
    message: ({ path }) => `there are no formulas in ${quote(path)}`,
    help: () =>
      'formula files are named NAME.formula.toml or NAME.formula.json, or NAME.toml in a folder "formulas"',
  }),
  GT1018: define({
    severity: 'error',
    name: 'too-large-to-format',
    message: () => 'the file is too large to be formatted',
    help: () =>
      'the parser that knows of comments reads texts of up to 100000 characters, and as many lines and marks as MAX_STRICT_MARKS; split the file, or leave it as it is',
  }),
  GT1019: define<{ path: string; reason: string }>({
    severity: 'error',
    name: 'not-a-protomolecule',
    message: ({ path, reason }) => `${quote(path)} is no protomolecule: ${reason}`,
    help: () => 'make the file anew, with "gt cook FORMULA -o FILE"',
  }),
};
