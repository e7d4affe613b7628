import { parseMoment } from '../dates.js';
import {
  checkEstimate,
  checkLabels,
  checkName,
  checkText,
  checkTitle,
  checkType,
  parseMetadata,
  parsePriority,
} from '../fields.js';
import { commaSeparated, parseDependencies } from './dependency.js';
import type { NewBead, NewBeadFacts } from './new-bead.js';

type Field = keyof Omit<NewBead, 'line' | 'ephemeral'>;

/** How each field of a new bead is read from a text. They throw the failures of the field. */
export const FIELDS: { readonly [F in Field]-?: (text: string, facts: NewBeadFacts) => Pick<NewBead, F> } = {
  title: (text) => ({ title: checkTitle(text) }),
  description: (text) => ({ description: checkText('the description', text) }),
  design: (text) => ({ design: checkText('the design', text) }),
  acceptance: (text) => ({ acceptance: checkText('the acceptance criteria', text) }),
  notes: (text) => ({ notes: checkText('the notes', text) }),
  type: (text, { types }) => ({ type: checkType(text, types) }),
  priority: (text) => ({ priority: parsePriority(text) }),
  assignee: (text) => ({ assignee: checkName('the assignee', text) }),
  owner: (text) => ({ owner: checkName('the owner', text) }),
  labels: (text) => ({ labels: checkLabels(commaSeparated(text)) }),
  parent: (text) => ({ parent: text }),
  dependencies: (text) => ({ dependencies: parseDependencies(text) }),
  dueAt: (text, { now }) => ({ dueAt: parseMoment(text, now, 'the due date') }),
  deferUntil: (text, { now }) => ({ deferUntil: parseMoment(text, now, 'the date of deferral') }),
  estimate: (text) => ({ estimate: checkEstimate(Number(text)) }),
  externalRef: (text) => ({ externalRef: checkText('the external reference', text) }),
  metadata: (text) => ({ metadata: parseMetadata(text) }),
  id: (text) => ({ id: text }),
  ref: (text) => ({ ref: text }),
};

/** What fields are called in JSON, which is what Beads calls them, and by those who write it by hand. */
export const KEYS: Readonly<Record<string, Field>> = {
  title: 'title',
  description: 'description',
  design: 'design',
  acceptance_criteria: 'acceptance',
  acceptance: 'acceptance',
  notes: 'notes',
  issue_type: 'type',
  type: 'type',
  priority: 'priority',
  assignee: 'assignee',
  owner: 'owner',
  labels: 'labels',
  parent: 'parent',
  dependencies: 'dependencies',
  deps: 'dependencies',
  due_at: 'dueAt',
  due: 'dueAt',
  defer_until: 'deferUntil',
  defer: 'deferUntil',
  estimated_minutes: 'estimate',
  estimate: 'estimate',
  external_ref: 'externalRef',
  metadata: 'metadata',
  id: 'id',
  ref: 'ref',
};
