import { askConditions, openAwaiting } from '../../gate/ask.js';
import { findCircles } from '../../ready/circles.js';
import { recount } from '../../ready/recount.js';
import { remembering } from '../../ready/remembering.js';
import { settle } from '../../step/settle.js';
import type { Turn } from '../../step/turn.js';
import { foreignLines, keepForeignLines } from '../foreign.js';
import type { Contents } from '../line/file.js';
import { keyOf, type Line } from '../line/line.js';
import { lineTable } from '../line/write-line.js';
import { bury, dissolve } from './bury.js';
import { type Decisions, decide } from './decide.js';
import { Molecules } from './membership.js';
import { Placing } from './placing.js';
import { storedProtomolecule } from './protomolecule.js';
import type { Findings } from './result.js';
import { insertBeads, type Row, updateBead } from './write-beads.js';

/** Take the lines of a file into the ledger, in one turn that does nothing else. `isShared`: it is the file that git has. */
export function takeIn(turn: Turn, contents: Contents, isShared: boolean, findings: Findings): void {
  const { tx } = turn;
  const decisions = decide(tx, contents, findings);
  for (const line of decisions.protomolecules) tx.putProtomolecule(storedProtomolecule(line));
  const placing = new Placing(tx, tx.nextNumber(), decisions.beads);
  const numberOf = (id: string): number | undefined => placing.numberOf(id);
  const around = bury(turn, decisions.tombstones, numberOf);
  // A bead that goes elsewhere leaves what it was in.
  for (const { n } of decisions.beads) {
    const parent = n === undefined ? undefined : tx.node(n)?.parent;
    if (parent != null) around.add(parent);
  }
  const rows = writeBeads(turn, decisions, placing, findings);
  for (const { incoming, n } of rows) {
    const { line, ours } = incoming;
    around.add(n);
    if (line.type !== 'issue') continue;
    (ours ? findings.updated : findings.created).push(line.id);
    tellImported(turn, line);
  }
  keepForeignLines(tx, withForeign(foreignLines(tx), decisions.foreign));
  if (isShared) for (const [key, text] of decisions.bases) tx.setBase(key, text);
  const added = new Set(rows.flatMap(({ incoming, n }) => (incoming.ours ? [] : [n])));
  // That it was counted here is no change of a bead: it was updated when its line says.
  turn.quietly();
  recount(turn, around, { anyway: added });
  tellGates(turn, rows);
  settle(turn);
  findings.circles = [...findings.circles, ...circlesAmong(turn, around)];
}

function writeBeads(
  turn: Turn,
  { beads, molecules }: Decisions,
  placing: Placing,
  findings: Findings,
): Row[] {
  const { tx } = turn;
  const made = new Molecules(tx, (id) => placing.numberOf(id));
  const roots = new Map(
    beads.map(({ line }) => [placing.numberOf(line.id), line.fields['molecule'] === line.id]),
  );
  const isRoot = (n: number): boolean => roots.get(n) ?? tx.molecule(n) !== undefined;
  for (const { n, ours } of beads)
    if (n !== undefined && ours && roots.get(n) === false && tx.molecule(n)) dissolve(tx, n);
  const steps = stepsByMolecule(beads.map(({ line }) => line));
  for (const incoming of molecules) made.write(incoming, isRoot, steps.get(incoming.line.id) ?? []);
  const rows: Row[] = [];
  for (const incoming of beads) {
    const { line } = incoming;
    const n = placing.numberOf(line.id);
    if (n === undefined) throw new Error(`${line.id} was given no number`);
    const placed = placing.place(line, n);
    for (const on of placed.missing) findings.missing.push({ id: line.id, on });
    if (placed.insideOut !== undefined) findings.circles = [...findings.circles, [line.id, placed.insideOut]];
    rows.push({ incoming, n, placed, member: made.of(line) });
  }
  const added = rows.filter(({ incoming }) => incoming.n === undefined).sort((a, b) => a.n - b.n);
  insertBeads(tx, added, turn.now);
  for (const row of rows) if (row.incoming.n !== undefined) updateBead(tx, row, turn.now);
  return rows;
}

function stepsByMolecule(lines: readonly Line[]): Map<string, Line[]> {
  const steps = new Map<string, Line[]>();
  for (const line of lines) {
    const molecule = line.fields['molecule'];
    if (typeof molecule !== 'string') continue;
    const list = steps.get(molecule);
    if (list) list.push(line);
    else steps.set(molecule, [line]);
  }
  return steps;
}

/** The whole bead as it then is: what became of it before is not known here, and what becomes of it begins from there (R9). */
function tellImported(turn: Turn, line: Line): void {
  const molecule = line.fields['molecule'];
  turn.tx.append({
    at: turn.now,
    type: 'bead.imported',
    subject: line.id,
    molecule: typeof molecule === 'string' ? molecule : null,
    actor: turn.actor,
    attempt: null,
    data: lineTable(line),
  });
}

/** Lines of others, by their keys; what is in the file now goes before what was. */
function withForeign(before: readonly Line[], now: readonly Line[]): Line[] {
  return [...new Map([...before, ...now].map((line) => [keyOf(line), line])).values()];
}

/** What has closed may be what gates wait for. */
function tellGates(turn: Turn, rows: readonly Row[]): void {
  if (turn.tx.armedGates(1).length === 0) return;
  const molecules = new Set<number>();
  for (const { incoming, n } of rows) {
    const { line, ours } = incoming;
    if (line.fields['status'] !== 'closed' || ours?.fields['status'] === 'closed') continue;
    const node = turn.tx.node(n);
    if (!node) continue;
    openAwaiting(turn, node);
    if (ours && node.molecule !== null) molecules.add(node.molecule);
  }
  for (const n of molecules) askConditions(turn, n);
}

/** Circles that are told of, at the most. */
const MOST_CIRCLES = 20;

function circlesAmong(turn: Turn, numbers: ReadonlySet<number>): string[][] {
  const view = remembering(turn.tx);
  const open = [...numbers].filter((n) => view.node(n)?.state === 'blocked');
  return findCircles(view, open)
    .slice(0, MOST_CIRCLES)
    .map((circle) => circle.map((n) => turn.idOf(n) ?? 'a barrier'));
}
