import fc from 'fast-check';
import type { Act, Reported } from './act.js';
import { isClaimable } from './attempts.js';
import { childrenOf, type Item, type World } from './world.js';

/** Something to be done, as it is drawn: to what, becomes clear when it is its turn. */
export interface DrawnAct {
  readonly what: keyof typeof ACTS;
  readonly pick: number;
  readonly more: number;
}

const MINUTE = 60_000;
const WORKERS = ['ann', 'bob'] as const;
const OUTPUTS = [
  undefined,
  { ok: true },
  { ok: false },
  { ok: 7 },
  { items: [] },
  { items: [1, 2] },
  { go: true },
];
const WAITS = [1_000, 30_000, MINUTE, 2 * MINUTE, 5 * MINUTE, 11 * MINUTE, 30 * MINUTE];

const at = <T>(list: readonly T[], number: number): T => list[number % list.length] as T;

type Draw = (pick: number, more: number, world: World) => Act | undefined;

/** One of those items that are so, or, now and then, any at all: what is not allowed is refused. */
function oneOf(
  isSo: (item: Item, world: World) => boolean,
  act: (item: Item, more: number, world: World) => Act,
): Draw {
  return (pick, more, world) => {
    const items = [...world.items.values()].filter(
      ({ id }) => !world.molecules.has(id) && !world.digests.has(id),
    );
    const fitting = more % 8 === 7 ? items : items.filter((item) => isSo(item, world));
    return fitting.length > 0 ? act(at(fitting, pick), Math.floor(more / 8), world) : undefined;
  };
}

const ofMolecule =
  (act: (molecule: string, more: number) => Act): Draw =>
  (pick, more, { molecules }) =>
    molecules.size > 0 ? act(at([...molecules.keys()], pick), more) : undefined;

const isOpen = ({ end }: Item): boolean => end === null;
const isClosed = ({ end }: Item): boolean => end !== null;
const isClaimed = ({ claim }: Item): boolean => claim !== null && !claim.verifying;
const isPlain = ({ molecule, step, id }: Item): boolean =>
  molecule === null && step === null && !isDigest(id);

/** Of the beads of no molecule only those have such an id. */
const isDigest = (id: string): boolean => id.startsWith('t-mol-') || id.startsWith('t-wisp-');

/** What fits the output of the step more often than not. */
function reported(item: Item, more: number): Reported {
  const { required, properties } = (item.step?.output ?? {}) as { required?: string[]; properties?: object };
  const outputs = required ? OUTPUTS.slice(1, 3) : properties ? OUTPUTS.slice(4, 6) : OUTPUTS;
  const output = more % 5 === 4 ? at(OUTPUTS, Math.floor(more / 5)) : at(outputs, more);
  const outcome = at(['pass', 'pass', 'pass', 'fail', 'fail', 'skipped'] as const, Math.floor(more / 7));
  return { outcome, ...(outcome === 'pass' && output !== undefined && { output }) };
}

/** Rarely with a reason, or most histories would soon have nothing left. */
const dissolving =
  (what: 'squash' | 'burn'): Draw =>
  (pick, more, { molecules, digests }) => {
    const ids = [...molecules.keys(), ...digests];
    return ids.length > 0 ? { do: what, molecule: at(ids, pick), isAbandoned: more % 4 === 0 } : undefined;
  };

