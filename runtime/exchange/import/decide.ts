import type { View } from '../../ledger/contract.js';
import { keysById } from '../all-lines.js';
import type { Contents, Damaged } from '../line/file.js';
import { keyOf, type Line } from '../line/line.js';
import { readLine } from '../line/read-line.js';
import type { Dependency } from '../line/relations.js';
import { textOfTime } from '../line/time.js';
import { lineText } from '../line/write-line.js';
import { linesByKey } from '../merge/merge-files.js';
import { mergeLine, updatedAt } from '../merge/merge-line.js';
import { isBuried } from '../merge/tombstones.js';
import { barrierLine, beadLine } from '../rows/bead-line.js';
import { moleculeLine } from '../rows/molecule-line.js';
import { Names } from '../rows/names.js';
import { protomoleculeProblemOf } from './protomolecule.js';
import type { Findings } from './result.js';

/** A line to be written into the ledger. */
export interface Incoming {
  readonly line: Line;
  /** Its node; undefined when it is new. */
  readonly n: number | undefined;
  /** As the ledger has it. */
  readonly ours: Line | undefined;
}

/** What is to be done about each line of a file. */
export interface Decisions {
  readonly beads: readonly Incoming[];
  readonly molecules: readonly Incoming[];
  readonly protomolecules: readonly Line[];
  /** Of beads that are here with their numbers. */
  readonly tombstones: readonly { readonly line: Line; readonly n: number | undefined }[];
  readonly foreign: readonly Line[];
  /** What both sides agree on from now on, by key. */
  readonly bases: ReadonlyMap<string, string>;
}

/** Decide what becomes of each line, without changing anything. */
export function decide(view: View, contents: Contents, findings: Findings): Decisions {
  return new Deciding(view, contents, findings).run();
}

class Deciding {
  readonly #names: Names;
  readonly #keys: ReadonlyMap<string, readonly string[]>;
  readonly #lines: ReadonlyMap<string, Line>;
  readonly #bases = new Map<string, string>();
  readonly #tombstones = new Map<string, Line>();
  readonly #numbers = new Map<string, number | undefined>();
  readonly #gone: ReadonlyMap<string, number>;

  constructor(
    private readonly view: View,
    private readonly contents: Contents,
    private readonly findings: Findings,
  ) {
    this.#names = new Names(view);
    this.#keys = keysById(view);
    this.#gone = new Map(view.tombstones().map(({ id, at }) => [id, at]));
    this.#lines = linesByKey(contents, { get: (key) => this.#baseOf(key) }, findings.conflicts);
  }

