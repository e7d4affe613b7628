import { readFileSync } from 'node:fs';

/** A JSON schema, as far as the formula schema uses it. */
interface Schema {
  readonly $ref?: string;
  readonly templated?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly else?: Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** A table or value of the schema: its name, such as `step.needs`, and what may stand there. */
export interface Place {
  readonly name: string;
  readonly schema: Schema;
}

const file = new URL('../schemas/formula.schema.json', import.meta.url);
const formula = JSON.parse(readFileSync(file, 'utf8')) as Schema;

export const ROOT: Place = { name: 'formula', schema: formula };

/** The keys of the grammar that `place` has. */
export const keysOf = (place: Place | undefined): ReadonlySet<string> =>
  new Set(Object.keys(place?.schema.properties ?? {}));

/** Where `key` of `place` leads; undefined inside data that is the author's own. */
export function below(place: Place | undefined, key: string): Place | undefined {
  if (!place) return undefined;
  const { properties = {}, additionalProperties, templated } = place.schema;
  const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (known) return resolved(`${place.name}.${key}`, known);
  if (typeof additionalProperties === 'object') return resolved(`${place.name}.*`, additionalProperties);
  return templated ? place : undefined;
}

/** Lists are seen through: what is said of one is said of each element. */
function resolved(name: string, schema: Schema): Place {
  if (schema.$ref) {
    const definition = schema.$ref.slice('#/definitions/'.length);
    return resolved(definition, formula.definitions?.[definition] as Schema);
  }
  const inner = schema.items ?? schema.else;
  return inner ? resolved(name, inner) : { name, schema };
}

/** Every property of the schema, under the name that `below` gives it. */
export function allProperties(): string[] {
  const found = new Set<string>();
  const visit = (place: Place): void => {
    for (const key of keysOf(place)) {
      const property = `${place.name}.${key}`;
      if (found.has(property)) continue;
      found.add(property);
      visit(below(place, key) as Place);
    }
    const { additionalProperties } = place.schema;
    if (typeof additionalProperties === 'object') visit(resolved(`${place.name}.*`, additionalProperties));
  };
  visit(ROOT);
  return [...found];
}
