/** What the planner knows of a lane that has work. */
export interface Candidate {
  readonly lane: number;
  readonly rig: string | null;
  readonly agent: string;
  /** Of the step that is ready first. */
  readonly priority: number;
  /** When its molecule was slung; milliseconds since 1970. */
  readonly slungAt: number;
}

/** How many may be at work at the same time. */
export interface Capacity {
  readonly all: number;
  readonly perRig: ReadonlyMap<string, number>;
  readonly perAgent: ReadonlyMap<string, number>;
}

/** Who is at work now. */
export interface Busy {
  readonly rig: string | null;
  readonly agent: string;
}

export type Decision =
  | { readonly do: 'start'; readonly lane: number }
  | { readonly do: 'wait'; readonly lane: number; readonly reason: string };

/**
 * Who is sent, out of all that could be: a pure function of the facts. The most urgent first; among equals the rig with the
 * fewest at work, so that one with much to do does not keep the others out; then the oldest. All that the capacity allows are
 * sent at once.
 */
export function plan(
  candidates: readonly Candidate[],
  busy: readonly Busy[],
  capacity: Capacity,
): Decision[] {
  const rigs = new Map<string | null, number>();
  const agents = new Map<string, number>();
  const count = <K>(map: Map<K, number>, key: K, by: number): number => {
    const next = (map.get(key) ?? 0) + by;
    map.set(key, next);
    return next;
  };
  for (const { rig, agent } of busy) {
    count(rigs, rig, 1);
    count(agents, agent, 1);
  }
  let all = busy.length;
  const decisions: Decision[] = [];
  const left = new Set(candidates);
  while (left.size > 0) {
    // Of many that wait, only those that may be sent are put in order.
    const next = all < capacity.all ? best(left, rigs) : first(left);
    left.delete(next);
    const { lane, rig, agent } = next;
    const inRig = rigs.get(rig) ?? 0;
    const ofAgent = agents.get(agent) ?? 0;
    const mostInRig = rig === null ? undefined : capacity.perRig.get(rig);
    const mostOfAgent = capacity.perAgent.get(agent);
    const reason =
      all >= capacity.all
        ? `${all} polecats are at work, which is all that may be`
        : mostInRig !== undefined && inRig >= mostInRig
          ? `${inRig} polecats are at work in ${rig}, which is all that may be there`
          : mostOfAgent !== undefined && ofAgent >= mostOfAgent
            ? `${ofAgent} of the agent ${agent} are at work, which is all that may be`
            : undefined;
    if (reason !== undefined) decisions.push({ do: 'wait', lane, reason });
    else {
      decisions.push({ do: 'start', lane });
      all += 1;
      count(rigs, rig, 1);
      count(agents, agent, 1);
    }
  }
  return decisions;
}

function first(candidates: ReadonlySet<Candidate>): Candidate {
  for (const candidate of candidates) return candidate;
  throw new Error('there is nothing to choose from');
}

function best(candidates: ReadonlySet<Candidate>, rigs: ReadonlyMap<string | null, number>): Candidate {
  const load = ({ rig }: Candidate): number => rigs.get(rig) ?? 0;
  let chosen = first(candidates);
  for (const other of candidates) {
    const order =
      other.priority - chosen.priority ||
      load(other) - load(chosen) ||
      other.slungAt - chosen.slungAt ||
      other.lane - chosen.lane;
    if (order < 0) chosen = other;
  }
  return chosen;
}
