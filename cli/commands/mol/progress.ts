import { isoMoment } from '../../../runtime/beads/dates.js';
import type { BeadRow } from '../../../runtime/ledger/bead.js';
import { spanOf } from '../../../runtime/molecule/span.js';
import { listMolecules } from '../../../runtime/molecule/view/list.js';
import { type Progress, progressOf } from '../../../runtime/molecule/view/progress.js';
import type { Environment } from '../../environment.js';
import { EXIT, type ExitCode } from '../../exit.js';
import { resolveMolecule } from '../../molecule.js';
import { counted } from '../../output/counted.js';
import { toJson } from '../../output/json.js';
import { bar } from '../../output/mol/bar.js';
import { type LedgerOptions, withLedger } from '../../session.js';

interface Found {
  readonly root: BeadRow;
  readonly progress: Progress;
}

/** `gt mol progress`: how far a molecule is, or all that have not ended. */
export async function progress(
  id: string | undefined,
  options: LedgerOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { stdout, stderr } = environment;
  return withLedger(options, environment, async (session) => {
    const { now } = session;
    const found = await session.read((view): Found[] => {
      const roots =
        id === undefined
          ? listMolecules(view).flatMap(({ root, condition }) => (condition === 'ended' ? [] : [root]))
          : [resolveMolecule(view, id)];
      return roots.map((root) => ({ root, progress: progressOf(view, root, now) }));
    });
    if (options.json) {
      const told = found.map((each) => progressJson(each, now));
      stdout.write(toJson(id === undefined ? told : told[0]));
    } else stdout.write(found.map(progressText).join('\n'));
    if (found.length === 0 && !options.json) stderr.write('no molecules\n');
    return EXIT.ok;
  });
}

function progressText({ root, progress: { total, closed, percent, ...rest } }: Found): string {
  const { outcomes, inProgress, ready, perHour, left } = rest;
  const ended = (['pass', 'fail', 'skipped', 'cancelled'] as const)
    .filter((outcome) => outcomes[outcome] > 0)
    .map((outcome) => `${outcomes[outcome]} ${ENDED[outcome]}`);
  const now = [`${inProgress} in progress`, `${ready} ready`];
  const pace =
    perHour === undefined || left === undefined
      ? []
      : [`  ${counted(round(perHour), 'step', 'steps')} an hour; like that, ${spanOf(left)} to go`];
  return `${[
    `${root.id}  ${root.title}`,
    `  ${bar(percent)}  ${closed} of ${counted(total, 'step', 'steps')}, ${percent} %`,
    `  ${[...ended, ...(closed < total ? now : [])].join(', ')}`,
    ...pace,
  ].join('\n')}\n`;
}

const ENDED = { pass: 'passed', fail: 'failed', skipped: 'skipped', cancelled: 'cancelled' } as const;

function progressJson({ root, progress: { outcomes, ...rest } }: Found, now: number) {
  const { total, closed, inProgress, ready, percent, perHour, left } = rest;
  return {
    ...{ molecule_id: root.id, title: root.title, total, completed: closed },
    ...{
      passed: outcomes.pass,
      failed: outcomes.fail,
      skipped: outcomes.skipped,
      cancelled: outcomes.cancelled,
    },
    ...{ in_progress: inProgress, ready, percent },
    ...(perHour !== undefined && { rate_per_hour: round(perHour) }),
    ...(left !== undefined && { eta_hours: round(left / 3_600_000), eta: isoMoment(now + left) }),
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;
