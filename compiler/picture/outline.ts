import { containersOf } from './containers.js';
import { entriesOf, positionsOf } from './entries.js';
import type { Picture, PictureStep } from './picture.js';

/** A step or barrier in its place. */
export interface Member {
  readonly id: string;
  /** `undefined` for a barrier. */
  readonly step: PictureStep | undefined;
  readonly container: Member | undefined;
  readonly children: readonly Member[];
  /**
   * What it waits for, each once, in author order. Left out are its own contents, its containers and what
   * they wait for (contents wait for what their container waits for), and what names nothing.
   */
  readonly needs: readonly Member[];
  /** Its position in `Outline.members`; its contents stand at `number + 1` to `last`. */
  readonly number: number;
  readonly last: number;
  /** How many containers it is inside of. */
  readonly depth: number;
  /** The first and last wave, counted from 1, of its contents or, without any, of itself. `undefined` for a barrier. */
  readonly waves: readonly [number, number] | undefined;
}

/** The tree of containers, whose siblings stand in topological order of what comes first in them. */
export interface Outline {
  /** The members that are in no container. */
  readonly top: readonly Member[];
  /** All members, each container just before its contents. */
  readonly members: readonly Member[];
}

type Draft = { -readonly [K in keyof Member]: Member[K] } & {
  children: Draft[];
  container: Draft | undefined;
};

export function outline(picture: Picture): Outline {
  const entries = entriesOf(picture);
  const positions = positionsOf(entries);
  const containers = containersOf(entries, positions);
  const waveOf = new Map<string, number>();
  picture.waves.forEach((wave, index) => {
    for (const id of wave) waveOf.set(id, index + 1);
  });
  const drafts = entries.map(({ id, step }): Draft => {
    const wave = step && waveOf.get(id);
    return {
      id,
      step,
      container: undefined,
      children: [],
      needs: [],
      number: -1,
      last: -1,
      depth: 0,
      waves: wave === undefined ? undefined : [wave, wave],
    };
  });
  const top = arrange(drafts, containers);
  const members = number(top);
  spanContents(members);
  const needsOf: Set<Member>[] = entries.map(({ needs }) => membersOf(needs, drafts, positions));
  drafts.forEach((draft, position) => {
    const { container } = draft;
    const ofContainer = needsOf[containers[position] as number];
    // A container that stands for its end waits for its contents, too; that says nothing of the others.
    const implied = (need: Member): boolean =>
      container !== undefined && ofContainer?.has(need) === true && !contains(container, need);
    draft.needs = [...(needsOf[position] as Set<Member>)].filter(
      (need) => !implied(need) && !contains(need, draft) && !contains(draft, need),
    );
  });
  return { top, members };
}

function membersOf(
  needs: readonly string[],
  drafts: readonly Draft[],
  positions: ReadonlyMap<string, number>,
): Set<Draft> {
  const found = new Set<Draft>();
  for (const need of needs) {
    const draft = drafts[positions.get(need) ?? -1];
    if (draft) found.add(draft);
  }
  return found;
}

/** Whether `inner` is `outer` or anywhere inside of it. */
export function contains(outer: Member, inner: Member): boolean {
  return outer.number <= inner.number && inner.number <= outer.last;
}

/** Hang each member into its container, both where the first of them comes. Returns those without a container. */
function arrange(drafts: readonly Draft[], containers: Int32Array): Draft[] {
  const top: Draft[] = [];
  const hung = new Uint8Array(drafts.length);
  const path: number[] = [];
  for (let position = 0; position < drafts.length; position++) {
    for (let at = position; at !== -1 && hung[at] === 0; at = containers[at] as number) {
      hung[at] = 1;
      path.push(at);
    }
    for (let at = path.pop(); at !== undefined; at = path.pop()) {
      const draft = drafts[at] as Draft;
      draft.container = drafts[containers[at] as number];
      (draft.container?.children ?? top).push(draft);
    }
  }
  return top;
}

function number(top: readonly Draft[]): Draft[] {
  const members: Draft[] = [];
  const stack = [...top].reverse();
  for (let draft = stack.pop(); draft; draft = stack.pop()) {
    draft.number = members.length;
    draft.last = members.length;
    draft.depth = draft.container ? draft.container.depth + 1 : 0;
    members.push(draft);
    for (let child = draft.children.length - 1; child >= 0; child--)
      stack.push(draft.children[child] as Draft);
  }
  return members;
}

/** Let containers know how far their contents reach: the innermost first, so that one pass does. */
function spanContents(members: readonly Draft[]): void {
  for (let position = members.length - 1; position >= 0; position--) {
    const member = members[position] as Draft;
    let waves: Member['waves'];
    for (const child of member.children) {
      member.last = Math.max(member.last, child.last);
      if (!child.waves) continue;
      waves = waves ? [Math.min(waves[0], child.waves[0]), Math.max(waves[1], child.waves[1])] : child.waves;
    }
    member.waves = waves ?? member.waves;
  }
}
