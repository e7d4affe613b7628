import { quote } from '../diagnostics/define.js';
import { joinTexts } from '../read/joined-text.js';
import type { Source } from '../read/source.js';
import { emptyTable, firstLineEnd, type Table, TablePositions } from '../read/spans.js';
import type { CheckContext } from './context.js';
import type { Override } from './overrides.js';

/** What an overlay says of one step, in its order. */
interface Changes {
  /** The first that names the step, whatever its mode. */
  readonly first: Override;
  readonly carried: Override[];
}

/** Overrides as patches by the ids of their steps. What one would undo of another is reported. */
export function overlayPatches(overrides: readonly Override[], source: Source, context: CheckContext): Table {
  const { spans } = context;
  const bySteps = new Map<string, Changes>();
  for (const override of overrides) {
    const changes = bySteps.get(override.step) ?? { first: override, carried: [] };
    bySteps.set(override.step, changes);
    if (override.mode && isCompatible(override, changes.carried, context)) changes.carried.push(override);
  }
  const patches = emptyTable();
  const positions = new TablePositions(source, 0, firstLineEnd(source.text));
  for (const [id, { first, carried }] of bySteps) {
    const name = spans.value(first.table, 'step_id');
    const header = spans.table(first.table);
    // A step whose overrides are all wrong is still looked for.
    const patch = emptyTable();
    if (name && header) {
      positions.add(id, name.start, name.end, header.start, header.end);
      spans.record(patch, new TablePositions(source, header.start, header.end));
    }
    fill(patch, carried, context);
    patches[id] = patch;
  }
  spans.record(patches, positions);
  return patches;
}

function fill(patch: Table, carried: readonly Override[], { spans }: CheckContext): void {
  const texts = carried.flatMap(({ mode, description: text, table }) =>
    text === undefined ? [] : [{ mode, text, table, key: 'description' }],
  );
  const added = texts.filter(({ mode }) => mode === 'append');
  const [replacing] = texts.filter(({ mode }) => mode === 'replace');
  if (replacing) {
    patch['description'] = replacing.text;
    spans.borrow(patch, 'description', replacing.table);
  }
  if (added.length > 0) joinTexts(patch, 'description_add', added, spans);
  if (carried.some(({ mode }) => mode === 'skip')) patch['remove'] = true;
}

/** Whether `override` leaves standing what the earlier ones of its step say, and they it. */
function isCompatible(
  { step, mode, table }: Override,
  earlier: readonly Override[],
  { reporter, spans }: CheckContext,
): boolean {
  const [first] = earlier;
  const isFine = mode === 'append' ? first?.mode !== 'skip' : first === undefined;
  if (isFine || !first?.mode || !mode) return isFine;
  const isGone = first.mode === 'skip' || mode === 'skip';
  const reason = isGone
    ? 'a step that goes cannot change; keep one of them'
    : 'what replaces a description undoes what stands before it; let it come first, or keep one of them';
  const at = spans.value(first.table, 'mode');
  const related = at ? [{ message: 'the first is here', span: at }] : [];
  const facts = { where: `the overlay of ${quote(step)}`, one: first.mode, other: mode, reason };
  reporter.report('GT2010', facts, { span: spans.value(table, 'mode'), related });
  return false;
}
