import type * as made from './generated/protomolecule.js';

// What `gt cook` makes of a formula. The types come from schema/, like schemas/protomolecule.schema.json;
// what each field means is said there. A protomolecule is pure data in a canonical order, so that the same
// sources and values give the same bytes.

/** With everything in it read-only: a protomolecule is never changed. */
type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

export type Protomolecule = Frozen<made.Protomolecule>;
export type VariableDeclaration = Frozen<made.VariableDeclaration>;
export type ProtoStep = Frozen<made.ProtoStep>;
export type ProtoInput = Frozen<made.ProtoInput>;
export type ProtoGate = Frozen<made.ProtoGate>;
export type ProtoFanOut = Frozen<made.ProtoFanOut>;
export type ProtoHook = Frozen<made.ProtoHook>;
export type ProtoBond = Frozen<made.ProtoBond>;
export type ProtoOrigin = Frozen<made.ProtoOrigin>;
export type ProtoRegion = Frozen<made.ProtoRegion>;
export type ProtoBarrier = Frozen<made.ProtoBarrier>;
export type BondPoint = Frozen<made.BondPoint>;

/** A place in a source: `file` is `tier:name`, never a path. */
export type ProtoPlace = Pick<ProtoOrigin, 'file' | 'line' | 'column'>;

/** Texts of a leg or a synthesis that may be templates. */
export type TemplateField = NonNullable<ProtoStep['templates']>[number];

export type Scalar = string | number | boolean;
