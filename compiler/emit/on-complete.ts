import type { Cooking } from '../expand/cooking.js';
import type { Step } from '../expand/region.js';
import { checkItems } from './attached-items.js';
import type { Bonds } from './bonds.js';
import type { ProtoFanOut } from './protomolecule.js';

/**
 * What is attached when a step has passed, one formula for each item. `owner`: the step that says it; `output`:
 * the JSON schema of what the step puts out, if it has one.
 */
export function emitOnComplete(
  owner: Step,
  output: object | undefined,
  bonds: Bonds,
  cooking: Cooking,
): ProtoFanOut | undefined {
  const { on_complete: fanOut } = owner.table;
  if (!fanOut) return undefined;
  const { for_each, bond, sequential, parallel } = fanOut;
  const vars = bonds.add({
    name: bond,
    rule: fanOut,
    key: 'bond',
    vars: fanOut.vars,
    from: owner.from,
    scope: owner.scope,
    step: owner,
    isPerItem: true,
  });
  checkItems(owner, fanOut, output, cooking);
  const isSequential = sequential === true || parallel === false;
  return { for_each, bond, mode: isSequential ? 'sequential' : 'parallel', ...(vars && { vars }) };
}
