import pc from 'picocolors';
import { visible } from '../../compiler/picture/visible.js';
import { isoMoment } from '../../runtime/beads/dates.js';
import { statusOf } from '../../runtime/beads/status.js';
import { type Waiting, waitingFor } from '../../runtime/beads/waiting.js';
import type { BeadRow } from '../../runtime/ledger/bead.js';
import type { Comment, View } from '../../runtime/ledger/contract.js';
import type { Gate } from '../../runtime/ledger/molecule.js';
import { digestIn } from '../../runtime/molecule/digest-in.js';
import type { Stream } from '../environment.js';
import { beadTable, icon } from './bead-row.js';
import { digestText } from './mol/digest-page.js';
import { reasonText } from './reason.js';
import { table } from './table.js';

/** All that is shown of a bead. */
export interface Page {
  readonly bead: BeadRow;
  readonly parent: BeadRow | undefined;
  readonly molecule: BeadRow | undefined;
  readonly labels: readonly string[];
  readonly waiting: readonly Waiting[];
  /** What it depends on, and what depends on it, by type. */
  readonly needs: readonly Related[];
  readonly dependents: readonly Related[];
  readonly children: readonly BeadRow[];
  readonly gates: readonly Gate[];
  readonly comments: readonly Comment[];
  readonly output: unknown;
}

interface Related {
  readonly type: string;
  readonly bead: BeadRow;
}

export function pageOf(view: View, bead: BeadRow): Page {
  const { n } = bead;
  const other = (number: number | null): BeadRow | undefined =>
    number === null || number === n ? undefined : view.bead(number);
  const related = (type: string, number: number): Related[] => {
    const found = view.bead(number);
    return found ? [{ type, bead: found }] : [];
  };
  return {
    bead,
    parent: other(bead.parent),
    molecule: other(bead.molecule),
    labels: view.labels(n),
    waiting: waitingFor(view, bead),
    needs: view.edgesFrom(n).flatMap(({ type, to }) => related(type, to)),
    dependents: view.edgesTo(n).flatMap(({ type, from }) => related(type, from)),
    children: view.children(n).flatMap((child) => view.bead(child.n) ?? []),
    gates: view.gates(n),
    comments: view.comments(n),
    output: view.output(n),
  };
}

type Shape = Pick<Stream, 'isTerminal' | 'colors' | 'width'>;

/** A bead for people: its fields, its texts, what stands around it, what was said. */
export function beadPage(page: Page, stream: Shape): string {
  const { bead } = page;
  const { bold } = pc.createColors(stream.colors);
  const head = `${icon(bead)} ${bead.id}  ${bold(visible(bead.title))}\n${table(fieldRows(page), Number.POSITIVE_INFINITY)}`;
  const texts: [string, string][] = [
    ['description', bead.description],
    ['design', bead.design],
    ['acceptance', bead.acceptance],
    ['notes', bead.notes],
    ['output', page.output === undefined ? '' : JSON.stringify(page.output, undefined, 2)],
  ];
  const digest = digestIn(bead);
  const sections = [
    ...texts.filter(([, text]) => text !== '').map(([name, text]) => section(name, lines(text), stream)),
    digest ? section('digest', digestText(digest, stream), stream) : '',
    ...relations(page, stream),
    section('comments', page.comments.map(commentText).join(''), stream),
  ];
  return head + sections.join('');
}

function fieldRows({ bead, parent, molecule, labels, waiting }: Page): { cells: string[] }[] {
  const at = (moment: number | null): string | undefined => (moment === null ? undefined : isoMoment(moment));
  const status = statusOf(bead);
  const detail = bead.outcome ?? (bead.state === status || bead.state === 'held' ? undefined : bead.state);
  const fields: [string, string | undefined | null][] = [
    ['status', detail === undefined ? status : `${status} (${detail})`],
    ['reason', bead.closeReason],
    ['waits for', waiting.map(reasonText).join('; ')],
    ['type', bead.type],
    ['priority', `P${bead.priority}`],
    ['assignee', bead.assignee],
    ['owner', bead.owner],
    ['worker', bead.worker],
    ['attempt', bead.attempt > 0 ? String(bead.attempt) : undefined],
    ['lease until', at(bead.leaseUntil)],
    ['labels', labels.join(', ')],
    ['parent', parent && `${parent.id} ${parent.title}`],
    ['molecule', molecule && `${molecule.id} ${molecule.title}`],
    ['step', bead.step],
    ['due', at(bead.dueAt)],
    ['estimate', bead.estimate === null ? undefined : `${bead.estimate} min`],
    ['reference', bead.externalRef],
    ['metadata', digestIn(bead) ? undefined : bead.metadata && JSON.stringify(bead.metadata)],
    ['created', `${isoMoment(bead.createdAt)}${bead.createdBy === null ? '' : ` by ${bead.createdBy}`}`],
    ['started', at(bead.startedAt)],
    ['closed', at(bead.closedAt)],
  ];
  return fields.flatMap(([name, value]) => (value ? [{ cells: [`  ${name}`, value] }] : []));
}

function relations({ needs, dependents, children, gates }: Page, stream: Shape): string[] {
  const grouped = (names: Readonly<Record<string, string>>, all: readonly Related[], otherwise: string) => {
    const groups = new Map<string, BeadRow[]>();
    for (const { type, bead } of all) {
      const name = names[type] ?? `${type}${otherwise}`;
      groups.set(name, [...(groups.get(name) ?? []), bead]);
    }
    return [...groups].map(([name, beads]) => section(name, indented(beadTable(beads, stream)), stream));
  };
  const gateLines = gates.map(({ gate, state, finding }) => ({
    cells: [`  ${gate.type}`, gate.id ?? '', state, finding ?? ''],
  }));
  return [
    section('gates', table(gateLines, Number.POSITIVE_INFINITY), stream),
    ...grouped({ blocks: 'needs', 'conditional-blocks': 'runs if one of these fails' }, needs, ''),
    ...grouped({ blocks: 'needed by', 'conditional-blocks': 'run if this fails' }, dependents, ' (others)'),
    section('children', indented(beadTable(children, stream)), stream),
  ];
}

/** Nothing where there is nothing to show. */
function section(name: string, text: string, { colors }: Shape): string {
  return text === '' ? '' : `\n${pc.createColors(colors).bold(name)}\n${text}`;
}

/** A text of several lines, set in, with nothing in it that a terminal would obey. */
const lines = (text: string): string =>
  text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => `  ${visible(line)}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('');

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');

export const commentText = ({ author, text, at }: Comment): string =>
  `  ${visible(author)}, ${isoMoment(at)}\n${indented(lines(text))}`;
