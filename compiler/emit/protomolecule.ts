/**
 * What `gt cook` makes of a formula: a checked graph of steps, frozen for its shape. Pure data in a
 * canonical order, so that the same sources and values give the same bytes. Its JSON schema is
 * schemas/protomolecule.schema.json.
 */
export interface Protomolecule {
  /** The version of this layout. */
  readonly format: 1;
  readonly name: string;
  readonly type: 'workflow' | 'expansion' | 'aspect' | 'convoy';
  readonly description?: string;
  readonly version?: number;
  /** `sha256:…` over all of this but name, origins and sources. */
  readonly fingerprint: string;
  /** The values that decided which steps there are; the steps hold for these values only. */
  readonly shape: Readonly<Record<string, Scalar>>;
  /** Values that were given when it was cooked. */
  readonly values?: Readonly<Record<string, Scalar>>;
  readonly vars: Readonly<Record<string, VariableDeclaration>>;
  readonly phase?: 'liquid' | 'vapor';
  readonly pour?: boolean;
  readonly review_only?: boolean;
  readonly squash?: object;
  readonly prompts?: object;
  readonly output?: object;
  readonly presets?: object;
  /** Of an aspect, which has no steps of its own. */
  readonly advice?: readonly object[];
  readonly pointcuts?: readonly object[];
  /** In topological order; of those that are free at once, as the author wrote them. */
  readonly steps: readonly ProtoStep[];
  /** Stand between many steps and many others; their ids may stand in `needs`. No work belongs to them. */
  readonly barriers: readonly { readonly id: string; readonly needs: readonly string[] }[];
  /** What has become of steps that were replaced. */
  readonly regions: readonly ProtoRegion[];
  readonly bond_points: readonly BondPoint[];
  /** Ids of steps by how soon they can start. */
  readonly waves: readonly (readonly string[])[];
  /** A longest chain of steps. */
  readonly critical_path: readonly string[];
  readonly sources: readonly { readonly id: string; readonly sha256: string }[];
}

export type Scalar = string | number | boolean;

export interface VariableDeclaration {
  readonly type: 'string' | 'int' | 'number' | 'bool';
  readonly description?: string;
  readonly default?: Scalar;
  readonly required?: true;
  readonly required_unless?: readonly string[];
  readonly enum?: readonly Scalar[];
  readonly pattern?: string;
  /** Filled in when the molecule is slung. */
  readonly from?: 'bead.id' | 'bead.title';
}

/** Fields that are absent were not written. `{{name}}` in texts is filled when the molecule is poured. */
export interface ProtoStep {
  readonly id: string;
  readonly title: string;
  readonly type: string;
  /** Ids of steps and barriers that come first. A step in a container also waits for the container's start. */
  readonly needs: readonly string[];
  /** The step that this one is inside of; that ends when all inside it have. */
  readonly container?: string;
  readonly description?: string;
  readonly focus?: string;
  readonly notes?: string;
  readonly acceptance?: string;
  readonly priority?: number;
  readonly labels?: readonly string[];
  readonly metadata?: object;
  readonly assignee?: string;
  readonly agent?: string;
  readonly interactive?: boolean;
  readonly parallel?: boolean;
  readonly review_only?: boolean;
  readonly waits_for?: { readonly mode: 'all' | 'any'; readonly of: string };
  /** All must open. */
  readonly gates?: readonly ProtoGate[];
  readonly retry?: object;
  readonly check?: object;
  readonly timeout?: string;
  readonly on_fail?: string;
  readonly run_if?: string;
  readonly output?: object;
  readonly origin: ProtoOrigin;
}

export interface ProtoGate {
  readonly type: string;
  readonly id?: string;
  readonly timeout?: string;
  readonly on_timeout?: string;
  readonly approvers?: readonly string[];
  readonly condition?: string;
}

/** A place in a source: `file` is `tier:name`, never a path. */
export interface ProtoPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface ProtoOrigin extends ProtoPlace {
  /** How the step came from there to here, innermost first. */
  readonly via?: readonly (Partial<ProtoPlace> & {
    readonly kind: 'inherited' | 'expanded' | 'woven' | 'iteration';
    readonly by: string;
    readonly iteration?: number;
  })[];
}

export interface ProtoRegion {
  readonly id: string;
  readonly kind: 'loop' | 'expansion';
  readonly title?: string;
  readonly description?: string;
  readonly entries: readonly string[];
  readonly exits: readonly string[];
}

export interface BondPoint {
  readonly id: string;
  readonly description?: string;
  readonly after?: readonly string[];
  readonly before?: readonly string[];
  readonly parallel?: boolean;
}
