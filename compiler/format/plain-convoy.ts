import type { Protomolecule, ProtoStep } from '../emit/protomolecule.js';
import type { Table } from '../read/spans.js';
import { plainStep, type Refuse } from './plain-step.js';
import { Shape } from './shape.js';

const keysOf = (shape: Shape): ReadonlySet<string> => new Set(shape.keys);
const LEG_KEYS = keysOf(Shape.formula.below('legs').items);
const SYNTHESIS_KEYS = keysOf(Shape.formula.below('synthesis'));

/** What a leg is cooked to besides its keys. `brief` and `templates` are made of the convoy's prompts and texts. */
const OF_ANY_LEG = new Set(['id', 'needs', 'origin', 'gates', 'brief', 'templates']);

/** The parts of a convoy of which nothing was woven or ordered otherwise, with the steps that they are. */
export interface PlainConvoy {
  readonly legs: Table[];
  readonly synthesis: Table | undefined;
  readonly origins: ReadonlyMap<Table, ProtoStep>;
}

/** The steps as legs and synthesis; undefined where they have become more than these can say. */
export function plainConvoy({ steps }: Protomolecule, refuse: Refuse): PlainConvoy | undefined {
  const synthesis = steps.find(({ id }) => id === 'synthesis');
  const legs = steps.filter((step) => step !== synthesis);
  const isLeg = (step: ProtoStep): boolean => step.needs.length === 0 && has(step, LEG_KEYS);
  if (legs.length === 0 || !legs.every(isLeg) || (synthesis && !has(synthesis, SYNTHESIS_KEYS)))
    return undefined;
  const origins = new Map<Table, ProtoStep>();
  const table = (step: ProtoStep, keys: ReadonlySet<string>): Table => {
    const made = plainStep({ step, needs: [], prefix: '' }, keys, refuse, () => {});
    origins.set(made, step);
    return made;
  };
  const tables = legs.map((leg) => table(leg, LEG_KEYS));
  if (!synthesis) return { legs: tables, synthesis: undefined, origins };
  const joined = table(synthesis, SYNTHESIS_KEYS);
  delete joined['id'];
  const ids = new Set(legs.map(({ id }) => id));
  // A barrier cannot be in these: legs wait for nothing.
  if (!synthesis.needs.every((need) => ids.has(need))) return undefined;
  if (synthesis.needs.length < legs.length) {
    if (synthesis.needs.length === 0) return undefined;
    joined['depends_on'] = [...synthesis.needs];
  }
  return { legs: tables, synthesis: joined, origins };
}

const has = (step: ProtoStep, keys: ReadonlySet<string>): boolean =>
  Object.keys(step).every((key) => keys.has(key) || OF_ANY_LEG.has(key));
