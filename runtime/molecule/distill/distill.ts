import { bundleHost } from '../../../compiler/bundle.js';
import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.js';
import type { Protomolecule } from '../../../compiler/emit/protomolecule.js';
import { expandFormula, type Growth } from '../../../compiler/format/expand-formula.js';
import type { Candidate, Host } from '../../../compiler/host.js';
import { fail } from '../../failure/failure.js';
import type { StoredProtomolecule } from '../../ledger/molecule.js';
import { cookedWith } from '../pinned.js';
import { Blanks } from './blanks.js';
import type { Grown } from './grown.js';
import { growthOf } from './growth.js';
import { changedBond, cookThere } from './world.js';

export interface DistillOptions {
  /** Of the formula that is written; without it, that of the one it was poured from. */
  readonly name?: string | undefined;
  /** Texts by the names of variables that take their places. */
  readonly values: ReadonlyMap<string, string>;
  readonly stepTypes: readonly string[];
}

/** A formula that was written from beads. */
export interface Distilled {
  readonly name: string;
  readonly toml: string;
  /** `source`: its source with its parents merged in; `plain`: all steps written out. */
  readonly form: 'source' | 'plain';
  readonly steps: number;
  readonly variables: readonly string[];
  /** What the formula does not have, for people. */
  readonly notes: readonly string[];
}

/**
 * A living molecule as a formula that is cooked to what it is (spec: OP-11, LAW-11). Where nothing came to it, that is the
 * source that it was poured from, with its parents merged in and its composition kept, as long as what it draws in is
 * still there as it was; else every step is written out, what was bonded and what was added by hand too. `world`: where
 * the formula is to stand. Throws GT8231, GT8232 and GT8236.
 */
export async function distillMolecule(
  grown: Grown,
  world: Host,
  options: DistillOptions,
): Promise<Distilled> {
  const { stored, left } = grown;
  const name = options.name ?? stored.protomolecule.name;
  const isAsPoured = grown.added.length === 0 && grown.needs.size === 0 && options.values.size === 0;
  const source = isAsPoured ? await asSource(stored, world, { ...options, name }) : undefined;
  const leftOut = (): string[] => left.told().map((what) => `left out: ${what}`);
  if (source && 'toml' in source) return { ...source, notes: [...source.notes, ...leftOut()] };
  const blanks = new Blanks(options.values);
  const growth = isAsPoured ? undefined : await growthOf(grown, blanks, options);
  const plain = await asPlain(grown, world, { ...options, name }, growth);
  blanks.demandAllFound();
  return { ...plain, notes: [...(source ? [source.reason] : []), ...plain.notes, ...leftOut()] };
}

interface Named extends Pick<DistillOptions, 'stepTypes'> {
  readonly name: string;
}

/** The source again, held against the protomolecule by its fingerprint; or why it does not do here. */
async function asSource(
  stored: StoredProtomolecule,
  world: Host,
  { name, stepTypes }: Named,
): Promise<Distilled | { readonly reason: string }> {
  const host = bundleHost(stored.bundle);
  const cooking = { ...cookedWith(stored.protomolecule), stepTypes };
  const { expanded, diagnostics } = await expandFormula(candidateOf(stored, host), host, {
    ...{ ...cooking, phase: 'inherit', comments: false, name },
  });
  if (!expanded) return fail('GT8236', { name, reason: firstError(diagnostics) });
  const there = await cookThere(name, expanded.toml, world, cooking);
  if ('reason' in there)
    return { reason: `all is written out, since it would not be cooked here: ${there.reason}` };
  if (there.protomolecule.fingerprint === stored.fingerprint)
    return {
      ...summaryOf(name, expanded.toml, there.protomolecule),
      form: 'source',
      notes: shapeNotes(cooking),
    };
  return {
    reason: 'all is written out, since formulas that it draws in are not what they were when it was poured',
  };
}

/** All steps, written out. What they attach by name must be here as it was. */
async function asPlain(
  { stored, bonds: later }: Grown,
  world: Host,
  { name, stepTypes }: Named,
  growth: Growth | undefined,
): Promise<Distilled> {
  const bundle = bundleHost(stored.bundle);
  const host = growth ? joined(bundle, world) : bundle;
  const { expanded, diagnostics } = await expandFormula(candidateOf(stored, bundle), host, {
    ...{ ...cookedWith(stored.protomolecule), stepTypes, comments: false, name, growth },
  });
  if (!expanded) return fail('GT8236', { name, reason: firstError(diagnostics) });
  const there = await cookThere(name, expanded.toml, world, { stepTypes });
  if ('reason' in there) return fail('GT8232', { name, reason: there.reason });
  const bonds = { ...stored.protomolecule.bonds, ...later };
  const changed = changedBond({ ...stored.protomolecule, bonds }, there.protomolecule);
  if (changed !== undefined)
    fail('GT8232', { name, reason: `it attaches "${changed}", which is not what it was when it was poured` });
  const notes = diagnostics.filter(({ code }) => code === 'GT5021').map(({ message }) => message);
  return { ...summaryOf(name, expanded.toml, there.protomolecule), form: 'plain', notes };
}

/** The source makes the same steps for the values that decided which they are, and others for others. */
function shapeNotes({ values, preset }: ReturnType<typeof cookedWith>): string[] {
  const given = [
    ...[...values].map(([name, value]) => `--var ${name}=${value}`),
    ...(preset === undefined ? [] : [`--preset ${preset}`]),
  ];
  return given.length === 0 ? [] : [`it makes these steps when it is poured with ${given.join(' ')}`];
}

const firstError = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics.find(({ severity }) => severity === 'error')?.message ?? 'it has no such form';

const summaryOf = (name: string, toml: string, { steps, vars }: Protomolecule): Omit<Distilled, 'form'> => ({
  ...{ name, toml, steps: steps.length, variables: Object.keys(vars), notes: [] },
});

/** The formula of a bundle that was poured. */
function candidateOf({ protomolecule: { name }, fingerprint }: StoredProtomolecule, host: Host): Candidate {
  const [candidate] = host.candidates(name);
  if (!candidate) throw new Error(`the bundle of ${fingerprint} has no formula ${name}`);
  return candidate;
}

/** What is not in the bundle is looked for in the world: names that steps brought along which came later. */
const joined = (bundle: Host, world: Host): Host => ({
  tiers: [...bundle.tiers, ...world.tiers],
  candidates: (name) => {
    const found = bundle.candidates(name);
    return found.length > 0 ? found : world.candidates(name);
  },
  all: () => [...bundle.all(), ...world.all()],
  read: (candidate) => hostOf(candidate, bundle, world).read(candidate),
  readBeside: (candidate, path) => hostOf(candidate, bundle, world).readBeside(candidate, path),
  overlay: (candidate) => hostOf(candidate, bundle, world).overlay?.(candidate),
});

const hostOf = (candidate: Candidate, bundle: Host, world: Host): Host =>
  bundle.tiers.includes(candidate.tier) ? bundle : world;
