import { type Item, type Level, offsetOf, type Segment } from './level.js';

/** Where the upper left corner of a level is in the drawing. */
export interface Origin {
  readonly x: number;
  readonly y: number;
}

/** The segments of a level as paths: upright beside the items of a row, a curve between two rows. */
export function drawEdges(level: Level, origin: Origin): string[] {
  return level.segments.map((segment) => {
    const path = `<path class="gt-edge" d="${route(level, segment, origin)}"`;
    if (segment.arrow === 'none') return `${path}/>`;
    return `${path} marker-${segment.arrow === 'down' ? 'end' : 'start'}="url(#gt-arrow)"/>`;
  });
}

function route(level: Level, segment: Segment, { x, y }: Origin): string {
  const { upper, lower, upperPort, lowerPort } = segment;
  const fromX = x + upper.x + offsetOf(upper, upperPort);
  const toX = x + lower.x + offsetOf(lower, lowerPort);
  const fromY = y + (isPoint(upper) ? upper.top : upper.top + upper.height);
  const toY = y + lower.top;
  if (Math.abs(fromX - toX) < 0.75) return `M${round(toX)} ${round(fromY)}V${round(toY)}`;
  const curveFrom = y + (level.rowTop[upper.row] as number) + (level.rowHeight[upper.row] as number);
  const curveTo = y + (level.rowTop[lower.row] as number);
  const half = (curveFrom + curveTo) / 2;
  const start = `M${round(fromX)} ${round(fromY)}`;
  const down = curveFrom > fromY ? `V${round(curveFrom)}` : '';
  const curve = `C${round(fromX)} ${round(half)} ${round(toX)} ${round(half)} ${round(toX)} ${round(curveTo)}`;
  return `${start}${down}${curve}${toY > curveTo ? `V${round(toY)}` : ''}`;
}

function isPoint({ kind }: Item): boolean {
  return kind === 'bend' || kind === 'port';
}

/** A tenth of a pixel is as much as anybody sees, and halves the file. */
export function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
