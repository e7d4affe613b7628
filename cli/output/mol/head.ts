import pc from 'picocolors';
import { visible } from '../../../compiler/picture/visible.js';
import { isoMoment } from '../../../runtime/beads/dates.js';
import type { LiveMolecule } from '../../../runtime/molecule/view/live.js';
import type { Progress } from '../../../runtime/molecule/view/progress.js';
import type { Stream } from '../../environment.js';
import { counted } from '../counted.js';
import { firstParagraph, type Row, table } from '../table.js';
import { ago } from './moment.js';

interface Headed {
  readonly live: LiveMolecule;
  readonly progress: Progress;
  /** When something last happened in it. */
  readonly since: number;
  readonly now: number;
}

/** What stands above the picture of a molecule. */
export function moleculeHead(
  { live: { root, molecule, parts }, progress: { closed, total, percent }, since, now }: Headed,
  { colors, isTerminal, width }: Pick<Stream, 'colors' | 'isTerminal' | 'width'>,
): string {
  const [poured, ...later] = parts;
  const bonded = later.filter(({ point, prefix }) => point !== null || !/\.item\d+\.$/.test(prefix));
  const fields: readonly (readonly [name: string, value: string | undefined])[] = [
    ['what for', firstParagraph(root.description) || undefined],
    ['progress', `${closed} of ${counted(total, 'step', 'steps')}, ${percent} %`],
    ['ended', root.outcome === null ? undefined : `${root.outcome}, ${isoMoment(root.closedAt ?? now)}`],
    ['paused', molecule.paused ? 'nothing in it can be claimed' : undefined],
    ['stalled', molecule.stalled ? 'nothing in it will go on by itself' : undefined],
    ['cancelled', molecule.cancelled ?? undefined],
    ['values', valuesText(poured?.values ?? {})],
    [
      'bonded',
      bonded
        .map(({ prefix, point }) => prefix.slice(0, -1) + (point === null ? '' : ` at ${point}`))
        .join(', '),
    ],
    ['assigned to', root.assignee ?? undefined],
    ['poured', `${isoMoment(root.createdAt)}${root.createdBy === null ? '' : ` by ${root.createdBy}`}`],
    ['last change', since === root.createdAt ? undefined : ago(since, now)],
    ['formula', `${molecule.formula}, ${poured?.fingerprint.slice(0, FINGERPRINT)}`],
  ];
  const rows = fields.flatMap(([name, value]): Row[] => (value ? [{ cells: [`  ${name}`, value] }] : []));
  const title = `${pc.createColors(colors).bold(visible(root.id))}  ${visible(root.title)}\n`;
  return title + table(rows, isTerminal ? width : Number.POSITIVE_INFINITY);
}

/** As much of a fingerprint as tells two apart. */
const FINGERPRINT = 'sha256:'.length + 12;

export const valuesText = (values: Readonly<Record<string, unknown>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');
