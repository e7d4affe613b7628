import type { Cooking } from '../expand/cooking.js';
import type { Schedule } from '../graph/schedule.js';
import type { Source } from '../read/source.js';
import type { Wiring } from '../wire/events.js';
import { emitBondPoints } from './bond-points.js';
import { fingerprint, sha256 } from './fingerprint.js';
import { handOn } from './handing.js';
import { Neighbours } from './neighbours.js';
import type { Protomolecule, ProtoStep } from './protomolecule.js';
import { sorted } from './sorted.js';
import { emitOrigin, emitStep, type StepCore } from './step.js';
import { BOUND_AT_SLING, Texts } from './texts.js';
import { checkUnread } from './unread.js';

/** Put the checked graph into its final form; every text is filled here, and only here. */
export function emit(
  cooking: Cooking,
  wiring: Wiring,
  schedule: Schedule,
  sources: readonly Source[],
): Protomolecule {
  const { formula, values } = cooking;
  const { doc } = formula;
  const texts = new Texts(cooking);
  const neighbours = new Neighbours(wiring);
  const { regions, handed } = handOn(cooking, wiring, neighbours, texts);
  const cores: StepCore[] = schedule.steps.map(({ step, needs }) =>
    emitStep(step, needs, handed.get(step), texts, wiring, cooking),
  );
  checkUnread(cooking);
  const isAspect = formula.type === 'aspect';
  const header = {
    type: formula.type,
    ...(doc.description !== undefined && { description: texts.header(doc, 'description', doc.description) }),
    ...(doc.version !== undefined && { version: doc.version }),
  };
  const body = {
    shape: values.shape,
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
    regions,
    bond_points: emitBondPoints(cooking, neighbours),
    waves: schedule.waves,
    critical_path: schedule.criticalPath,
  };
  return {
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
    };
  }
  for (const name of [...bound].sort()) {
    const from = BOUND_AT_SLING[name];
    if (from) vars[name] = { type: 'string', from };
  }
  return vars;
}
