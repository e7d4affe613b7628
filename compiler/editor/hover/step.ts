import type { Protomolecule, ProtoStep } from '../../emit/protomolecule.js';
import { describedGate } from './gate.js';
import { beginning, code, prose } from './markdown.js';

const HOW: Readonly<Record<string, string>> = {
  inherited: 'inherited by',
  expanded: 'expanded by',
  woven: 'woven in by',
  iteration: 'an iteration of',
};

/** A step as it was cooked: what it says, where it comes from, what it waits for. Of one that was replaced, what stands there. */
export function describedStep(id: string, protomolecule: Protomolecule | undefined): string[] {
  const step = protomolecule?.steps.find((each) => each.id === id);
  if (step) return describedOne(step);
  const region = protomolecule?.regions.find((each) => each.id === id);
  if (!region || !protomolecule) return [];
  const inside = protomolecule.steps.filter((each) => each.id.startsWith(`${id}.`));
  const members = inside.slice(0, 10).map((each) => code(each.id));
  return [
    `In its place stand ${inside.length} steps: ${members.join(', ')}${inside.length > 10 ? ', …' : ''}.`,
    `It begins with ${region.entries.map(code).join(', ')} and ends with ${region.exits.map(code).join(', ')}.`,
  ];
}

function describedOne(step: ProtoStep): string[] {
  const { title, description, needs, origin } = step;
  const via = (origin.via ?? []).map(
    ({ kind, by, file, line }) =>
      `- ${HOW[kind] ?? kind} ${code(by)}${file === undefined ? '' : ` (${file}:${line})`}`,
  );
  return [
    prose(title),
    ...(description === undefined ? [] : [prose(beginning(description))]),
    needs.length === 0 ? 'It waits for nothing.' : `It waits for ${needs.map(code).join(', ')}.`,
    ...(step.gates ?? []).flatMap((gate) => describedGate(gate) ?? []),
    [`Written at ${origin.file}:${origin.line}`, ...via].join('\n'),
  ];
}
