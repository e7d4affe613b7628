import { memoryHost } from '../../compiler/host-memory.js';
import type { BeadRow } from '../ledger/bead.js';
import type { Ledger } from '../ledger/contract.js';
import { openLedger } from '../ledger/open.js';
import { type Ingredients, prepare } from '../molecule/ingredients.js';
import { type Poured, type PourOptions, pour } from '../molecule/pour.js';
import { claim, closeByHand, Engine, passTime, type Report, report, type Turn } from '../step/index.js';

/** When every workbench begins. */
export const START = Date.UTC(2026, 0, 1);

/** A ledger in memory, an engine with a clock of its own, and short words for what tests do. */
export class Workbench {
  now = START;
  readonly files = new Set<string>();

  private constructor(
    readonly ledger: Ledger,
    readonly engine: Engine,
  ) {}

  static async open(folder = ':memory:'): Promise<Workbench> {
    const ledger = await openLedger(folder, { create: { prefix: 't' } });
    let bench: Workbench | undefined;
    const engine = new Engine(ledger, {
      clock: () => bench?.now ?? START,
      env: () => undefined,
      fileExists: (_, path) => bench?.files.has(path),
    });
    bench = new Workbench(ledger, engine);
    return bench;
  }

  /** Cook formulas, each the text of a file that begins with its name; the first is poured. */
  async cook(
    texts: Readonly<Record<string, string>>,
    values: Readonly<Record<string, string>> = {},
  ): Promise<Ingredients> {
    const host = memoryHost(
      Object.fromEntries(
        Object.entries(texts).map(([name, text]) => [`${name}.formula.toml`, `formula = "${name}"\n${text}`]),
      ),
    );
    const [first = ''] = Object.keys(texts);
    const [candidate] = host.candidates(first);
    if (!candidate) throw new Error(`there is no formula ${first}`);
    const { ingredients, diagnostics } = await prepare(candidate, host, {
      values: new Map(Object.entries(values)),
    });
    if (ingredients) return ingredients;
    throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  }

  async pour(
    text: string | Readonly<Record<string, string>>,
    options: Partial<PourOptions> & { values?: Readonly<Record<string, string>> } = {},
  ): Promise<Poured> {
    const { values, ...others } = options;
    const ingredients = await this.cook(typeof text === 'string' ? { main: text } : text, values);
    return this.change((turn) => pour(turn, ingredients, { phase: 'liquid', ...others }));
  }

  change<T>(work: (turn: Turn) => T, actor = 'tester'): Promise<T> {
    return this.engine.change(actor, work);
  }

  /** The bead with that id. */
  async bead(id: string): Promise<BeadRow> {
    const bead = await this.ledger.read((view) => view.beadById(id));
    if (!bead) throw new Error(`there is no bead ${id}`);
    return bead;
  }

  /** Claim a step and report it. */
  async do(id: string, given: Partial<Report> = {}, worker = 'w'): Promise<boolean> {
    const { n } = await this.bead(id);
    return this.change((turn) => {
      const claimed = claim(turn, n, { worker, lease: 600_000 });
      return report(turn, claimed, claimed.attempt, { outcome: 'pass', ...given });
    }, worker);
  }

  async close(id: string, given: Partial<Report> = {}): Promise<void> {
    const node = await this.bead(id);
    await this.change((turn) => closeByHand(turn, node, { outcome: 'pass', ...given }));
  }

  /** Let time pass, and what it does. */
  async wait(milliseconds: number): Promise<void> {
    this.now += milliseconds;
    await this.change((turn) => passTime(turn));
  }

  /** `step: state` of each step of a molecule, in order; outcomes where they have closed. */
  async states(molecule: number): Promise<string[]> {
    const beads = await this.ledger.read((view) => view.beadsOf(molecule));
    return beads
      .filter(({ n }) => n !== molecule)
      .map(({ step, id, state, outcome, hold }) => `${step ?? id}: ${outcome ?? hold ?? state}`);
  }

  async ready(): Promise<string[]> {
    const beads = await this.ledger.read((view) => view.ready({ now: this.now, ephemeral: 'include' }));
    return beads.map(({ step, id }) => step ?? id);
  }
}
