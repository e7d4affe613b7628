import type { Protomolecule, ProtoStep } from '../../compiler/emit/protomolecule.js';
import { renderPrompt } from '../../compiler/language/go-template/render.js';
import type { PromptValues } from '../../compiler/language/go-template/values.js';
import type { Values } from './fill.js';

/** Facts that only whoever pours a convoy knows (spec: CONV-4). */
export type ConvoyFacts = Pick<
  PromptValues,
  'target_description' | 'review_id' | 'pr_number' | 'pr_title' | 'changed_files' | 'files'
>;

type TextField = NonNullable<ProtoStep['templates']>[number];

/**
 * A convoy's protomolecule with its templates rendered (spec: CONV-6): the texts of its legs and its synthesis, and the
 * brief of each as its description.
 */
export function renderConvoy(proto: Protomolecule, values: Values, facts: ConvoyFacts): Protomolecule {
  if (!proto.steps.some(({ templates, brief }) => templates || brief)) return proto;
  return { ...proto, steps: proto.steps.map((step) => renderStep(step, proto, values, facts)) };
}

function renderStep(step: ProtoStep, proto: Protomolecule, values: Values, facts: ConvoyFacts): ProtoStep {
  if (!step.templates && !step.brief) return step;
  const common: PromptValues = { ...facts, formula_name: proto.name, inputs: values };
  const isTemplate = (field: TextField): boolean => step.templates?.includes(field) === true;
  // Titles and focuses name neither themselves nor where anything goes; the rest may name both.
  const named = { id: step.id };
  const own = (field: TextField, given: PromptValues): string | undefined => {
    const text = step[field];
    return text === undefined || !isTemplate(field) ? text : rendered(text, given);
  };
  const title = own('title', { ...common, leg: named }) ?? step.title;
  const focus = own('focus', { ...common, leg: named });
  const leg = { ...named, title, ...(focus !== undefined && { focus }) };
  const output = outputOf(step, proto, { ...common, leg });
  const full: PromptValues = { ...common, leg, ...output };
  const description = own('description', full);
  const told: PromptValues = { ...full, leg: { ...leg, ...(description !== undefined && { description }) } };
  const parts = step.brief?.map((part) =>
    part === 'description'
      ? (description ?? '')
      : rendered(proto.prompts?.[part.slice('prompts.'.length)] ?? '', told),
  );
  const notes = own('notes', full);
  const acceptance = own('acceptance', full);
  const text = parts?.join('\n\n') ?? description;
  return {
    ...step,
    title,
    ...(focus !== undefined && { focus }),
    ...(text !== undefined && { description: text }),
    ...(notes !== undefined && { notes }),
    ...(acceptance !== undefined && { acceptance }),
  };
}

/** Where a leg or the synthesis writes. */
function outputOf(step: ProtoStep, proto: Protomolecule, values: PromptValues): Partial<PromptValues> {
  const { directory, leg_pattern, synthesis } = proto.output ?? {};
  const folder = directory === undefined ? undefined : rendered(directory, values);
  const pattern = step.id === 'synthesis' ? synthesis : leg_pattern;
  const file = pattern === undefined ? undefined : rendered(pattern, values);
  const whole = synthesis === undefined ? undefined : rendered(synthesis, values);
  const path = file === undefined ? undefined : folder === undefined ? file : `${folder}/${file}`;
  return {
    output: {
      ...(folder !== undefined && { directory: folder }),
      ...(whole !== undefined && { synthesis: whole }),
    },
    ...(path !== undefined && { output_path: path }),
  };
}

/** Templates of a protomolecule were checked when it was cooked; what can still go wrong is that they come to too much. */
function rendered(template: string, values: PromptValues): string {
  const result = renderPrompt(template, values);
  if (result.ok) return result.text;
  throw new Error(result.problems.map(({ message }) => message).join('; '));
}
