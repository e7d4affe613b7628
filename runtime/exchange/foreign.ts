import type { Transaction, View } from '../ledger/contract.js';
import { fileText, readFileText } from './line/file.js';
import type { Line } from './line/line.js';

const SETTING = 'foreign lines';

/** Lines of types that have no meaning here, such as Beads' memories: they are carried along. */
export const foreignLines = (view: View): readonly Line[] => readFileText(view.setting(SETTING) ?? '').lines;

export function keepForeignLines(tx: Transaction, lines: readonly Line[]): void {
  const text = fileText(lines);
  if (text !== (tx.setting(SETTING) ?? '')) tx.setSetting(SETTING, text);
}