  run(): Decisions {
    const lines = [...this.#lines.values()];
    const of = (...types: readonly string[]): Line[] => lines.filter(({ type }) => types.includes(type));
    for (const line of of('tombstone')) this.#tombstones.set(line.id, line);
    const protomolecules = of('protomolecule').filter((line) => this.#isSound(line));
    const sound = new Set(protomolecules.map(({ id }) => id));
    const molecules = of('molecule').filter((line) => this.#hasProtomolecules(line, sound));
    const beads = of('issue', 'barrier').filter((line) => this.#isAlive(line));
    const arriving = new Set([
      ...beads.filter((line) => this.#numberOf(line.id) === undefined).map(({ id }) => id),
      ...molecules.filter((line) => this.#ours(line) === undefined).map(({ id }) => id),
    ]);
    const decided = {
      beads: beads.flatMap((line) => this.#merge(line, arriving)),
      molecules: molecules.flatMap((line) => this.#merge(line, arriving)),
      protomolecules,
      tombstones: [...this.#tombstones.values()].flatMap((line) => this.#bury(line)),
      foreign: lines.filter(({ type }) => !OURS.includes(type)),
    };
    return { ...decided, bases: this.#bases };
  }

  /** Take what the line says in with what the ledger has; nothing to be done when it brings nothing. */
  #merge(line: Line, arriving: ReadonlySet<string>): Incoming[] {
    const key = keyOf(line);
    const text = lineText(line);
    const isKnown = this.view.base(key) === text;
    const n = this.#numberOf(line.id);
    const isBead = line.type === 'issue';
    if (isKnown && n !== undefined && !refersTo(line, arriving)) {
      if (isBead) this.findings.unchanged += 1;
      return [];
    }
    if (!isKnown) this.#bases.set(key, text);
    const ours = n === undefined ? undefined : this.#ours(line);
    if (!ours) return [{ line, n, ours }];
    const base = this.#baseOf(key);
    if (base && updatedAt(line) < updatedAt(base)) {
      this.#bases.delete(key);
      this.findings.stale.push(line.id);
      return [];
    }
    const merged = mergeLine({ base, ours, theirs: line });
    this.findings.conflicts.push(...merged.conflicts);
    if (lineText(merged.line) === lineText(ours) && !refersTo(line, arriving)) {
      if (isBead) this.findings.unchanged += 1;
      return [];
    }
    return [{ line: merged.line, n, ours }];
  }

  /** The line that the ledger would write. */
  #ours({ type, id }: Line): Line | undefined {
    const n = this.#numberOf(id);
    if (n === undefined) return undefined;
    if (type === 'molecule') {
      const molecule = this.view.molecule(n);
      return molecule && moleculeLine(this.view, molecule, this.#names);
    }
    const row = this.view.bead(n);
    if (row) return beadLine(this.view, row, this.#names, this.#keys.get(id) ?? []);
    const node = this.view.node(n);
    return node && barrierLine(this.view, node, this.#names);
  }

  /** What both sides last agreed on. A base that cannot be read any more is none. */
  #baseOf(key: string): Line | undefined {
    const text = this.view.base(key);
    const read = text === undefined ? undefined : readLine(text);
    return read && 'line' in read ? read.line : undefined;
  }

  /** Whether a line is of a bead that was deleted nowhere. One that was changed all the same is kept aside. */
  #isAlive(line: Line): boolean {
    const gone = this.#gone.get(line.id);
    const tombstone = this.#tombstones.get(line.id);
    if (gone === undefined && !tombstone) return true;
    const base = this.#baseOf(line.id);
    const isOld = base !== undefined && updatedAt(line) < updatedAt(base);
    const buried: Line = tombstone ?? {
      type: 'tombstone',
      id: line.id,
      fields: { deleted_at: textOfTime(gone ?? 0) },
    };
    if (!isOld && !isBuried(buried, line, base)) this.#keepAside(line, CHANGED);
    return false;
  }

  /** A tombstone that is new here. The bead goes with it, unless somebody is at work on it. */
  #bury(line: Line): Decisions['tombstones'][number][] {
    if (this.#gone.has(line.id)) return [];
    const n = this.#numberOf(line.id);
    const node = n === undefined ? undefined : this.view.node(n);
    const ours = this.#ours({ ...line, type: 'issue' });
    if (n === undefined || !node || !ours) return [{ line, n: undefined }];
    if (node.state === 'claimed' || node.state === 'verifying') {
      this.findings.held.push(line.id);
      return [];
    }
    if (!isBuried(line, ours, this.#baseOf(line.id))) this.#keepAside(ours, CHANGED);
    this.findings.deleted.push(line.id);
    return [{ line, n }];
  }

  #numberOf(id: string): number | undefined {
    if (!this.#numbers.has(id)) this.#numbers.set(id, this.#names.numberOf(id));
    return this.#numbers.get(id);
  }

  #isSound(line: Line): boolean {
    if (this.view.protomolecule(line.id)) return true;
    const problem = protomoleculeProblemOf(line);
    if (problem !== undefined) this.#keepAside(line, problem);
    return problem === undefined;
  }

  /** Without them nothing could be made in it any more. */
  #hasProtomolecules(line: Line, sound: ReadonlySet<string>): boolean {
    const parts = (line.fields['parts'] ?? []) as readonly { readonly fingerprint: string }[];
    const lost = parts.find(
      ({ fingerprint }) => !sound.has(fingerprint) && !this.view.protomolecule(fingerprint),
    );
    if (lost) this.#keepAside(line, `its protomolecule ${lost.fingerprint} is not there`);
    return lost === undefined;
  }

  #keepAside(line: Line, reason: string): void {
    const damaged: Damaged = { at: this.contents.places.get(line) ?? 0, text: lineText(line), reason };
    this.findings.rejected.push(damaged);
  }
}

const OURS = ['issue', 'barrier', 'molecule', 'protomolecule', 'tombstone'];

const CHANGED = 'the bead was deleted, and this line changed by somebody who did not know that';

/** Whether something that a line speaks of comes with this file. */
function refersTo({ fields }: Line, ids: ReadonlySet<string>): boolean {
  if (ids.size === 0) return false;
  const dependencies = (fields['dependencies'] ?? []) as readonly Dependency[];
  return (
    ids.has(String(fields['molecule'])) ||
    ids.has(String(fields['part'])) ||
    dependencies.some(({ depends_on_id }) => ids.has(depends_on_id))
  );
}
