// Makes from compiler/check/schema: the schema file, the compiled validator and the types.
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

async function loadSchema() {
  const outfile = join(tmpdir(), `formula-schema-${process.pid}.mjs`);
  const entry = at('compiler/check/schema/formula.ts').pathname;
  await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    logLevel: 'warning',
  });
  const { formulaSchema } = await import(pathToFileURL(outfile).href);
  await rm(outfile);
  return formulaSchema;
}

const schema = await loadSchema();

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
 * Two validators: one that stops at the first mistake, small and loaded always, and one that lists all,
 * loaded when the first has said no.
 */
function validator(allErrors) {
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

const types = await compile(structuredClone(schema), 'Formula', {
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

const generated = at('compiler/check/generated/');
await mkdir(generated, { recursive: true });
await mkdir(at('schemas/'), { recursive: true });
await Promise.all([
  writeFile(at('schemas/formula.schema.json'), `${JSON.stringify(schema, undefined, 2)}\n`),
  ...[
    ['validator', false],
    ['all-errors', true],
  ].flatMap(([name, allErrors]) => [
    writeFile(new URL(`${name}.js`, generated), validator(allErrors)),
    writeFile(
      new URL(`${name}.d.ts`, generated),
      `import type { ErrorObject } from 'ajv';
declare const validate: { (data: unknown): boolean; errors?: ErrorObject[] | null };
export default validate;
`,
    ),
  ]),
  writeFile(new URL('formula.ts', generated), types),
  writeFile(
    new URL('templated.ts', generated),
    `/** Templated fields: see scripts/generate.mjs. */
export type Templated = true | { readonly [key: string]: Templated };
export const templated: { readonly step: Templated; readonly formula: Templated } = ${JSON.stringify({
      step: { ...templated(schema.definitions.leg), ...templated(schema.definitions.step) },
      formula: { description: true, agent: true },
    })};
`,
  ),
]);
