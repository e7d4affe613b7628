import { LOOKS, type PictureState } from '../states.js';
import { FONT } from './fonts.js';

const SANS = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif";
const MONO = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/**
 * Classes and ids begin with `gt-`: a page that has the picture in it shares its style sheet. Colours
 * stand in rules, not in custom properties, which not every renderer of SVG knows.
 */
export const STYLE = `
.gt-picture { font-family: ${SANS}; }
.gt-paper { fill: #ffffff; }
.gt-name { font-size: ${FONT.name}px; font-weight: 600; fill: #0f172a; }
.gt-note { font-size: ${FONT.note}px; fill: #64748b; }
.gt-box { fill: #64748b; fill-opacity: 0.06; stroke: #cbd5e1; }
.gt-box-title { font-size: ${FONT.title}px; font-weight: 600; fill: #334155; }
.gt-grid { fill: none; stroke: #cbd5e1; stroke-dasharray: 4 4; }
.gt-edge { fill: none; stroke: #94a3b8; stroke-width: 1.4; }
.gt-arrow { fill: #94a3b8; }
.gt-step { fill: #ffffff; stroke: #94a3b8; }
.gt-human { fill: #fffbeb; stroke: #d97706; }
.gt-gate { fill: #f5f3ff; stroke: #7c3aed; }
.gt-barrier { fill: #64748b; }
.gt-title { font-size: ${FONT.title}px; font-weight: 500; fill: #0f172a; text-anchor: middle; }
.gt-id { font-family: ${MONO}; font-size: ${FONT.id}px; fill: #64748b; }
.gt-middle { text-anchor: middle; }
.gt-badge { font-size: ${FONT.badge}px; font-weight: 600; fill: #ffffff; text-anchor: middle; }
.gt-badge-human { fill: #b45309; }
.gt-badge-gate { fill: #7c3aed; }
@media (prefers-color-scheme: dark) {
.gt-paper { fill: #0f172a; }
.gt-name, .gt-title { fill: #f1f5f9; }
.gt-note, .gt-id { fill: #94a3b8; }
.gt-box { fill: #94a3b8; fill-opacity: 0.08; stroke: #475569; }
.gt-box-title { fill: #cbd5e1; }
.gt-grid { stroke: #475569; }
.gt-edge { stroke: #64748b; }
.gt-arrow { fill: #64748b; }
.gt-step { fill: #1e293b; stroke: #64748b; }
.gt-human { fill: #292011; stroke: #d97706; }
.gt-gate { fill: #221a38; stroke: #a78bfa; }
.gt-barrier { fill: #94a3b8; }
}
`;

/** What is added for the states that a picture has: behind the rest, so that a state goes before a kind. */
export function stateStyle(states: readonly PictureState[]): string {
  if (states.length === 0) return '';
  const rules = states.map((state) => {
    const { fill, stroke } = LOOKS[state];
    const isOver = state === 'skipped' || state === 'cancelled';
    return `.gt-is-${state} { fill: ${fill}; stroke: ${stroke};${isOver ? ' stroke-dasharray: 3 3;' : ''} }`;
  });
  const dark = states.map((state) => `.gt-is-${state} { fill: ${LOOKS[state].dark}; }`);
  return `${[...rules, '@media (prefers-color-scheme: dark) {', ...dark, '}'].join('\n')}\n`;
}
