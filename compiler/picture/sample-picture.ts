import type { Picture, PictureStep } from './picture.js';

/** `id`, what it needs, and what differs from a task titled `Do <id>`. */
export type SampleStep = readonly [id: string, needs?: readonly string[], rest?: Partial<PictureStep>];

/** A picture from a literal, for tests; the waves follow from the needs. */
export function samplePicture(
  list: readonly SampleStep[],
  barriers: Picture['barriers'] = [],
  name = 'sample',
): Picture {
  const steps = list.map(
    ([id, needs = [], rest = {}]): PictureStep => ({ id, title: `Do ${id}`, type: 'task', needs, ...rest }),
  );
  const barrierNeeds = new Map(barriers.map(({ id, needs }) => [id, needs]));
  const wave = new Map<string, number>();
  const waves: string[][] = [];
  const after = (need: string): number => {
    const behind = barrierNeeds.get(need);
    return behind ? Math.max(0, ...behind.map(after)) : (wave.get(need) ?? -1) + 1;
  };
  for (const { id, needs } of steps) {
    const own = needs.reduce((most, need) => Math.max(most, after(need)), 0);
    wave.set(id, own);
    while (waves.length <= own) waves.push([]);
    waves[own]?.push(id);
  }
  return { name, type: 'workflow', steps, barriers, waves };
}

const inside = (container: string, rest: Partial<PictureStep> = {}): Partial<PictureStep> => ({
  container,
  ...rest,
});

export const CHAIN = samplePicture([['design'], ['build', ['design']], ['test', ['build']]], [], 'chain');

export const DIAMOND = samplePicture(
  [['split'], ['left', ['split']], ['right', ['split']], ['join', ['left', 'right']], ['also', ['split']]],
  [],
  'diamond',
);

/** A container in a container, gates, people, and a step inside that waits for one in another container. */
export const CONTAINERS = samplePicture(
  [
    ['plan', [], { type: 'human' }],
    ['work', ['plan']],
    ['work.api', ['plan'], inside('work')],
    ['work.api.schema', ['plan'], inside('work.api')],
    ['work.api.code', ['work.api.schema'], inside('work.api')],
    ['work.ui', ['plan'], inside('work')],
    ['work.ui.draft', ['plan'], inside('work.ui', { type: 'human' })],
    ['work.ui.code', ['work.ui.draft', 'work.api.schema'], inside('work.ui')],
    ['ship', ['work'], { gates: [{ type: 'gh:run' }, { type: 'timer' }] }],
    ['approve', ['ship'], { type: 'gate' }],
  ],
  [],
  'containers',
);

/** Two rounds of five checks behind barriers. */
export const BARRIERS = samplePicture(
  [
    ...[1, 2, 3, 4, 5].map((part): SampleStep => [`one.${part}`]),
    ...[1, 2, 3, 4, 5].map((part): SampleStep => [`two.${part}`, ['one.end']]),
    ['report', ['two.end']],
  ],
  [
    { id: 'one.end', needs: [1, 2, 3, 4, 5].map((part) => `one.${part}`) },
    { id: 'two.end', needs: [1, 2, 3, 4, 5].map((part) => `two.${part}`) },
  ],
  'barriers',
);

/** A molecule under way: a step in every state, and two containers. */
export const UNDER_WAY = samplePicture(
  [
    ['plan', [], { state: 'pass' }],
    ['lint', ['plan'], { state: 'skipped' }],
    ['build', ['plan'], { state: 'active' }],
    ['build.old', ['plan'], inside('build', { state: 'cancelled' })],
    ['build.api', ['plan'], inside('build', { state: 'fail', remarks: ['attempt 2'] })],
    ['build.ui', ['plan'], inside('build', { state: 'active', type: 'human', remarks: ['ada'] })],
    ['docs', ['plan'], { state: 'ready' }],
    ['ship', ['build', 'docs'], { state: 'open', gates: [{ type: 'gh:run' }] }],
  ],
  [],
  'gt-mol-7x2',
);

/** Ids that are words of JavaScript and of the notations, texts that are markup, escapes and worse. */
export const NASTY = samplePicture(
  [
    [
      'constructor',
      [],
      { title: 'a\u001b[2Jb\r\nnew "line" <script>alert(\'1\')</script> & ]] #quot; `x`\\N' },
    ],
    ['__proto__', ['constructor'], { title: '1. 日本語 **not bold** \u202egnp.exe' }],
    ['end', ['constructor', '__proto__'], { title: '- www.example.org \ud800 \uffff ]--> --> %%{init}%%' }],
    ['subgraph', ['end', 'nobody'], { title: '' }],
  ],
  [],
  'evil "name" <b>&amp;\u001b]0;x\u0007',
);
