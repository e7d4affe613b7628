import { quote } from '../diagnostics/define.js';
import { editDistance } from '../diagnostics/edit-distance.js';
import type { Table } from '../read/spans.js';
import type { CheckContext } from './context.js';
import { valueName } from './value-name.js';

export const MODES = ['replace', 'append', 'skip'] as const;
export type Mode = (typeof MODES)[number];

/** One `[[step-overrides]]` of an overlay. */
export interface Override {
  readonly step: string;
  /** Undefined where it is wrong, which has been reported. */
  readonly mode: Mode | undefined;
  readonly description: string | undefined;
  readonly table: Table;
}

/** Where an overlay has its overrides, and the keys of one. */
export const LIST = 'step-overrides';
export const KEYS = ['step_id', 'mode', 'description'] as const;

/** The overrides of an overlay, those that say for which step; what is wrong with them is reported. */
export function readOverrides(root: Table, context: CheckContext): Override[] {
  const { reporter, spans } = context;
  mendKeys(root, [LIST], 'the overlay', context);
  const list = root[LIST];
  if (list === undefined) return [];
  const told = (actual: string, span: ReturnType<typeof spans.value>): void => {
    const facts = { key: LIST, expected: `tables, each under [[${LIST}]]`, actual };
    reporter.report('GT2002', facts, { span });
  };
  if (!Array.isArray(list)) {
    told(valueName(list), spans.value(root, LIST));
    return [];
  }
  return list.flatMap((item, index) => {
    if (typeof item === 'object' && !Array.isArray(item)) return readOverride(item, context) ?? [];
    told(valueName(item), spans.item(root, LIST, index));
    return [];
  });
}

function readOverride(table: Table, context: CheckContext): Override | undefined {
  const { reporter, spans } = context;
  mendKeys(table, KEYS, 'an override', context);
  const step = readText(table, 'step_id', context);
  const where = step === undefined ? 'an override' : `the override of ${quote(step)}`;
  const mode = readMode(table, where, context);
  const description = readText(table, 'description', context);
  const span = spans.table(table);
  if (mode === 'skip' && description !== undefined) {
    const because = 'the mode "skip" takes the step out';
    reporter.report(
      'GT2012',
      { where, key: 'description', because },
      { span: spans.key(table, 'description') },
    );
  }
  if ((mode === 'replace' || mode === 'append') && !isWritten(table, 'description', context)) {
    const because = `it is what the mode ${quote(mode)} is about`;
    reporter.report('GT2011', { where, key: 'description', because }, { span });
  }
  if (step !== undefined) return { step, mode, description, table };
  if (!isWritten(table, 'step_id', context)) reporter.report('GT2003', { key: 'step_id', where }, { span });
  return undefined;
}

function readMode(table: Table, where: string, context: CheckContext): Mode | undefined {
  const { reporter, spans } = context;
  const written = readText(table, 'mode', context);
  const mode = MODES.find((each) => each === written);
  if (mode) return mode;
  if (!isWritten(table, 'mode', context)) {
    reporter.report('GT2003', { key: 'mode', where }, { span: spans.table(table) });
  } else if (written !== undefined) {
    const near = reporter.near(written, MODES);
    const span = spans.value(table, 'mode');
    const [meant] = near;
    const fix =
      span && meant !== undefined && isSlip(written, meant)
        ? { title: `write ${quote(meant)}`, edits: [{ span, text: quote(meant) }] }
        : undefined;
    const facts = { key: 'mode', value: valueName(written), allowed: MODES, near };
    reporter.report('GT2004', facts, { span, fix });
  }
  return undefined;
}

function readText(table: Table, key: string, { reporter, spans }: CheckContext): string | undefined {
  const value = table[key];
  if (value === undefined || typeof value === 'string') return value;
  const facts = { key, expected: 'a string', actual: valueName(value) };
  reporter.report('GT2002', facts, { span: spans.value(table, key) });
  return undefined;
}

/** Whether the key is there, be its value right or not: what is wrong with that has been told. */
const isWritten = (table: Table, key: string, { spans }: CheckContext): boolean =>
  spans.key(table, key) !== undefined;

/** Report unknown keys, and take one that is a slip of a key that is missing for that. */
function mendKeys(
  table: Table,
  known: readonly string[],
  where: string,
  { reporter, spans }: CheckContext,
): void {
  for (const key of Object.keys(table)) {
    const value = table[key];
    if (known.includes(key) || value === undefined) continue;
    const near = reporter.near(key, known);
    const [meant] = near;
    const span = spans.key(table, key);
    const isMeant = meant !== undefined && table[meant] === undefined && isSlip(key, meant);
    const fix =
      isMeant && span ? { title: `rename to ${quote(meant)}`, edits: [{ span, text: meant }] } : undefined;
    reporter.report('GT2001', { key, where, near, belongs: [] }, { span, fix });
    delete table[key];
    if (!isMeant) continue;
    table[meant] = value;
    spans.alias(table, meant, key);
  }
}

/** What is further off may be meant, and is said; but to go on as if it were meant would be guessing. */
const isSlip = (written: string, meant: string): boolean =>
  editDistance(written.toLowerCase(), meant, 1, { cells: 0 }) <= 1;
