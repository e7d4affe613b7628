import { bundleHost } from '../../compiler/bundle.js';
import { readScalar } from '../../compiler/check/variable.js';
import { compile } from '../../compiler/compile.js';
import type { ProtoBond, Protomolecule, VariableDeclaration } from '../../compiler/emit/protomolecule.js';
import type { Candidate, Host } from '../../compiler/host.js';
import type { StoredProtomolecule } from '../ledger/molecule.js';
import type { Values } from './fill.js';
import { type Ingredients, prepare } from './ingredients.js';

/** What came of preparing a formula that is attached: it, or what is wrong with the values. */
export type PreparedBond = { readonly ingredients: Ingredients } | { readonly reason: string };

/**
 * Cooks one formula of a bundle again and again, for values that differ: those that decide no shape are only checked
 * and kept, so that ten thousand items cost one cooking.
 */
export class BondKitchen {
  readonly #host: Host;
  readonly #candidate: Candidate;
  readonly #cooked: Ingredients[] = [];
  #declared: Protomolecule['vars'] | undefined;

  /** Throws when the bundle has no such source, which would be a bug: it was checked when it was cooked. */
  constructor(
    { bundle }: Pick<StoredProtomolecule, 'bundle'>,
    { source }: ProtoBond,
    private readonly around: Values,
  ) {
    this.#host = bundleHost(bundle);
    const name = source.slice(source.indexOf(':') + 1);
    const candidate = this.#host.candidates(name).find(({ path }) => path === source);
    if (!candidate) throw new Error(`the bundle has no source ${source}`);
    this.#candidate = candidate;
  }

  /** `given`: what the formula that attaches says; the rest is by default, else the variable of that name there (spec: BOND-5). */
  async prepare(given: Values): Promise<PreparedBond> {
    const values = new Map<string, string>();
    const declared = await this.#variables();
    for (const [name, variable] of Object.entries(declared)) {
      const inherited = variable.default === undefined ? this.around[name] : undefined;
      const value = Object.hasOwn(given, name) ? given[name] : inherited;
      if (value !== undefined) values.set(name, String(value));
    }
    for (const known of this.#cooked) {
      const again = await reuse(known, declared, values);
      if (again) return again;
    }
    const { ingredients, diagnostics } = await prepare(this.#candidate, this.#host, { values });
    if (!ingredients) return { reason: diagnostics.map(({ message }) => message).join('; ') };
    this.#cooked.push(ingredients);
    return { ingredients };
  }

  async #variables(): Promise<Protomolecule['vars']> {
    if (this.#declared) return this.#declared;
    // What decides the shape may have no value yet.
    const { protomolecule, diagnostics } = await compile(this.#candidate, this.#host, { check: true });
    if (!protomolecule)
      throw new Error(`${this.#candidate.name}: ${diagnostics.map(({ message }) => message).join('; ')}`);
    this.#declared = protomolecule.vars;
    return this.#declared;
  }
}

/** The same protomolecule with other values, where they agree on its shape; undefined where they do not. */
async function reuse(
  { protomolecule, bundle }: Ingredients,
  declared: Protomolecule['vars'],
  given: ReadonlyMap<string, string>,
): Promise<PreparedBond | undefined> {
  const values: Record<string, string | number | boolean> = {};
  for (const [name, variable] of Object.entries(declared)) {
    const text = given.get(name);
    if (text === undefined) {
      // Whether one may be left out depends on others; cooking tells it.
      if (variable.default === undefined && (variable.required || variable.required_unless)) return undefined;
      if (variable.default !== undefined) values[name] = variable.default;
      continue;
    }
    const read = await readAs(variable, text);
    if ('reason' in read) return undefined;
    values[name] = read.value;
  }
  const agrees = Object.entries(protomolecule.shape).every(([name, value]) => values[name] === value);
  return agrees ? { ingredients: { protomolecule, bundle, values } } : undefined;
}

async function readAs(
  { type, enum: allowed, pattern }: VariableDeclaration,
  text: string,
): Promise<{ value: string | number | boolean } | { reason: string }> {
  const read = readScalar(text, type);
  if ('reason' in read) return read;
  if (allowed && !allowed.includes(read.value)) return { reason: 'is not allowed' };
  if (pattern === undefined) return read;
  const { compilePattern } = await import('../../compiler/language/pattern.js');
  const compiled = compilePattern(pattern);
  return compiled.ok && compiled.test(String(read.value)) ? read : { reason: 'does not match' };
}
