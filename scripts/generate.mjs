// Makes from compiler/check/schema, compiler/emit/schema and runtime/config/schema.ts: the schema files, the compiled validators and the types.
// The validator is compiled here because ajv itself costs some 70 ms at start-up, its output 1 ms.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { compile } from 'json-schema-to-typescript';

const root = new URL('..', import.meta.url);
const at = (path) => new URL(path, root);

async function loadSchema(path, name) {
  const outfile = join(tmpdir(), `${name}-${process.pid}.mjs`);
  const entry = at(path).pathname;
  await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    logLevel: 'warning',
  });
  const { [name]: schema } = await import(pathToFileURL(outfile).href);
  await rm(outfile);
  return schema;
}

const schema = await loadSchema('compiler/check/schema/formula.ts', 'formulaSchema');
const protomoleculeSchema = await loadSchema('compiler/emit/schema/protomolecule.ts', 'protomoleculeSchema');
const configSchema = await loadSchema('runtime/config/schema.ts', 'configSchema');

// Descriptions are for editors; in the validator they would only be text to parse at start-up.
const bare = (node) =>
  Array.isArray(node)
    ? node.map(bare)
    : node && typeof node === 'object'
      ? Object.fromEntries(
          Object.entries(node)
            .filter(
              ([key, value]) => !((key === 'description' || key === 'title') && typeof value === 'string'),
            )
            .map(([key, value]) => [key, bare(value)]),
        )
      : node;

/**
 * Validators: one that stops at the first mistake, small and loaded always, and one that lists all,
 * loaded when the first has said no.
 */
function validator(schema, allErrors) {
  const ajv = new Ajv({
    allErrors,
    inlineRefs: false,
    messages: false,
    allowUnionTypes: true,
    strictRequired: false,
    strictTypes: false,
    code: { source: true, esm: true, lines: false },
  });
  ajv.addKeyword({ keyword: 'templated', schemaType: 'boolean' });
  return standaloneCode(ajv, ajv.compile(bare(schema)));
}

/**
 * The schema without patches, which few formulas have: they name everything that a step has once more, and
 * a validator without them is a quarter smaller.
 */
function withoutPatches(schema) {
  const { patch: _, ...properties } = schema.properties;
  const definitions = Object.entries(schema.definitions).filter(([name]) => !/patch$/i.test(name));
  return { ...schema, properties, definitions: Object.fromEntries(definitions) };
}

const typesOf = (schema, name) =>
  compile(structuredClone(schema), name, {
    additionalProperties: false,
    bannerComment: '',
    format: false,
    ignoreMinAndMaxItems: true,
  });

/**
 * Which fields of a definition are templated: `true` for text (in arrays and tables too, however
 * deep), a table of the same for known keys; fields without one are left out.
 */
function templated(node) {
  if (node.$ref) return templated(schema.definitions[node.$ref.split('/').at(-1)]);
  if (node.templated) return true;
  if (node.items) return templated(node.items);
  const fields = Object.entries(node.properties ?? {})
    .filter(([key]) => !STRUCTURE.has(key))
    .map(([key, value]) => [key, templated(value)])
    .filter(([, value]) => value !== undefined);
  return fields.length > 0 ? Object.fromEntries(fields) : undefined;
}
/** Keys that the compiler acts on itself; `children` and `loop` would also never end. */
const STRUCTURE = new Set(['children', 'loop', 'expand_vars']);

/** A compiled validator, and its type. */
const writeValidator = (name, folder, code) => [
  writeFile(new URL(`${name}.js`, folder), code),
  writeFile(
    new URL(`${name}.d.ts`, folder),
    `import type { ErrorObject } from 'ajv';
declare const validate: { (data: unknown): boolean; errors?: ErrorObject[] | null };
export default validate;
`,
  ),
];

const writeSchema = (name, schema) =>
  writeFile(at(`schemas/${name}.schema.json`), `${JSON.stringify(schema, undefined, 2)}\n`);

const generated = at('compiler/check/generated/');
const generatedEmit = at('compiler/emit/generated/');
const generatedConfig = at('runtime/config/generated/');
await mkdir(generated, { recursive: true });
await mkdir(generatedEmit, { recursive: true });
await mkdir(generatedConfig, { recursive: true });
await mkdir(at('schemas/'), { recursive: true });
await Promise.all([
  writeSchema('formula', schema),
  writeSchema('protomolecule', protomoleculeSchema),
  writeSchema('config', configSchema),
  ...writeValidator('validator', generated, validator(withoutPatches(schema), false)),
  ...writeValidator('validator-with-patches', generated, validator(schema, false)),
  ...writeValidator('all-errors', generated, validator(schema, true)),
  ...writeValidator('validator', generatedEmit, validator(protomoleculeSchema, false)),
  ...writeValidator('validator', generatedConfig, validator(configSchema, true)),
  writeFile(new URL('formula.ts', generated), await typesOf(schema, 'Formula')),
  writeFile(new URL('protomolecule.ts', generatedEmit), await typesOf(protomoleculeSchema, 'Protomolecule')),
  writeFile(new URL('config.ts', generatedConfig), await typesOf(configSchema, 'Config')),
  writeFile(
    new URL('templated.ts', generated),
    `/** Templated fields: see scripts/generate.mjs. */
export type Templated = true | { readonly [key: string]: Templated };
export const templated: { readonly step: Templated; readonly formula: Templated } = ${JSON.stringify({
      step: {
        ...templated(schema.definitions.patch),
        ...templated(schema.definitions.leg),
        ...templated(schema.definitions.step),
      },
      formula: { description: true, agent: true },
    })};
`,
  ),
]);
