import type { LoadedFormula } from '../check/load.js';
import type { Cooking } from '../expand/cooking.js';
import { PRESET_IN_SHAPE } from '../expand/preset.js';
import type { Schedule } from '../graph/schedule.js';
import type { Source } from '../read/source.js';
import type { Wiring } from '../wire/events.js';
import { emitBondPoints } from './bond-points.js';
import { Bonds } from './bonds.js';
import { fingerprint, sha256 } from './fingerprint.js';
import { handOn } from './handing.js';
import { emitHooks } from './hooks.js';
import { Neighbours } from './neighbours.js';
import { Outputs } from './outputs.js';
import type { ProtoBond, Protomolecule, ProtoStep } from './protomolecule.js';
import { RunningConditions } from './running-conditions.js';
import { sorted } from './sorted.js';
import { emitOrigin, emitStep, type StepCore } from './step.js';
import { TakenOutputs } from './taken-outputs.js';
import { BOUND_AT_SLING, Texts } from './texts.js';
import { checkUnread } from './unread.js';

/** What a protomolecule takes from other formulas. */
export interface Surroundings {
  /** Every file that took part. */
  readonly sources: () => readonly Source[];
  /** Cooks what is attached while the molecule runs, by name. */
  readonly cookBonds: (formulas: ReadonlyMap<string, LoadedFormula>) => Readonly<Record<string, ProtoBond>>;
}

/**
 * Put the checked graph into its final form; every text is filled here, and only here. All that there is to report is
 * reported at once; what nobody needs who wants no more than the findings, fingerprint, origins and sums, is made when
 * the protomolecule is asked for.
 */
export function emit(
  cooking: Cooking,
  wiring: Wiring,
  schedule: Schedule,
  surroundings: Surroundings,
): () => Protomolecule {
  const { formula, values } = cooking;
  const { doc } = formula;
  const { preset } = cooking.options;
  const neighbours = new Neighbours(wiring);
  const outputs = new Outputs(neighbours);
  const taken = new TakenOutputs(cooking, outputs, wiring);
  const conditions = new RunningConditions(cooking, outputs, wiring);
  const texts = new Texts(cooking, taken);
  texts.convoy?.checkHeader();
  const bonds = new Bonds(cooking, texts);
  const { regions, handed } = handOn(cooking, wiring, neighbours, texts);
  const emission = { cooking, wiring, texts, bonds, conditions, taken };
  const cores: StepCore[] = schedule.steps.map(({ step, needs }) =>
    emitStep(step, needs, handed.get(step), emission),
  );
  const hooks = emitHooks(cooking, neighbours, bonds);
  checkUnread(emission, outputs);
  taken.reportMissingOrder();
  conditions.reportOwnEnds();
  const sources = surroundings.sources();
  const isAspect = formula.type === 'aspect';
  const header = {
    type: formula.type,
    ...(doc.description !== undefined && { description: texts.header(doc, 'description', doc.description) }),
    ...(doc.version !== undefined && { version: doc.version }),
  };
  const body = {
    shape: { ...(preset && { [PRESET_IN_SHAPE]: preset.name }), ...values.shape },
    ...(Object.keys(values.given).length > 0 && { values: values.given }),
    vars: declarations(cooking, texts),
    ...(doc.phase !== undefined && { phase: doc.phase }),
    ...(doc.pour !== undefined && { pour: doc.pour }),
    ...(doc.review_only !== undefined && { review_only: doc.review_only }),
    ...(doc.squash && { squash: sorted(doc.squash) }),
    ...(doc.prompts && { prompts: sorted(doc.prompts) }),
    ...(doc.output && { output: sorted(doc.output) }),
    ...(doc.presets && { presets: sorted(doc.presets) }),
    ...(isAspect && doc.advice && { advice: doc.advice.map(sorted) }),
    ...(isAspect && doc.pointcuts && { pointcuts: doc.pointcuts.map(sorted) }),
  };
  const tail = {
    barriers: schedule.barriers,
    regions: [...regions].map(([node, region]) => ({ ...region, ...conditions.asked(node) })),
    bond_points: emitBondPoints(cooking, neighbours),
    ...(hooks.length > 0 && { hooks }),
    ...(bonds.formulas.size > 0 && { bonds: surroundings.cookBonds(bonds.formulas) }),
    waves: schedule.waves,
    critical_path: schedule.criticalPath,
  };
  let made: Protomolecule | undefined;
  return () => {
    made ??= {
      format: 1,
      name: formula.name,
      ...header,
      fingerprint: fingerprint([1, header, sorted(body), tail], cores),
      ...body,
      steps: cores.map((core, index): ProtoStep => {
        const { step } = schedule.steps[index] as Schedule['steps'][number];
        return Object.assign(core, { origin: emitOrigin(step, formula, cooking) });
      }),
      ...tail,
      sources: sources.map(({ id, text }) => ({ id, sha256: sha256(text) })),
    };
    return made;
  };
}

function declarations({ formula }: Cooking, { bound }: Texts): Protomolecule['vars'] {
  const vars: Record<string, Protomolecule['vars'][string]> = {};
  for (const variable of formula.variables.values()) {
    const { name, type, description, required, requiredUnless, pattern } = variable;
    vars[name] = {
      type,
      ...(description !== undefined && { description }),
      ...(variable.default !== undefined && { default: variable.default }),
      // With a default, the default serves.
      ...(required && variable.default === undefined && { required }),
      ...(requiredUnless.length > 0 && { required_unless: requiredUnless }),
      ...(variable.enum && { enum: variable.enum }),
      ...(pattern !== undefined && { pattern }),
      ...(variable.from !== undefined && { from: variable.from }),
      ...(variable.isSecret && { secret: true as const }),
    };
  }
  for (const name of [...bound].sort()) {
    const from = BOUND_AT_SLING[name];
    if (from) vars[name] = { type: 'string', from };
  }
  return vars;
}
