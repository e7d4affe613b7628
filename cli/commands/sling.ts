import { checkTitle } from '../../runtime/beads/fields.js';
import { resolveBead } from '../../runtime/beads/resolve.js';
import { isConvoy } from '../../runtime/convoy/convoy.js';
import { openConvoy } from '../../runtime/convoy/find.js';
import { slingConvoy, trackIn } from '../../runtime/convoy/sling.js';
import { type SlingOptions as HowSlung, sling, unsling } from '../../runtime/dispatch/sling.js';
import { fail, isFailure } from '../../runtime/failure/failure.js';
import type { BeadRow } from '../../runtime/ledger/bead.js';
import type { View } from '../../runtime/ledger/contract.js';
import type { Landing } from '../../runtime/ledger/lane.js';
import type { Turn } from '../../runtime/step/turn.js';
import { listRigs, type Town } from '../../runtime/town/index.js';
import { agentOf } from '../dispatching.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { toJson } from '../output/json.js';
import type { LedgerOptions, Session } from '../session.js';
import { withYard } from '../yard.js';
import { type CookingOptions, type Pouring, prepareToPour } from './pour.js';

export interface SlingOptions extends CookingOptions {
  readonly agent?: string;
  readonly land: Landing;
  readonly on?: string;
  /** The name of a convoy that tracks it. */
  readonly convoy?: string;
}

/** What is slung: all that a convoy tracks, something that is there, or what a formula makes. */
type Slingable = { readonly convoy: BeadRow } | { readonly bead: BeadRow } | { readonly formula: string };

/**
 * `gt sling`: give a bead, a molecule, or what a formula makes to the polecats of a rig. Planned and committed in one
 * transaction; again, it comes to the same.
 */
export async function slingWork(
  what: string,
  target: string | undefined,
  options: SlingOptions,
  environment: Environment,
): Promise<ExitCode> {
  const name = options.convoy === undefined ? undefined : checkTitle(options.convoy);
  return withYard(options, environment, async ({ yard: { town }, session }) => {
    const rig = rigFor(town, target);
    const agent = agentOf(town, options.agent);
    const found = await session.read((view) => slingable(view, what));
    const how = { rig, agent, land: options.land };
    if ('convoy' in found) return slingAll(found.convoy.id, how, options, environment, session);
    const pouring =
      'formula' in found ? await prepareToPour(found.formula, options, environment, session) : undefined;
    if ('formula' in found && !pouring) return EXIT.findings;
    const change = await session.attempt(options.dryRun === true, (turn) => {
      const n = pouring ? pourOnce(turn, pouring, rig, options) : 'bead' in found ? found.bead.n : 0;
      const bead = turn.tx.bead(n);
      if (!bead) throw new Error('there is nothing to sling');
      const slung = sling(turn, bead, how);
      const convoy = name === undefined ? null : trackIn(turn, name, n);
      return { id: bead.id, isNew: slung.isNew, convoy };
    });
    const { id, isNew, convoy } = change.result;
    const { stdout } = environment;
    if (options.json)
      stdout.write(
        toJson({
          ...{ id, ...how, is_new: isNew, dry_run: change.isDry },
          ...(convoy !== null && { convoy }),
        }),
      );
    else
      stdout.write(
        `${id} ${change.isDry ? 'would be' : isNew ? 'is' : 'was already'} slung to ${rig ?? 'no rig'} (${agent})${convoy === null ? '' : `, and tracked by ${convoy}`}\n`,
      );
    return EXIT.ok;
  });
}

/** All that a convoy tracks. */
async function slingAll(
  id: string,
  how: HowSlung,
  options: SlingOptions,
  { stdout }: Environment,
  session: Session,
): Promise<ExitCode> {
  const change = await session.attempt(options.dryRun === true, (turn) =>
    slingConvoy(turn, resolveBead(turn.tx, id), how),
  );
  const { slung, already } = change.result;
  if (options.json) stdout.write(toJson({ id, ...how, slung, already, dry_run: change.isDry }));
  else {
    const to = `slung to ${how.rig ?? 'no rig'} (${how.agent})`;
    for (const each of slung) stdout.write(`${each} ${change.isDry ? 'would be' : 'is'} ${to}\n`);
    for (const each of already) stdout.write(`${each} was already slung\n`);
  }
  return EXIT.ok;
}

/** `gt unsling`: take it off the hook. */
export async function unslingWork(
  id: string,
  options: LedgerOptions,
  environment: Environment,
): Promise<ExitCode> {
  return withYard(options, environment, async ({ session }) => {
    const { result } = await session.change((turn) => {
      const bead = resolveBead(turn.tx, id);
      unsling(turn, bead);
      return bead.id;
    });
    const { stdout } = environment;
    stdout.write(options.json ? toJson({ id: result }) : `${result} is on no hook any more\n`);
    return EXIT.ok;
  });
}

/**
 * The molecule of a formula that goes on already for the same values, bead and rig, else a new one (R6); with a key that is
 * given, the one that ever was.
 */
function pourOnce(turn: Turn, pouring: Pouring, rig: string | null, options: SlingOptions): number {
  const { tx } = turn;
  const { fingerprint } = pouring.ingredients.protomolecule;
  const same = [fingerprint, rig, options.on, [...(options.var ?? [])].sort(), options.preset];
  const key = options.key ?? `sling:${JSON.stringify(same)}`;
  const known = tx.beadById(tx.keyed(key) ?? '');
  const isOver = options.key === undefined && known?.state === 'closed';
  const made = pouring.pour(turn, { phase: 'liquid', key: isOver ? undefined : key });
  if (isOver) tx.setKey(key, made.id);
  return made.n;
}

/** A bead of that id is meant before an open convoy, and that before a formula, of that name. */
function slingable(view: View, what: string): Slingable {
  try {
    const bead = view.beadById(what) ?? openConvoy(view, what) ?? resolveBead(view, what);
    return isConvoy(view, bead) ? { convoy: bead } : { bead };
  } catch (error) {
    if (!isFailure(error) || error.code !== 'GT8101') throw error;
    return { formula: what };
  }
}

/** The rig that is named, or the only one; null where there is none. Throws GT8903, GT8904. */
function rigFor(town: Town, target: string | undefined): string | null {
  const known = listRigs(town).map(({ name }) => name);
  if (target === undefined) {
    if (known.length > 1) return fail('GT8904', { known });
    return known[0] ?? null;
  }
  const [name = ''] = target.split('/');
  return known.includes(name) ? name : fail('GT8903', { target, known });
}