/** What can be done, how often it is drawn, and to what. */
const ACTS = {
  claim: [
    10,
    oneOf(isClaimable, ({ id }, more) => {
      const lease = more % 4 === 0 ? null : 10 * MINUTE;
      return { do: 'claim', id, worker: at(WORKERS, more), lease };
    }),
  ],
  report: [
    12,
    oneOf(isClaimed, (item, more) => {
      // Now and then a worker that was fenced.
      const attempt = more % 9 === 8 ? item.attempt - 1 : item.attempt;
      return { do: 'report', id: item.id, attempt, ...reported(item, more) };
    }),
  ],
  close: [
    6,
    oneOf(isClaimable, (item, more) => ({
      do: 'close',
      id: item.id,
      worker: at(WORKERS, more),
      ...reported(item, more),
    })),
  ],
  verify: [
    4,
    oneOf(
      ({ claim }) => claim?.verifying === true,
      ({ id, attempt }, more) => ({
        do: 'verify',
        id,
        attempt: more % 9 === 8 ? attempt - 1 : attempt,
        verdict: at(['pass', 'fail', 'later', 'pass', 'fail'] as const, more),
      }),
    ),
  ],
  heartbeat: [
    2,
    oneOf(isClaimed, ({ id, attempt }, more) => ({
      do: 'heartbeat',
      id,
      attempt: more % 9 === 8 ? attempt - 1 : attempt,
      lease: 10 * MINUTE,
    })),
  ],
  release: [1, oneOf(isClaimed, ({ id }) => ({ do: 'release', id }))],
  skip: [2, oneOf(isOpen, ({ id }) => ({ do: 'skip', id }))],
  force: [
    2,
    oneOf(isOpen, ({ id }, more) => ({ do: 'force', id, outcome: at(['pass', 'fail'] as const, more) })),
  ],
  reopen: [1, oneOf(isClosed, ({ id }) => ({ do: 'reopen', id }))],
  retry: [
    2,
    oneOf(
      ({ end }) => end?.outcome === 'fail',
      ({ id }) => ({ do: 'retry', id }),
    ),
  ],
  defer: [1, oneOf(isOpen, ({ id }, more) => ({ do: 'defer', id, for: at([null, ...WAITS], more) }))],
  wake: [
    1,
    oneOf(
      ({ wake }) => wake !== null,
      ({ id }) => ({ do: 'wake', id }),
    ),
  ],
  mark: [1, oneOf(isOpen, ({ id }, more) => ({ do: 'mark', id, isStuck: more % 2 === 0 }))],
  openGate: [
    3,
    oneOf(
      ({ gates }) => gates.some(({ state }) => state === 'armed'),
      ({ id }, more) => ({ do: 'open-gate', id, at: more % 3 === 0 ? 0 : undefined }),
    ),
  ],
  flag: [
    3,
    ofMolecule((molecule, more) => ({
      do: 'flag',
      molecule,
      name: at(['go', 'stop', 'level', 'done'], more),
      value: at([true, false, 1, 3], Math.floor(more / 4)),
    })),
  ],
  pause: [1, ofMolecule((molecule) => ({ do: 'pause', molecule }))],
  resume: [2, ofMolecule((molecule) => ({ do: 'resume', molecule }))],
  cancel: [
    1,
    (pick, more, world) =>
      more % 4 === 0 ? ofMolecule((molecule) => ({ do: 'cancel', molecule }))(pick, more, world) : undefined,
  ],
  bond: [
    2,
    ofMolecule((molecule, more) => ({
      do: 'bond',
      molecule,
      type: at(['parallel', 'sequential', 'conditional'] as const, more),
    })),
  ],
  squash: [1, dissolving('squash')],
  burn: [1, dissolving('burn')],
  wait: [6, (pick, more) => ({ do: 'wait', for: at(WAITS, pick), isSeen: more % 4 !== 0 })],
  create: [
    3,
    (pick, more, world) => {
      const beads = [...world.items.values()].filter((item) => isPlain(item) && item.end === null);
      const parent = more % 3 === 0 && beads.length > 0 ? at(beads, pick) : undefined;
      const other = more % 2 === 0 && beads.length > 0 ? at(beads, pick + 1) : undefined;
      const type = at(['blocks', 'blocks', 'conditional-blocks', 'waits-for'] as const, more);
      const isCircle =
        other && parent && waitsFor({ of: other, is: 'end' }, { of: parent, is: 'end' }, world);
      const needs = other && !isCircle ? [{ to: other.id, type }] : [];
      return { do: 'create', id: `t-${world.made}`, parent: parent?.id, priority: more % 5, needs };
    },
  ],
  depend: [
    2,
    (pick, more, world) => {
      const items = [...world.items.values()];
      const to = items[pick % Math.max(items.length, 1)];
      // One edge into each molecule.
      const around = (item: Item): string => item.molecule ?? item.id;
      const fitting = items
        .filter(isPlain)
        .filter(
          (item) =>
            to &&
            item.needs.every((need) => around(world.items.get(need.to) ?? item) !== around(to)) &&
            !waitsFor({ of: to, is: 'end' }, { of: item, is: 'begin' }, world),
        );
      const from = fitting[more % Math.max(fitting.length, 1)];
      const type = at(['blocks', 'conditional-blocks'] as const, more);
      return to && from && { do: 'depend', from: from.id, to: to.id, type };
    },
  ],
  undepend: [
    1,
    (pick, more, world) => {
      const beads = [...world.items.values()].filter((item) => isPlain(item) && item.needs.length > 0);
      const from = beads[pick % Math.max(beads.length, 1)];
      return from && { do: 'undepend', from: from.id, to: at(from.needs, more).to };
    },
  ],
} satisfies Record<string, readonly [number, Draw]>;

/** That something begins, or ends. */
interface Moment {
  readonly of: Item;
  readonly is: 'begin' | 'end';
}

/** Whether one moment cannot come before another: circles are for those to refuse who make dependencies. */
function waitsFor(from: Moment, to: Moment, world: World): boolean {
  if (from.of === to.of && (from.is === to.is || from.is === 'end')) return true;
  const { of } = from;
  const parent = of.parent === null ? undefined : world.items.get(of.parent);
  const before: Moment[] =
    from.is === 'end'
      ? [{ of, is: 'begin' }, ...childrenOf(world, of.id).map((child) => ({ of: child, is: 'end' }) as const)]
      : [
          ...of.needs
            .flatMap((need) => world.items.get(need.to) ?? [])
            .map((each) => ({ of: each, is: 'end' }) as const),
          ...(parent ? [{ of: parent, is: 'begin' } as const] : []),
        ];
  return before.some((moment) => waitsFor(moment, to, world));
}

const entries = Object.entries(ACTS) as [DrawnAct['what'], readonly [number, Draw]][];

export const drawnAct: fc.Arbitrary<DrawnAct> = fc.record({
  what: fc.oneof(...entries.map(([what, [weight]]) => ({ weight, arbitrary: fc.constant(what) }))),
  pick: fc.nat({ max: 1_000 }),
  more: fc.nat({ max: 1_000 }),
});

/** What a drawn act comes to now; undefined when there is nothing to do it to. */
export const actOf = ({ what, pick, more }: DrawnAct, world: World): Act | undefined => {
  const [, draw]: readonly [number, Draw] = ACTS[what];
  return draw(pick, more, world);
};
