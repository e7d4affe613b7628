import pc from 'picocolors';
import { columns } from '../../../compiler/picture/columns.js';
import { LOOKS } from '../../../compiler/picture/states.js';
import { visible } from '../../../compiler/picture/visible.js';
import type { BeadRow } from '../../../runtime/ledger/bead.js';
import type { Digest, DigestStep } from '../../../runtime/ledger/molecule.js';
import { spanOf } from '../../../runtime/molecule/span.js';
import type { Stream } from '../../environment.js';
import { type Row, table } from '../table.js';
import { valuesText } from './head.js';

type Shape = Pick<Stream, 'colors' | 'isTerminal' | 'width'>;

/** The record of a finished molecule, for people. */
export function digestPage(root: BeadRow, digest: Digest, stream: Shape): string {
  const { bold } = pc.createColors(stream.colors);
  const title = `${bold(visible(root.id))}  ${visible(root.title)}\n`;
  return title + digestText(digest, stream);
}

/** The same without a title, to stand below one. */
export function digestText(digest: Digest, stream: Shape): string {
  const { summary, steps } = digest;
  const width = stream.isTerminal ? stream.width : Number.POSITIVE_INFINITY;
  const [headline = '', ...more] = summary.split('\n');
  const fields: readonly (readonly [name: string, value: string | undefined])[] = [
    ['digest of', `${digest.formula}, ${digest.phase === 'vapor' ? 'a wisp' : 'a molecule'}`],
    ['outcome', digest.outcome],
    ['abandoned', digest.abandoned],
    ['summary', headline],
    ...more.map((line) => ['', line] as const),
    ['values', valuesText(digest.values)],
    ['started', digest.started ?? undefined],
    ['ended', digest.ended],
  ];
  const head = table(
    fields.flatMap(([name, value]): Row[] =>
      value || name === '' ? [{ cells: [`  ${name}`, value ?? ''] }] : [],
    ),
    width,
  );
  return `${head}\n${table(
    steps.map((step) => stepRow(step, stream.colors)),
    width,
  )}${outputs(steps)}`;
}

function stepRow(
  { id, title, outcome, reason, worker, attempts, started, ended }: DigestStep,
  colors: boolean,
): Row {
  // What is closed by hand is claimed at that moment.
  const took =
    started === undefined || ended === undefined || started === ended
      ? ''
      : spanOf(Date.parse(ended) - Date.parse(started));
  const again = attempts !== undefined && attempts > 1 ? `${attempts} attempts` : '';
  const told = [again, worker === undefined ? '' : `@${worker}`, reason ?? ''].filter((text) => text !== '');
  const { glyph, color } = LOOKS[outcome];
  return {
    cells: [`  ${glyph}`, id, title, took, told.join(', ')],
    color: pc.createColors(colors)[color],
  };
}

/** What steps put out, as JSON: one line for each. */
function outputs(steps: readonly DigestStep[]): string {
  const told = steps.filter(({ output }) => output !== undefined);
  if (told.length === 0) return '';
  const room = Math.max(...told.map(({ id }) => columns(visible(id))));
  const lines = told.map(({ id, output }) => {
    const name = visible(id);
    return `  ${name}${' '.repeat(room - columns(name))}  ${visible(JSON.stringify(output))}\n`;
  });
  return `\noutputs\n${lines.join('')}`;
}
