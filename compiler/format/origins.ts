import type { Formula } from '../check/generated/formula.js';
import type { LoadedFormula } from '../check/load.js';
import type { Protomolecule, ProtoOrigin, ProtoStep } from '../emit/protomolecule.js';
import type { Source } from '../read/source.js';
import type { SpanIndex, Table, Value } from '../read/spans.js';
import type { Mark } from './write-toml.js';

/** Where the tables of a written formula, and the keys in them, come from. */
export interface Origins {
  of(table: Table, key: string | undefined): ProtoOrigin | undefined;
}

/** The origins of a plain formula: of its steps, as they were cooked, and of its header as `doc` has it. */
export class PlainOrigins implements Origins {
  constructor(
    private readonly root: Table,
    private readonly steps: ReadonlyMap<Table, ProtoStep>,
    private readonly doc: Formula,
    private readonly spans: SpanIndex,
  ) {}

  of(table: Table, key: string | undefined): ProtoOrigin | undefined {
    const step = this.steps.get(table);
    if (step) return step.origin;
    if (table === this.root && key !== undefined) return keyOrigin(this.doc, key, this.spans);
    for (const list of ['vars', 'inputs'] as const) {
      const declared = this.doc[list];
      const written = this.root['vars'] === table || this.root['inputs'] === table;
      if (declared && written && key !== undefined && declared[key] !== undefined)
        return keyOrigin(declared, key, this.spans);
    }
    return undefined;
  }
}

/** The origins of a formula of which every table is a copy of an author's. */
export class InheritedOrigins implements Origins {
  readonly #chains = new Map<string, ProtoOrigin['via']>();

  /** `protomolecule`: knows how its steps were inherited. */
  constructor(
    private readonly originals: ReadonlyMap<Table, object>,
    private readonly spans: SpanIndex,
    { steps }: Protomolecule,
  ) {
    for (const { origin } of steps) {
      const chain = origin.via?.filter(({ kind }) => kind === 'inherited');
      if (chain && chain.length > 0) this.#chains.set(place(origin), chain);
    }
  }

  of(table: Table, key: string | undefined): ProtoOrigin | undefined {
    const original = this.originals.get(table);
    if (!original) return undefined;
    const origin =
      key === undefined ? tableOrigin(original, this.spans) : keyOrigin(original, key, this.spans);
    const chain = origin && this.#chains.get(place(origin));
    return chain ? { ...origin, via: chain } : origin;
  }
}

const place = ({ file, line, column }: ProtoOrigin): string => `${file}:${line}:${column}`;

function keyOrigin(table: object, key: string, spans: SpanIndex): ProtoOrigin | undefined {
  return originOf(spans.key(table, key));
}

function tableOrigin(table: object, spans: SpanIndex): ProtoOrigin | undefined {
  return originOf(spans.table(table));
}

function originOf(span: ReturnType<SpanIndex['table']>): ProtoOrigin | undefined {
  return span && { file: span.source.id, ...span.source.position(span.start) };
}

/** Some lines of what was written, and where they come from. */
export interface Mapping extends ProtoOrigin {
  /** From 1, both ends included. */
  readonly lines: readonly [first: number, last: number];
  /** What stands there, as a JSON pointer into the data. */
  readonly path: string;
  /** The id of the step that stands there, as it is written. */
  readonly step?: string;
}

/** Where every line of a written formula comes from; neighbouring lines of one step and origin are one mapping. */
export function mappings(root: Table, marks: readonly Mark[], origins: Origins): Mapping[] {
  const pointers = pointersOf(root);
  const found: Mapping[] = [];
  for (const { line, end, table, key } of marks) {
    const origin = origins.of(table, key);
    if (!origin) continue;
    const id = table['id'];
    const pointer = pointers.get(table) ?? '';
    const before = found.at(-1);
    const isSame =
      before?.path === pointer && before.lines[1] === line - 1 && place(before) === place(origin);
    if (isSame) found[found.length - 1] = { ...before, lines: [before.lines[0], end] };
    else {
      const path = key === undefined ? pointer : `${pointer}/${part(key)}`;
      found.push({ lines: [line, end], path, ...(typeof id === 'string' && { step: id }), ...origin });
    }
  }
  return found;
}

const part = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** The JSON pointer of every table. */
function pointersOf(root: Table): Map<Table, string> {
  const pointers = new Map<Table, string>();
  const visit = (value: Value, pointer: string): void => {
    if (typeof value !== 'object') return;
    if (!Array.isArray(value)) pointers.set(value, pointer);
    for (const [key, item] of Object.entries(value)) visit(item, `${pointer}/${part(key)}`);
  };
  visit(root, '');
  return pointers;
}

/** The files that a formula draws in, by the id of their sources, its own included. */
export function sourcesOf(root: LoadedFormula): ReadonlyMap<string, Source> {
  const formulas = new Set([root]);
  // Grows while it is gone through.
  for (const formula of formulas) for (const drawnIn of formula.references.values()) formulas.add(drawnIn);
  return new Map([...formulas].map(({ source }) => [source.id, source]));
}
