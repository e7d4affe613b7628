import type { Argument, Option } from 'commander';

/** What stands in a place of a command line, as far as it can be completed. */
export type Kind =
  | 'formula'
  | 'bead'
  | 'work'
  | 'rig'
  | 'agent'
  | 'polecat'
  | 'convoy'
  | 'variable'
  | 'type'
  | 'status'
  | 'priority'
  | 'command'
  | 'rule'
  | 'phase'
  | 'file'
  | 'folder'
  /** Words of one's own. */
  | 'free';

/** Arguments by the names that declarations give them. */
const ARGUMENTS: Readonly<Record<string, Kind>> = {
  formula: 'formula',
  formulas: 'formula',
  a: 'formula',
  b: 'formula',
  id: 'bead',
  ids: 'bead',
  bead: 'bead',
  molecule: 'bead',
  on: 'bead',
  what: 'work',
  rig: 'rig',
  convoy: 'convoy',
  whose: 'polecat',
  whom: 'polecat',
  command: 'command',
  file: 'file',
  files: 'file',
  path: 'file',
  paths: 'file',
  folder: 'folder',
  repo: 'folder',
};

/** Options by their long names, where the name of the value does not tell. */
const OPTIONS: Readonly<Record<string, Kind>> = {
  '--agent': 'agent',
  '--rig': 'rig',
  '--convoy': 'convoy',
  '--for': 'polecat',
  '--var': 'variable',
  '--rule': 'rule',
  '--emit': 'phase',
  '--type': 'type',
  '--exclude-type': 'type',
  '--status': 'status',
  '--priority': 'priority',
  '--parent': 'bead',
  '--mol': 'bead',
  '--on': 'bead',
  '--deps': 'bead',
  '--ledger': 'folder',
};

/** Options by the name of their value. */
const VALUES: Readonly<Record<string, Kind>> = {
  file: 'file',
  dir: 'folder',
  folder: 'folder',
  path: 'file',
  id: 'bead',
  ids: 'bead',
  bead: 'bead',
  molecule: 'bead',
  convoy: 'convoy',
  rig: 'rig',
};

/** Words that are to be chosen from, or what kind of value it is. */
export type Values = { readonly words: readonly string[] } | { readonly kind: Kind };

export function valuesOfArgument(argument: Argument): Values {
  if (argument.argChoices) return { words: argument.argChoices };
  return { kind: ARGUMENTS[argument.name()] ?? 'free' };
}

export function valuesOfOption(option: Option): Values {
  if (option.argChoices) return { words: option.argChoices };
  const value = /[<[]([\w-]+)/.exec(option.flags)?.[1] ?? '';
  return { kind: OPTIONS[option.long ?? ''] ?? VALUES[value] ?? 'free' };
}
