import type { Protomolecule } from '../../compiler/emit/protomolecule.js';
import { PRESET_IN_SHAPE } from '../../compiler/expand/preset.js';
import type { View } from '../ledger/contract.js';
import type { Part, StoredProtomolecule } from '../ledger/molecule.js';

/** A protomolecule that a molecule pins, and what it has made of it. */
export interface Pinned {
  readonly stored: StoredProtomolecule;
  /** In the order in which they came; of what a step attaches for each item of a list there may be thousands. */
  readonly parts: readonly Part[];
}

/** All that a molecule pins, what it was poured from first. */
export function pinnedBy(view: View, molecule: number): Pinned[] {
  const made = new Map<string, Part[]>();
  for (const part of view.partsOf(molecule)) {
    const list = made.get(part.fingerprint);
    if (list) list.push(part);
    else made.set(part.fingerprint, [part]);
  }
  return [...made].map(([fingerprint, parts]) => ({ stored: storedOf(view, fingerprint), parts }));
}

/** The ledger keeps what is pinned; that it has not is our bug or a damaged file. */
export function storedOf(view: View, fingerprint: string): StoredProtomolecule {
  const stored = view.protomolecule(fingerprint);
  if (!stored) throw new Error(`the protomolecule ${fingerprint} is pinned, and not in the ledger`);
  return stored;
}

/** What a protomolecule was cooked with: to cook its formula so again. */
export function cookedWith({ values = {}, shape }: Protomolecule): {
  readonly values: ReadonlyMap<string, string>;
  readonly preset: string | undefined;
} {
  const preset = shape[PRESET_IN_SHAPE];
  return {
    values: new Map(Object.entries(values).map(([name, value]) => [name, String(value)])),
    preset: preset === undefined ? undefined : String(preset),
  };
}
