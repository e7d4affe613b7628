/** Which beads a hook is for. */
export type Trigger =
  | { readonly label: string }
  | { readonly type: string }
  /** Both ends count; 0 is the most urgent. */
  | { readonly priority: { readonly from: number; readonly to: number } };

/** `label:security`, `type:bug`, `priority:0-1` or `priority:2`; undefined when it is none of these. */
export function parseTrigger(text: string): Trigger | undefined {
  const match = /^(label|type|priority):(\S+)$/.exec(text);
  if (!match) return undefined;
  const [, kind, value = ''] = match;
  if (kind === 'label') return { label: value };
  if (kind === 'type') return { type: value };
  const range = /^([0-4])(?:-([0-4]))?$/.exec(value);
  if (!range) return undefined;
  const from = Number(range[1]);
  const to = Number(range[2] ?? range[1]);
  return from <= to ? { priority: { from, to } } : undefined;
}
