import { resolveBead } from '../../runtime/beads/resolve.js';
import { fail } from '../../runtime/failure/failure.js';
import { locateFormula } from '../../runtime/formulas/locate.js';
import type { BeadRow } from '../../runtime/ledger/bead.js';
import type { View } from '../../runtime/ledger/contract.js';
import { bond } from '../../runtime/molecule/bond.js';
import { attachHooks, boundValues, prepareHooks } from '../../runtime/molecule/hooks.js';
import { type Ingredients, prepare } from '../../runtime/molecule/ingredients.js';
import { join } from '../../runtime/molecule/join.js';
import { pour, type PourOptions as RuntimePourOptions } from '../../runtime/molecule/pour.js';
import type { Turn } from '../../runtime/step/turn.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { findingFormat } from '../output/finding-format.js';
import { writeFindings } from '../output/findings.js';
import { writeMade } from '../output/made.js';
import { projectStepTypes } from '../project-types.js';
import { beginNamedLedger, type LedgerOptions, type Session, withLedger } from '../session.js';
import { parseValues } from '../values.js';

export interface CookingOptions extends LedgerOptions {
  readonly var?: readonly string[];
  readonly preset?: string;
  readonly strict?: boolean;
  readonly overlay: boolean;
  readonly searchPath?: readonly string[];
  readonly dryRun?: boolean;
  readonly key?: string;
}

export interface PourOptions extends CookingOptions {
  readonly assignee?: string;
  readonly on?: string;
}

export interface BondOptions extends CookingOptions {
  readonly at?: string;
  readonly type?: 'sequential' | 'conditional' | 'parallel';
  readonly ref?: string;
}

/** `gt pour`, `gt wisp`: a molecule or a wisp of a formula. */
export async function pourFormula(
  name: string,
  phase: 'liquid' | 'vapor',
  options: PourOptions,
  environment: Environment,
): Promise<ExitCode> {
  const ledger = await beginNamedLedger(options, environment, options.dryRun);
  return withLedger({ ...options, ...(ledger !== undefined && { ledger }) }, environment, async (session) => {
    const pouring = await prepareToPour(name, options, environment, session);
    if (!pouring) return EXIT.findings;
    const change = await session.attempt(options.dryRun === true, (turn) => {
      const { key, assignee } = options;
      return pouring.pour(turn, { phase, key, assignee: assignee ?? null });
    });
    await writeMade(session, change, { ...pouring.ingredients.protomolecule, phase }, options, environment);
    return EXIT.ok;
  });
}

/** All that has to be known before a transaction that pours. */
export interface Pouring {
  readonly ingredients: Ingredients;
  /** Pour it, and attach what its hooks say to the bead that it is for. */
  readonly pour: (turn: Turn, options: RuntimePourOptions) => ReturnType<typeof pour>;
}

/** Cook a formula, for the bead that `--on` names where it does; undefined when it has errors, which are told. */
export async function prepareToPour(
  name: string,
  options: CookingOptions & { readonly on?: string },
  environment: Environment,
  session: Pick<Session, 'read'>,
): Promise<Pouring | undefined> {
  const { on } = options;
  const bead = on === undefined ? undefined : await session.read((view) => resolveBead(view, on));
  const ingredients = await cook(name, options, environment, bead);
  if (!ingredients) return undefined;
  const hooks = bead
    ? await prepareHooks(ingredients, await session.read((view) => labelled(view, bead)))
    : [];
  return {
    ingredients,
    pour: (turn, pouring) => {
      const made = pour(turn, ingredients, pouring);
      if (bead && made.isNew) attachHooks(turn, made.n, bead.n, hooks);
      return made;
    },
  };
}

const labelled = (view: View, bead: BeadRow) => ({ bead, labels: view.labels(bead.n) });

/** `gt bond`: a formula attached to a molecule, or a molecule behind another. */
export async function bondFormula(
  molecule: string,
  name: string,
  options: BondOptions,
  environment: Environment,
): Promise<ExitCode> {
  if (options.at !== undefined && options.type !== undefined)
    throw new UsageError('--type has no effect with --at: the bond point says where; drop one of the two');
  return withLedger(options, environment, async (session) => {
    const { root, other } = await session.read((view) => ({
      root: moleculeOf(view, molecule),
      other: view.beadById(name),
    }));
    const { at: point, type = 'sequential', ref, key } = options;
    if (other) {
      refuseForJoining(other.id, options);
      const change = await session.attempt(options.dryRun === true, (turn) =>
        join(turn, root.n, other.n, type),
      );
      await writeMade(session, change, undefined, options, environment);
      return EXIT.ok;
    }
    const ingredients = await cook(name, options, environment, undefined);
    if (!ingredients) return EXIT.findings;
    const change = await session.attempt(options.dryRun === true, (turn) => {
      const made = bond(turn, turn.tx.node(root.n) ?? root, ingredients, { point, type, ref, key });
      return {
        ...made,
        n: turn.tx.numberOf(made.id) ?? root.n,
        steps: ingredients.protomolecule.steps.length,
      };
    });
    await writeMade(session, change, ingredients.protomolecule, options, environment);
    return EXIT.ok;
  });
}

/** Of two molecules none is cooked, and none goes into the other. */
function refuseForJoining(id: string, options: BondOptions): void {
  const { at, ref, key, var: values, preset, strict, overlay, searchPath } = options;
  const given = {
    ...{ '--at': at, '--ref': ref, '--key': key, '--var': values, '--preset': preset, '--strict': strict },
    ...{ '--no-overlay': overlay ? undefined : true, '--search-path': searchPath },
  };
  for (const [option, value] of Object.entries(given))
    if (value !== undefined)
      throw new UsageError(
        `${option} has no effect on ${JSON.stringify(id)}, which is no formula; leave it out`,
      );
}

function moleculeOf(view: View, id: string): BeadRow {
  const bead = resolveBead(view, id);
  return view.molecule(bead.n) ? bead : fail('GT8201', { id: bead.id });
}

/** What cooks with these options; findings are told, and undefined is given when one is an error. */
async function cook(
  name: string,
  options: CookingOptions,
  environment: Environment,
  bead: BeadRow | undefined,
): Promise<Ingredients | undefined> {
  const stepTypes = await projectStepTypes(environment);
  const { host, candidate, diagnostics } = locateFormula(
    name,
    environment.surroundings,
    options.searchPath ?? [],
  );
  const given = parseValues(options.var);
  const { preset, strict = false, overlay: overlays } = options;
  const cooking = { preset, strict, overlays, stepTypes };
  const values = candidate && bead ? await boundValues(candidate, host, given, bead) : given;
  const prepared = candidate && (await prepare(candidate, host, { ...cooking, values }));
  await writeFindings([...diagnostics, ...(prepared?.diagnostics ?? [])], findingFormat({}), environment);
  return prepared?.ingredients;
}
