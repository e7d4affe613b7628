import { isObject, type Json, type JsonObject } from './json.js';

/** Not of the language: the form of the file, what follows from the steps, and what follows from the sources. */
const LEFT_OUT: ReadonlySet<string> = new Set(['format', 'fingerprint', 'waves', 'critical_path', 'sources']);

/** Members in which ids stand for a set: they name what is waited for, in no order that matters. */
const SETS: ReadonlySet<string> = new Set(['needs', 'entries', 'exits', 'after', 'before']);

/** Where those sets stand: the texts of authors may have keys of the same names. */
const WITH_SETS: ReadonlySet<string> = new Set(['steps', 'barriers', 'regions', 'bond_points', 'hooks']);

/**
 * A protomolecule reduced to what the language promises, for comparison: members in `LEFT_OUT` go, as do empty
 * ones; sets of ids are sorted; barriers, whose ids are nobody's promise, are numbered in their order.
 */
export function promised(protomolecule: JsonObject): JsonObject {
  const barriers = new Map(
    list(protomolecule['barriers']).map((barrier, index) => [barrier['id'], `barrier-${index + 1}`]),
  );
  const settle = (item: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(item).map(([key, value]): [string, Json] => {
        if (key === 'id') return [key, barriers.get(value) ?? value];
        if (!SETS.has(key) || !Array.isArray(value)) return [key, value];
        return [key, value.map((id: Json) => barriers.get(id) ?? id).sort()];
      }),
    );
  const kept = Object.entries(protomolecule).filter(([key, value]) => !LEFT_OUT.has(key) && !isEmpty(value));
  return Object.fromEntries(
    kept.map(([key, value]) => {
      if (WITH_SETS.has(key)) return [key, list(value).map(settle)];
      return [key, key === 'bonds' && isObject(value) ? withoutFingerprints(value) : value];
    }),
  );
}

/** Of what is attached, `fingerprint` goes as it does at the top. */
const withoutFingerprints = (bonds: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(bonds).map(([name, bond]) => {
      if (!isObject(bond)) return [name, bond];
      const { fingerprint: _, ...rest } = bond;
      return [name, rest];
    }),
  );

const list = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

const isEmpty = (value: Json): boolean =>
  Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
