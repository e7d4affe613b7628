import { memoryHost } from '../../compiler/host-memory.js';
import { expressions } from '../../compiler/language/parser.js';
import { RuntimeFailure } from '../failure/failure.js';
import { type Ingredients, prepare } from '../molecule/ingredients.js';
import { pour } from '../molecule/pour.js';
import { Workbench } from '../testing/workbench.js';
import type { Act } from './act.js';
import { carryOut } from './carry-out.js';
import { wrongCounts } from './counts.js';
import { Folded, foldedAnew } from './folded.js';
import { perform } from './perform.js';
import { newItem, pourPart } from './pour.js';
import { settle } from './settle.js';
import { differencesOf, type Seen, seenInLedger, seenInModel, wrongReasons } from './view.js';
import { Refused, type World } from './world.js';

/** An engine on a ledger, and the model beside it, to which the same is done. */
export class Beside {
  readonly world: World;
  readonly #attached = new Map<string, Ingredients>();
  #before: Seen | undefined;
  #turn = 0;
  readonly #folded = new Folded();

  private constructor(readonly bench: Workbench) {
    this.world = {
      now: bench.now,
      items: new Map(),
      molecules: new Map(),
      digests: new Set(),
      made: 0,
      condition(text) {
        const parsed = expressions.condition(text, 'running');
        if (!parsed.ok) throw new Error(`no condition: ${text}`);
        return parsed.condition;
      },
      attached: (name) => {
        const found = this.#attached.get(name);
        if (!found) throw new Error(`${name} is not cooked`);
        return found.protomolecule;
      },
    };
  }

  static async open(): Promise<Beside> {
    return new Beside(await Workbench.open());
  }

  /** Pour `main` of these files; false when it cannot be cooked. */
  async pour(files: Readonly<Record<string, string>>, phase: 'liquid' | 'vapor'): Promise<boolean> {
    const host = memoryHost(files);
    const [main] = host.candidates('main');
    const [leg] = host.candidates('leg');
    if (!main) return false;
    const { ingredients } = await prepare(main, host);
    if (!ingredients) return false;
    const { ingredients: attached } = leg ? await prepare(leg, host) : {};
    if (attached) this.#attached.set('leg', attached);
    const { id } = await this.bench.change((turn) => pour(turn, ingredients, { phase }));
    const { protomolecule } = ingredients;
    this.world.molecules.set(id, {
      id,
      phase,
      flags: new Map(),
      bonded: new Set(),
      paused: false,
      cancelled: false,
      isAborting: false,
    });
    newItem({ id, kind: 'container', molecule: id, begun: true }, this.world);
    pourPart({ protomolecule, prefix: `${id}.`, values: {} }, id, id, this.world);
    settle(this.world);
    return true;
  }

  /** Do it to both. Gives what each said of it: `done`, or why not. */
  async act(act: Act): Promise<{ readonly engine: string; readonly model: string }> {
    const model = this.#perform(act);
    const engine = await this.#carryOut(act);
    return { engine, model };
  }

  /** All in which they do not agree, one line each. `isLast`: with what takes too long to be asked each time. */
  async differences(isLast: boolean): Promise<string[]> {
    return this.bench.ledger.read((view) => {
      const beads = view.beads({ ephemeral: 'include' });
      const engine = seenInLedger(view, beads, this.bench.now);
      const model = seenInModel(this.world, (id) => Object.hasOwn(engine.beads, id));
      const asked = isLast ? Object.keys(engine.beads) : this.#asked(engine);
      this.#before = engine;
      const differences = [...differencesOf(engine, model), ...this.#folded.differences(view, beads)];
      if (differences.length > 0) return differences;
      const wrong = wrongReasons(view, asked, this.world);
      return isLast ? [...wrong, ...wrongCounts(view), ...foldedAnew(view, beads)] : wrong;
    });
  }

  /** Those that have changed, and one of all: to ask of each every time why it is where it is takes long. */
  #asked({ beads }: Seen): string[] {
    const ids = Object.keys(beads);
    const one = ids[this.#turn++ % ids.length];
    return ids.filter((id) => id === one || beads[id] !== this.#before?.beads[id]);
  }

  #perform(act: Act): string {
    try {
      perform(act, this.world);
      return 'done';
    } catch (error) {
      if (error instanceof Refused) return error.message;
      throw error;
    }
  }

  async #carryOut(act: Act): Promise<string> {
    try {
      await carryOut(act, this.bench.engine, this.bench, this.#attached.get('leg'));
      return 'done';
    } catch (error) {
      if (error instanceof RuntimeFailure) return `${error.code}: ${error.message}`;
      throw error;
    }
  }

  close(): void {
    this.bench.ledger.close();
  }
}
