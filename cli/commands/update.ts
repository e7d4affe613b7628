import { parseMoment } from '../../runtime/beads/dates.js';
import { parseMetadata } from '../../runtime/beads/fields.js';
import { moveInto } from '../../runtime/beads/move.js';
import { FIELDS } from '../../runtime/beads/new/field.js';
import { resolveBead } from '../../runtime/beads/resolve.js';
import { setStatus } from '../../runtime/beads/set-status.js';
import { STATUSES } from '../../runtime/beads/status.js';
import { knownBeadTypes } from '../../runtime/beads/types.js';
import { type Edit, edit } from '../../runtime/beads/update.js';
import { defer, wake } from '../../runtime/step/by-hand.js';
import { claim } from '../../runtime/step/claim.js';
import { settle } from '../../runtime/step/settle.js';
import type { Turn } from '../../runtime/step/turn.js';
import { keyAndValue, listed, oneOf } from '../choices.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { writeChanged } from '../output/changed.js';
import { projectStepTypes } from '../project-types.js';
import { type LedgerOptions, withLedger } from '../session.js';
import { readFile, readJsonText, readText } from '../texts.js';

export interface UpdateOptions extends LedgerOptions {
  readonly claim?: boolean;
  readonly status?: string;
  readonly title?: string;
  readonly type?: string;
  readonly priority?: string;
  readonly description?: string;
  readonly bodyFile?: string;
  readonly design?: string;
  readonly acceptance?: string;
  readonly notes?: string;
  readonly appendNotes?: string;
  readonly assignee?: string;
  readonly owner?: string;
  readonly parent?: string;
  readonly due?: string;
  readonly defer?: string;
  readonly estimate?: string;
  readonly externalRef?: string;
  readonly addLabel?: readonly string[];
  readonly removeLabel?: readonly string[];
  readonly setLabels?: readonly string[];
  readonly metadata?: string;
  readonly setMetadata?: readonly string[];
  readonly unsetMetadata?: readonly string[];
}

/** `bd update`: what is said of beads, and where they are in their lives. */
export async function update(
  ids: readonly string[],
  options: UpdateOptions,
  environment: Environment,
): Promise<ExitCode> {
  refuseContradictions(options, environment);
  const wanted = await editOf(options, environment);
  const status = options.status === undefined ? undefined : oneOf('--status', options.status, STATUSES);
  return withLedger(options, environment, async (session) => {
    const until = options.defer && parseMoment(options.defer, session.now, '--defer');
    const change = await session.change((turn) =>
      ids.map((id) => {
        const bead = resolveBead(turn.tx, id);
        edit(turn, bead, wanted);
        if (options.parent !== undefined) move(turn, bead.n, options.parent);
        if (options.claim) claim(turn, bead.n, { worker: turn.actor, lease: null });
        const node = turn.tx.node(bead.n) ?? bead;
        if (status !== undefined) setStatus(turn, node, status);
        if (typeof until === 'number') defer(turn, node, until, undefined);
        else if (until === '') wake(turn, node);
        // What the next one asks for may follow from this.
        settle(turn);
        return bead.n;
      }),
    );
    await writeChanged(session, change, options, environment);
    return EXIT.ok;
  });
}

function move(turn: Turn, n: number, parent: string): void {
  const bead = turn.tx.bead(n);
  if (bead) moveInto(turn, bead, parent === '' ? undefined : resolveBead(turn.tx, parent));
}

function refuseContradictions(options: UpdateOptions, { program }: Environment): void {
  const { json, actor, ledger, ...changes } = options;
  if (Object.keys(changes).length === 0)
    throw new UsageError(`what is to change? "${program} update --help" shows what can`);
  const exclude = (a: string, hasA: boolean, b: string, hasB: boolean): void => {
    if (hasA && hasB) throw new UsageError(`${a} and ${b} exclude each other; drop one of the two`);
  };
  exclude('--claim', options.claim === true, '--status', options.status !== undefined);
  exclude('--claim', options.claim === true, '--defer', options.defer !== undefined);
  exclude('--status', options.status !== undefined, '--defer', options.defer !== undefined);
  exclude('--description', options.description !== undefined, '--body-file', options.bodyFile !== undefined);
}

/** An empty text takes a field away. */
async function editOf(options: UpdateOptions, environment: Environment): Promise<Edit> {
  const facts = { types: knownBeadTypes(await projectStepTypes(environment)), now: environment.clock() };
  const { bodyFile, description, metadata } = options;
  const text =
    bodyFile !== undefined
      ? await readFile(bodyFile, environment)
      : description && (await readText(description));
  const texts = {
    title: options.title,
    description: text,
    design: options.design,
    acceptance: options.acceptance,
    notes: options.notes,
    type: options.type,
    priority: options.priority,
    assignee: options.assignee,
    owner: options.owner,
    dueAt: options.due,
    estimate: options.estimate,
    externalRef: options.externalRef,
    metadata: metadata && (await readJsonText(metadata, environment)),
  };
  let edits: Edit = {};
  for (const [name, given] of Object.entries(texts)) {
    const field = name as keyof typeof texts;
    if (given === '' && CLEARED.has(field)) edits = { ...edits, [field]: null };
    else if (given !== undefined) edits = { ...edits, ...FIELDS[field](given, facts) };
  }
  const labels = {
    add: listed(options.addLabel),
    remove: listed(options.removeLabel),
    set: listed(options.setLabels),
  };
  return {
    ...edits,
    ...(Object.values(labels).some(Boolean) && { labels }),
    ...(options.appendNotes !== undefined && { appendNotes: options.appendNotes }),
    ...(options.setMetadata && { setMetadata: Object.fromEntries(options.setMetadata.map(metadataValue)) }),
    ...(options.unsetMetadata && { unsetMetadata: options.unsetMetadata }),
  };
}

/** Fields that a bead need not have, and that an empty text is no value of. */
const CLEARED: ReadonlySet<string> = new Set([
  'assignee',
  'owner',
  'dueAt',
  'estimate',
  'externalRef',
  'metadata',
]);

/** A value is JSON where it can be read so, else a text. */
function metadataValue(pair: string): [string, unknown] {
  const [key, text] = keyAndValue('--set-metadata', pair);
  try {
    return [key, parseMetadata(`{"value":${text}}`)['value']];
  } catch {
    return [key, text];
  }
}
