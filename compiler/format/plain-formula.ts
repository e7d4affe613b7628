import { BELONGS, type FormulaType } from '../check/formula.js';
import type { Formula } from '../check/generated/formula.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Protomolecule, ProtoStep } from '../emit/protomolecule.js';
import { placeholders } from '../language/placeholder.js';
import { NO_SCOPE, render } from '../language/render.js';
import { MAX_PLAIN_NEEDS } from '../limits.js';
import { emptyTable, type Table, type Value } from '../read/spans.js';
import { plainConvoy } from './plain-convoy.js';
import { plainNeeds } from './plain-needs.js';
import { laidConditions, type Refuse } from './plain-step.js';
import { plainSteps } from './plain-steps.js';
import { plainVariables } from './plain-variables.js';

/** A formula without composition, as data. */
export interface PlainFormula {
  readonly doc: Table;
  /** By table of a step: what it was cooked to. */
  readonly origins: ReadonlyMap<Table, ProtoStep>;
  /** Fields of steps that it has no place for, which has been reported. */
  readonly left: ReadonlySet<string>;
}

/** Keys that are consumed by composition, or written from what was cooked. */
const CONSUMED: ReadonlySet<string> = new Set([
  ...['$schema', 'extends', 'patch', 'type', 'description', 'agent', 'review_only', 'vars', 'inputs'],
  ...['steps', 'template', 'legs', 'aspects', 'synthesis', 'presets', 'compose', 'advice', 'pointcuts'],
]);

/**
 * What `doc`, a formula with all that it inherits, has been cooked to, as a formula that is cooked to the same
 * graph and has nothing to compose (spec: PLAIN-1 to PLAIN-6). A convoy stays one where it can; all else is a
 * workflow. What cannot be said so is reported.
 */
export function plainFormula(protomolecule: Protomolecule, doc: Formula, reporter: Reporter): PlainFormula {
  const refuse: Refuse = (what, reason) => reporter.report('GT5020', { what, reason });
  for (const [name, value] of Object.entries(protomolecule.values ?? {})) {
    if (!placeholders(String(value)).some(({ form }) => form === 'variable')) continue;
    refuse(`the value of "${name}"`, 'in a text it would be taken for a variable');
  }
  const needs = plainNeeds(protomolecule);
  if (!needs) {
    const reason = `its steps would need more than ${MAX_PLAIN_NEEDS} others by name (MAX_PLAIN_NEEDS)`;
    refuse('the formula', reason);
    return { doc: emptyTable(), origins: new Map(), left: new Set() };
  }
  const shared = sharedFields(protomolecule, doc);
  const cooked = { ...protomolecule, steps: protomolecule.steps.map((step) => without(step, shared)) };
  const convoy = protomolecule.type === 'convoy' ? plainConvoy(cooked, refuse) : undefined;
  const type: FormulaType = convoy ? 'convoy' : 'workflow';
  const out = emptyTable();
  const put = (key: string, value: unknown): void => {
    if (value !== undefined) out[key] = value as Value;
  };
  put('formula', protomolecule.name);
  put('type', type);
  put('description', protomolecule.description);
  for (const [key, value] of Object.entries({ ...doc, ...shared })) {
    if (CONSUMED.has(key) && !Object.hasOwn(shared, key)) continue;
    if (BELONGS[key as keyof Formula]?.includes(type) ?? true) put(key, value);
    else reporter.report('GT5021', { what: `"${key}" of the convoy` });
  }
  for (const [key, value] of Object.entries(plainVariables(protomolecule, doc, type, reporter)))
    put(key, value);
  put('compose', plainCompose(cooked, doc, refuse));
  if (convoy) {
    put('legs', convoy.legs);
    put('synthesis', convoy.synthesis);
    put('presets', plainPresets(protomolecule, doc));
    return { doc: out, origins: convoy.origins, left: new Set() };
  }
  if (doc.presets) reporter.report('GT5021', { what: '"presets" of the convoy' });
  const left = new Set<string>();
  const leave = (step: string, key: string): void => {
    left.add(key);
    reporter.report('GT5021', { what: `"${key}" of step "${step}"` });
  };
  const { steps, origins } = plainSteps(cooked.steps, needs, refuse, leave);
  put('steps', steps);
  return { doc: out, origins, left };
}

/** What the formula says for all steps that do not say it themselves, as it was cooked. */
function sharedFields({ values = {} }: Protomolecule, { agent, review_only }: Formula): Partial<ProtoStep> {
  const filled =
    agent &&
    render(agent, NO_SCOPE, ({ form, name }) => (form === 'variable' ? values[name] : undefined)).text;
  return {
    ...(filled !== undefined && { agent: filled }),
    ...(review_only !== undefined && { review_only }),
  };
}

function without(step: ProtoStep, shared: Partial<ProtoStep>): ProtoStep {
  const rest = { ...step };
  if (rest.agent === shared.agent) delete rest.agent;
  if (rest.review_only === shared.review_only) delete rest.review_only;
  return rest;
}

/** What is left of `compose`: what is used while the molecule runs, and the gates beside a step's own. */
function plainCompose(
  protomolecule: Protomolecule,
  { compose = {} }: Formula,
  refuse: Refuse,
): object | undefined {
  const { steps, bond_points, hooks = [] } = protomolecule;
  const gate = steps.flatMap((step) =>
    laidConditions(step).map((condition) => ({ before: step.id, condition })),
  );
  const only = (ids: readonly string[] | undefined, what: string): string | undefined => {
    if (ids && ids.length > 1) refuse(what, `it lies at ${ids.length} steps, and can name one only`);
    return ids?.[0];
  };
  const plain = {
    gate,
    bond_points: bond_points.map(({ id, description, after, before, parallel }) => {
      const after_step = only(after, `the bond point "${id}"`);
      const before_step = only(before, `the bond point "${id}"`);
      return {
        id,
        ...(description !== undefined && { description }),
        ...(after_step !== undefined && { after_step }),
        ...(before_step !== undefined && { before_step }),
        ...(parallel !== undefined && { parallel }),
      };
    }),
    hooks: (compose.hooks ?? []).map(({ trigger, attach }, index) => {
      const hook = hooks[index];
      const at = hook?.at ?? only(hook?.after, `the hook that attaches "${attach}"`);
      return { trigger, attach, ...(at !== undefined && { at }), ...(hook?.vars && { vars: hook.vars }) };
    }),
  };
  const kept = Object.entries(plain).filter(([, list]) => list.length > 0);
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

/** The presets, of legs that are there. */
function plainPresets({ steps }: Protomolecule, { presets }: Formula): object | undefined {
  if (!presets) return undefined;
  const ids = new Set(steps.map(({ id }) => id));
  const kept = Object.entries(presets)
    .map(([name, preset]) => [name, { ...preset, legs: preset.legs.filter((leg) => ids.has(leg)) }] as const)
    .filter(([, { legs }]) => legs.length > 0);
  return Object.fromEntries(kept);
}
