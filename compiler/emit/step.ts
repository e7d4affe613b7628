import type { Cooking } from '../expand/cooking.js';
import type { Origin, Region, Step } from '../expand/region.js';
import { titleFromId } from '../expand/title.js';
import type { Composed } from '../inherit/composed.js';
import type { Span } from '../read/source.js';
import type { Emission } from './emission.js';
import { Fields, type Handed, NOTHING_HANDED } from './fields.js';
import { emitOnComplete } from './on-complete.js';
import type { ProtoOrigin, ProtoPlace, ProtoStep } from './protomolecule.js';
import { sorted } from './sorted.js';
import { emitUntil } from './until.js';

/** A step without its origin: what the fingerprint covers. */
export type StepCore = Omit<ProtoStep, 'origin'>;

/** The finished step. `needs`: ids. Absent fields are left out, so that the bytes say nothing twice. */
export function emitStep(
  step: Step,
  needs: readonly string[],
  handed: Handed | undefined,
  { cooking, wiring, texts, bonds, conditions, taken }: Emission,
): StepCore {
  const { doc } = cooking.formula;
  const fields = new Fields(step, handed ?? NOTHING_HANDED, texts, cooking);
  const container = containerOf(step);
  const metadata = fields.inherited('metadata');
  const output = fields.single('output');
  const retry = fields.inherited('retry');
  const check = fields.single('check');
  const spawning = fields.owner('on_complete');
  const agent = fields.inherited('agent') ?? (doc.agent && texts.header(doc, 'agent', doc.agent));
  return defined({
    id: step.id,
    title: fields.own('title') ?? titleFromId(step.id),
    type: fields.inherited('type') ?? 'task',
    needs,
    container: container?.id,
    description: fields.own('description'),
    focus: fields.inherited('focus'),
    brief: texts.convoy?.briefOf(step),
    templates: fields.templates(),
    notes: fields.joined('notes'),
    acceptance: fields.joined('acceptance'),
    priority: fields.inherited('priority'),
    labels: fields.labels(),
    metadata: metadata && sorted(metadata),
    assignee: fields.inherited('assignee'),
    agent,
    interactive: fields.inherited('interactive'),
    parallel: fields.inherited('parallel'),
    review_only: fields.inherited('review_only') ?? doc.review_only,
    waits_for: fields.spawner(wiring),
    gates: fields.gates(conditions),
    retry: retry && sorted(retry),
    check: check && sorted(check),
    timeout: fields.inherited('timeout'),
    on_fail: fields.inherited('on_fail'),
    run_if: fields.inherited('run_if'),
    inputs_from: taken.inputsOf(step),
    output: output && sorted(output),
    on_complete: spawning && emitOnComplete(spawning, output, bonds, cooking),
    loop: emitUntil(step, conditions, cooking),
  }) as StepCore;
}

/** `object` without its undefined values. */
function defined(object: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const key in object) if (object[key] !== undefined) kept[key] = object[key];
  return kept;
}

/** The container that a step is inside of, through any regions. */
export function containerOf(step: Step): Step | undefined {
  let at: Step | Region | undefined = step.inside;
  while (at?.kind === 'region') at = at.inside;
  return at && !at.removed ? at : undefined;
}

export function emitOrigin(step: Step, formula: Composed, cooking: Cooking): ProtoOrigin {
  const place = emitPlace(cooking.context.spans.table(step.table));
  const via: NonNullable<ProtoOrigin['via']>[number][] = [];
  for (let at: Origin | undefined = step.origin; at; at = at.next) {
    via.push({
      kind: at.kind,
      by: at.by,
      ...(at.iteration !== undefined && { iteration: at.iteration }),
      ...emitPlace(at.at),
    });
  }
  const { file = formula.source.id, line = 1, column = 1 } = place;
  return via.length > 0 ? { file, line, column, via } : { file, line, column };
}

function emitPlace(span: Span | undefined): Partial<ProtoPlace> {
  if (!span) return {};
  const { line, column } = span.source.position(span.start);
  return { file: span.source.id, line, column };
}
