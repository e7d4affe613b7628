import { beadJson, wholeBeadJson } from '../../../runtime/beads/json.js';
import { type BeadRow, BLOCKING } from '../../../runtime/ledger/bead.js';
import type { View } from '../../../runtime/ledger/contract.js';
import type { Digest } from '../../../runtime/ledger/molecule.js';
import { digestIn } from '../../../runtime/molecule/digest-in.js';
import { type LiveMolecule, readMolecule } from '../../../runtime/molecule/view/live.js';
import { pictureOf } from '../../../runtime/molecule/view/picture.js';
import { type Progress, progressOf } from '../../../runtime/molecule/view/progress.js';
import { lastChange } from '../../../runtime/molecule/view/stale.js';
import type { Environment } from '../../environment.js';
import { EXIT, type ExitCode } from '../../exit.js';
import { resolveMoleculeOrDigest } from '../../molecule.js';
import { toJson } from '../../output/json.js';
import { digestPage } from '../../output/mol/digest-page.js';
import { moleculeHead } from '../../output/mol/head.js';
import { stepJson } from '../../output/mol/json.js';
import { draw } from '../../output/picture.js';
import { type LedgerOptions, withLedger } from '../../session.js';

type Shown =
  | { readonly root: BeadRow; readonly digest: Digest; readonly json: unknown }
  | {
      readonly live: LiveMolecule;
      readonly progress: Progress;
      readonly since: number;
      readonly json: unknown;
    };

/** `gt mol show`: a molecule with all its steps and where they are, or the digest that is left of it. */
export async function show(id: string, options: LedgerOptions, environment: Environment): Promise<ExitCode> {
  const { stdout } = environment;
  return withLedger(options, environment, async (session) => {
    const { now } = session;
    const shown = await session.read((view): Shown => {
      const root = resolveMoleculeOrDigest(view, id);
      const digest = digestIn(root);
      if (digest) return { root, digest, json: options.json && { root: wholeBeadJson(view, root), digest } };
      const live = readMolecule(view, root);
      const progress = progressOf(view, root, now);
      const json = options.json && moleculeJson(view, live, progress);
      return { live, progress, since: lastChange(view, live), json };
    });
    if (options.json) stdout.write(toJson(shown.json));
    else if ('digest' in shown) stdout.write(digestPage(shown.root, shown.digest, stdout));
    else {
      const picture = await draw(pictureOf(shown.live), 'tree', environment, false);
      stdout.write(`${moleculeHead({ ...shown, now }, stdout)}\n${picture}`);
    }
    return EXIT.ok;
  });
}

/** The names that Beads has, and ours beside them. */
function moleculeJson(view: View, live: LiveMolecule, { total, closed, percent }: Progress): unknown {
  const { root, molecule, parts, steps } = live;
  const [poured, ...bonded] = parts;
  return {
    root: wholeBeadJson(view, root),
    issues: steps.flatMap(({ bead }) => (bead ? [beadJson(view, bead)] : [])),
    dependencies: steps.flatMap(({ bead }) => (bead ? dependenciesOf(view, bead) : [])),
    variables: poured?.values ?? {},
    is_compound: bonded.length > 0,
    bonded_from: bonded.map((part) => ({
      source_id: view.idOf(part.root),
      fingerprint: part.fingerprint,
      ...(part.point !== null && { bond_point: part.point }),
      variables: part.values,
    })),
    phase: molecule.phase,
    formula: molecule.formula,
    fingerprint: poured?.fingerprint,
    paused: molecule.paused,
    stalled: molecule.stalled,
    ...(molecule.cancelled !== null && { cancelled: molecule.cancelled }),
    ...{ total, completed: closed, percent },
    steps: steps.map((step) => stepJson(view, step)),
  };
}

const dependenciesOf = (view: View, { n, id }: BeadRow): unknown[] =>
  view
    .edgesFrom(n)
    .filter(({ type }) => BLOCKING.some((each) => each === type))
    .flatMap(({ to, type }) => {
      const other = view.idOf(to);
      return other === undefined ? [] : [{ issue_id: id, depends_on_id: other, type }];
    });
