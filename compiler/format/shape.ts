import { formulaSchema } from '../check/schema/formula.js';
import type { Schema } from '../check/schema/keyword.js';

/**
 * What the schema of formulas says of a place in a document, as far as layout goes: the order of a table's keys,
 * and what stands behind each. Read from the schema itself, so that new keys come along.
 */
export class Shape {
  private constructor(private readonly schema: Schema) {}

  static readonly formula = new Shape(formulaSchema);

  /** A table whose keys are all known, so that their order means nothing; else the author's order is kept. */
  get isKnown(): boolean {
    return this.schema['properties'] !== undefined;
  }

  /** The keys that the schema has, in its order. */
  get keys(): readonly string[] {
    return Object.keys((this.schema['properties'] ?? {}) as object);
  }

  /** What stands behind `key` of a table. */
  below(key: string): Shape {
    const { properties, additionalProperties } = this.schema as {
      properties?: Readonly<Record<string, Schema>>;
      additionalProperties?: Schema | boolean;
    };
    const own = properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
    return Shape.#of(own ?? (typeof additionalProperties === 'object' ? additionalProperties : {}));
  }

  /** What the elements of an array are. */
  get items(): Shape {
    const { items, then } = this.schema as { items?: Schema; then?: { items?: Schema } };
    return Shape.#of(items ?? then?.items ?? {});
  }

  /** What it is where an array of it may be written as its only element. */
  get single(): Shape {
    const { else: otherwise } = this.schema as { else?: Schema };
    return otherwise ? Shape.#of(otherwise) : this;
  }

  static #of(schema: Schema): Shape {
    const { $ref } = schema as { $ref?: string };
    if ($ref === undefined) return new Shape(schema);
    const definitions = formulaSchema['definitions'] as Readonly<Record<string, Schema>>;
    return Shape.#of(definitions[$ref.slice($ref.lastIndexOf('/') + 1)] ?? {});
  }
}
