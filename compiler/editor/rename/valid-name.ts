import { IDENTIFIER } from '../../check/schema/keyword.js';
import { isStepId } from '../../expand/cooking.js';
import { isFormulaName } from '../../read/resolve.js';
import type { NameKind } from '../names/sites.js';

/** What people call each kind of name. */
export const KIND_NAMES: Readonly<Record<NameKind, string>> = {
  step: 'step',
  variable: 'variable',
  formula: 'formula',
  'bond-point': 'bond point',
  bound: 'name of a loop',
};

/** What is wrong with a new name by itself; undefined when nothing is. */
export function wrongName(name: string, kind: NameKind): string | undefined {
  const quoted = JSON.stringify(name);
  switch (kind) {
    case 'formula':
      return isFormulaName(name)
        ? undefined
        : `${quoted} cannot name a formula: letters, digits, "-", "_" and "." can stand in it`;
    case 'variable':
    case 'bound':
      return new RegExp(IDENTIFIER).test(name)
        ? undefined
        : `${quoted} cannot name a variable: it begins with a letter or "_", and has letters, digits and "_"`;
    case 'step':
    case 'bond-point':
      return isStepId(name)
        ? undefined
        : `${quoted} cannot be the id of a ${KIND_NAMES[kind]}: letters, digits, "-" and "_" can stand in it, and dots between parts that begin with a letter, a digit or "_"`;
  }
}
