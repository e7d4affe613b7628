import { createBeads } from '../../runtime/beads/create.js';
import { FIELDS } from '../../runtime/beads/new/field.js';
import { readJsonLines } from '../../runtime/beads/new/json-lines.js';
import { readMarkdown } from '../../runtime/beads/new/markdown.js';
import type { NewBead, NewBeadFacts } from '../../runtime/beads/new/new-bead.js';
import { knownBeadTypes } from '../../runtime/beads/types.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { writeChanged } from '../output/changed.js';
import { projectStepTypes } from '../project-types.js';
import { type LedgerOptions, withLedger } from '../session.js';
import { readFile, readJsonText, readText } from '../texts.js';

export interface CreateOptions extends LedgerOptions {
  readonly file?: string;
  readonly type?: string;
  readonly priority?: string;
  readonly description?: string;
  readonly bodyFile?: string;
  readonly design?: string;
  readonly acceptance?: string;
  readonly notes?: string;
  readonly assignee?: string;
  readonly owner?: string;
  readonly labels?: readonly string[];
  readonly deps?: readonly string[];
  readonly due?: string;
  readonly defer?: string;
  readonly estimate?: string;
  readonly externalRef?: string;
  readonly metadata?: string;
  readonly id?: string;
  readonly parent?: string;
  readonly ephemeral?: boolean;
  readonly silent?: boolean;
}

/** `bd create`: a bead for each title, or for each of a file. */
export async function create(
  titles: readonly string[],
  options: CreateOptions,
  environment: Environment,
): Promise<ExitCode> {
  refuseIdleOptions(titles, options, environment);
  const facts = { types: knownBeadTypes(await projectStepTypes(environment)), now: environment.clock() };
  const { file } = options;
  const wanted =
    file === undefined
      ? await fromOptions(titles, options, facts, environment)
      : await fromFile(file, facts, environment);
  return withLedger(options, environment, async (session) => {
    const change = await session.change((turn) => createBeads(turn, wanted, file));
    const single = file === undefined && titles.length === 1;
    await writeChanged(session, change, { json: options.json, silent: options.silent, single }, environment);
    return EXIT.ok;
  });
}

/** What a file says of its beads, options do not. */
function refuseIdleOptions(
  titles: readonly string[],
  options: CreateOptions,
  { program }: Environment,
): void {
  const { file, json, silent, ledger, actor, ...fields } = options;
  if (silent && json) throw new UsageError('--silent has no effect with --json; drop one of the two');
  if (file === undefined && titles.length === 0)
    throw new UsageError(
      `what is to be done? ${program} create "Fix the login", or ${program} create -f FILE`,
    );
  if (titles.length > 1 && fields.id !== undefined)
    throw new UsageError(`--id is one id, and there are ${titles.length} titles; make them one by one`);
  if (fields.description !== undefined && fields.bodyFile !== undefined)
    throw new UsageError('--body-file has no effect with --description; drop one of the two');
  if (file === undefined) return;
  const [idle] = Object.keys(fields);
  if (titles.length > 0 || idle !== undefined)
    throw new UsageError(
      `with -f the file says all of its beads; drop ${titles.length > 0 ? 'the title' : optionName(idle ?? '')}`,
    );
}

const optionName = (key: string): string =>
  `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

async function fromFile(file: string, facts: NewBeadFacts, environment: Environment): Promise<NewBead[]> {
  const text = await readFile(file, environment);
  if (/\.(?:md|markdown)$/i.test(file)) return readMarkdown(text, file, facts);
  if (file === '-' || /\.(?:jsonl|ndjson|json)$/i.test(file)) return readJsonLines(text, file, facts);
  throw new UsageError(`-f ${file}: a file of beads is markdown (.md) or has a JSON table a line (.jsonl)`);
}

async function fromOptions(
  titles: readonly string[],
  options: CreateOptions,
  facts: NewBeadFacts,
  environment: Environment,
): Promise<NewBead[]> {
  const { description, bodyFile, metadata } = options;
  const texts = {
    description:
      bodyFile !== undefined
        ? await readFile(bodyFile, environment)
        : description && (await readText(description)),
    design: options.design,
    acceptance: options.acceptance,
    notes: options.notes,
    type: options.type,
    priority: options.priority,
    assignee: options.assignee,
    owner: options.owner,
    labels: options.labels?.join(','),
    parent: options.parent,
    dependencies: options.deps?.join(','),
    dueAt: options.due,
    deferUntil: options.defer,
    estimate: options.estimate,
    externalRef: options.externalRef,
    metadata: metadata && (await readJsonText(metadata, environment)),
    id: options.id,
  };
  let shared: Omit<NewBead, 'title'> = { ephemeral: options.ephemeral };
  for (const [field, text] of Object.entries(texts)) {
    if (text !== undefined) shared = { ...shared, ...FIELDS[field as keyof typeof texts](text, facts) };
  }
  return titles.map((title) => ({ ...shared, ...FIELDS.title(title, facts) }));
}
