import { quote } from '../../compiler/diagnostics/define.js';
import { isoMoment } from '../../runtime/beads/dates.js';
import type { Waiting } from '../../runtime/beads/waiting.js';
import { counted } from './counted.js';

/** What a bead waits for, in a few words. */
export function reasonText(waiting: Waiting): string {
  switch (waiting.for) {
    case 'bead':
      return `${waiting.bead.id} ${quote(waiting.bead.title)}${waiting.as === 'blocks' ? '' : ` (${waiting.as})`}`;
    case 'parent':
      return `its parent ${waiting.bead.id} has not begun`;
    case 'children':
      return `${counted(waiting.open, 'open child', 'open children')}`;
    case 'gate': {
      const { type, id } = waiting.gate;
      const gate = id === undefined ? `gate ${type}` : `gate ${type} ${id}`;
      return waiting.finding === null ? gate : `${gate}: ${waiting.finding}`;
    }
    case 'hold':
      return HOLDS[waiting.hold];
    case 'time':
      return waiting.at === null ? 'put off' : `until ${isoMoment(waiting.at)}`;
  }
}

const HOLDS = {
  paused: 'its molecule is paused',
  alone: 'it, or what runs, has to run alone in its molecule',
  marked: 'somebody has marked it as blocked',
} as const;

/** As programs are told of it; beads by what they are known by. */
export function reasonJson(waiting: Waiting): Readonly<Record<string, unknown>> {
  switch (waiting.for) {
    case 'bead':
    case 'parent': {
      const { id, title, priority } = waiting.bead;
      return { kind: waiting.for, id, title, priority, ...(waiting.for === 'bead' && { type: waiting.as }) };
    }
    case 'children':
      return { kind: 'children', open: waiting.open };
    case 'gate':
      return {
        kind: 'gate',
        gate: waiting.gate,
        ...(waiting.finding !== null && { finding: waiting.finding }),
      };
    case 'hold':
      return { kind: 'hold', hold: waiting.hold };
    case 'time':
      return { kind: 'time', ...(waiting.at !== null && { until: isoMoment(waiting.at) }) };
  }
}
