import type { Picture, PictureStep } from './picture.js';

/** Where a step of a molecule is, as pictures show it. `open`: something comes first. */
export type PictureState = 'open' | 'ready' | 'active' | 'pass' | 'fail' | 'skipped' | 'cancelled';

/** How a state looks: never by colour alone, which not everybody sees and not every terminal has. */
interface Look {
  /** One column wide. */
  readonly glyph: string;
  /** What the people who read a tooltip are told. */
  readonly word: string;
  /** The colour of the tree. */
  readonly color: 'dim' | 'cyan' | 'yellow' | 'green' | 'red';
  /** Of a drawn step on a light screen. */
  readonly fill: string;
  readonly stroke: string;
  /** The fill on a dark screen; strokes serve both. */
  readonly dark: string;
}

export const LOOKS: Readonly<Record<PictureState, Look>> = {
  open: { glyph: '●', word: 'open', color: 'dim', fill: '#f8fafc', stroke: '#94a3b8', dark: '#1e293b' },
  ready: { glyph: '○', word: 'ready', color: 'cyan', fill: '#ecfeff', stroke: '#0891b2', dark: '#12303a' },
  active: {
    glyph: '◐',
    word: 'in progress',
    color: 'yellow',
    fill: '#fef3c7',
    stroke: '#d97706',
    dark: '#3a2c10',
  },
  pass: { glyph: '✓', word: 'passed', color: 'green', fill: '#dcfce7', stroke: '#16a34a', dark: '#12331f' },
  fail: { glyph: '✗', word: 'failed', color: 'red', fill: '#fee2e2', stroke: '#dc2626', dark: '#3b1616' },
  skipped: { glyph: '↷', word: 'skipped', color: 'dim', fill: '#f1f5f9', stroke: '#64748b', dark: '#0f172a' },
  cancelled: {
    glyph: '⊘',
    word: 'cancelled',
    color: 'dim',
    fill: '#f1f5f9',
    stroke: '#64748b',
    dark: '#0f172a',
  },
};

/** `◐ `, or nothing where a picture is of no molecule. */
export const glyphOf = (step: PictureStep | undefined): string =>
  step?.state === undefined ? '' : `${LOOKS[step.state].glyph} `;

/** The states that a picture has, in the order of the table. */
export function statesIn({ steps }: Picture): PictureState[] {
  const there = new Set(steps.map(({ state }) => state));
  return (Object.keys(LOOKS) as PictureState[]).filter((state) => there.has(state));
}
