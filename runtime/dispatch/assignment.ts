import { visible } from '../../compiler/picture/visible.js';
import type { BeadRow, Node } from '../ledger/bead.js';
import type { View } from '../ledger/contract.js';
import type { Lane } from '../ledger/lane.js';
import { type Message, messagesTo } from '../message/inbox.js';
import { textsOf } from '../molecule/texts.js';
import { lanesBefore, stepsBefore } from './before.js';
import { claimedIn } from './territory.js';

/** What somebody who works on a lane has to know. */
export interface Assignment {
  readonly polecat: string | null;
  readonly rig: string | null;
  readonly sandbox: string | null;
  readonly branch: string | null;
  readonly molecule: { readonly id: string; readonly title: string };
  /** What has been done, in the order in which it was. */
  readonly done: readonly { readonly id: string; readonly title: string; readonly outcome: string }[];
  /** Undefined while nothing is claimed. */
  readonly step: AssignedStep | undefined;
  /** Steps of the molecule that are open, this one included. */
  readonly open: number;
  /** What others have said to the polecat, and it has not been shown yet. */
  readonly messages: readonly Message[];
}

export interface AssignedStep {
  readonly id: string;
  readonly attempt: number;
  readonly title: string;
  readonly description: string;
  readonly acceptance: string;
  readonly notes: string;
  /** The schema that its output must fit. */
  readonly output: unknown;
  /** What the steps directly before it have put out, by their ids. */
  readonly inputs: readonly StepInput[];
  /** Branches of the lanes that it joins, to be merged into this one. */
  readonly branches: readonly string[];
}

export interface StepInput {
  readonly id: string;
  /** Its id in the formula. */
  readonly step: string | null;
  readonly title: string;
  readonly outcome: string;
  readonly output: unknown;
}

/** How many of the steps that are done are told. */
const TOLD = 50;

export function assignmentOf(view: View, lane: Lane): Assignment {
  const root = view.bead(lane.root);
  if (!root) throw new Error(`a lane is of node ${lane.root}, which has no bead`);
  const [current] = claimedIn(view, lane).filter(({ state }) => state === 'claimed');
  const done = view
    .beads({ molecule: root.n, states: ['closed'], ephemeral: 'include', sort: 'closed' })
    .filter(({ n, kind }) => n !== root.n && kind === 'work');
  return {
    polecat: lane.polecat,
    rig: lane.rig,
    sandbox: lane.sandbox,
    branch: lane.branch,
    molecule: { id: root.id, title: root.title },
    done: done.slice(-TOLD).map(({ id, title, outcome }) => ({ id, title, outcome: outcome ?? '' })),
    step: current && assigned(view, lane, current),
    open: view.molecule(root.n)?.openSteps ?? 1,
    messages: lane.polecat === null ? [] : messagesTo(view, lane.polecat),
  };
}

function assigned(view: View, lane: Lane, step: BeadRow): AssignedStep {
  return {
    id: step.id,
    attempt: step.attempt,
    ...textsOf(view, step),
    output: step.policy?.output ?? null,
    inputs: inputsOf(view, step),
    branches: branchesBefore(view, step, lane),
  };
}

/** The branches that come together in a step, and are to be merged first. */
export const branchesBefore = (view: View, step: Node, lane: Lane): string[] =>
  lanesBefore(view, step, lane).flatMap(({ branch }) => branch ?? []);

const inputsOf = (view: View, step: BeadRow): StepInput[] =>
  stepsBefore(view, step).flatMap(({ n }) => {
    const bead = view.bead(n);
    const output = view.output(n);
    if (!bead || output === undefined) return [];
    return [{ id: bead.id, step: bead.step, title: bead.title, outcome: bead.outcome ?? '', output }];
  });

/** The same, as it is read by an agent: it is its prompt. */
export function printAssignment(assignment: Assignment): string {
  const { molecule, step, done, sandbox, branch, open, messages } = assignment;
  const lines = [`# ${molecule.title} (${molecule.id})`, ''];
  if (messages.length > 0) lines.push('Messages for you:', ...messages.map(messageLine), '');
  if (sandbox !== null)
    lines.push(`Work in ${sandbox}${branch === null ? '' : ` on the branch ${branch}`}.`, '');
  if (!step)
    lines.push(
      open === 0 ? 'All of it is done.' : `Nothing is claimed; ${open} steps are open.`,
      ...(open === 0
        ? []
        : ['"gt prime" claims the next one that is ready; "gt status" shows who has the others.']),
    );
  else lines.push(...stepLines(step, open));
  if (done.length > 0) {
    lines.push('', 'Done already:');
    for (const { id, title, outcome } of done)
      lines.push(`- ${id} ${title}${outcome === 'pass' ? '' : ` (${outcome})`}`);
  }
  return `${lines.join('\n')}\n`;
}

/** A message on a line, with nothing in it that a terminal obeys. */
export const messageLine = ({ from, title, text }: Message): string =>
  `- ${visible(from)}: ${visible(text === '' ? title : text)}`;

function stepLines(step: AssignedStep, open: number): string[] {
  const { id, attempt, title, description, acceptance, notes, output, inputs, branches } = step;
  return [
    `## Your step: ${title} (${id}, attempt ${attempt}; ${open} ${open === 1 ? 'step is' : 'steps are'} open)`,
    ...section(undefined, description),
    ...section('Acceptance', acceptance),
    ...section('Notes', notes),
    ...(branches.length > 0
      ? ['', 'Branches that come together here; merge them first:', ...branches.map((name) => `- ${name}`)]
      : []),
    ...(inputs.length > 0 ? ['', 'What the steps before it have put out:', ...inputs.map(inputLine)] : []),
    ...(output !== null ? ['', `It has an output, which fits this schema: ${JSON.stringify(output)}`] : []),
    '',
    'When it is done:',
    `  gt done ${id}${output === null ? '' : " --output '{…}'"}`,
    'When it cannot be done:',
    `  gt done ${id} --outcome fail --reason '…'`,
    'When somebody else is to go on from here:',
    "  gt handoff --message '…'",
    'After "gt done", "gt prime" gives the next step.',
  ];
}

/** Characters of an output that stand in a prompt. */
const MOST_OUTPUT = 4_000;

function inputLine({ id, title, output }: StepInput): string {
  const text = JSON.stringify(output);
  const shown =
    text.length <= MOST_OUTPUT ? text : `${text.slice(0, MOST_OUTPUT)}… ("gt hook --json" has all of it)`;
  return `- ${id} ${title}: ${shown}`;
}

const section = (heading: string | undefined, text: string): string[] =>
  text.trim() === '' ? [] : ['', ...(heading === undefined ? [] : [`${heading}:`]), text.trimEnd()];
