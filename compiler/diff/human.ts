import type { ProtoOrigin, ProtoPlace } from '../emit/protomolecule.js';
import { describeOrigin } from '../expand/origin.js';
import { visible } from '../picture/visible.js';
import { fieldRows, groupKey, precedenceKey } from './groups.js';
import { foldIterations, type Group, rangeName } from './iterations.js';
import type { Change, Part, Precedence, ProtomoleculeDiff } from './model.js';
import { sameValue } from './same-value.js';
import type { ValueLine, ValueRow } from './values.js';

/** Each marks a piece of one line. */
export interface DiffColors {
  readonly bold: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly dim: (text: string) => string;
}

/** One of the two that are compared. */
export interface Side {
  /** What its user called it. */
  readonly label: string;
  /** Where a person finds a source, by the `tier:name` of an origin. */
  readonly pathOf: (source: string) => string;
}

const same = (text: string): string => text;
const PLAIN: DiffColors = { bold: same, red: same, green: same, cyan: same, dim: same };

const HEADINGS: readonly (readonly [Part, string])[] = [
  ['formula', 'formula'],
  ['shape', 'shape'],
  ['value', 'values'],
  ['variable', 'variables'],
  ['step', 'steps'],
  ['region', 'regions'],
  ['barrier', 'barriers'],
  ['bond_point', 'bond points'],
];

/** A diff for a person, `-` for what only A has and `+` for what only B has; like changes of a loop's iterations are one. Ends with a line end. */
export function renderDiff(diff: ProtomoleculeDiff, a: Side, b: Side, colors: DiffColors = PLAIN): string {
  const printer = new Printer(a, b, colors);
  if (diff.same) return printer.same(diff);
  const { size, changes, order } = diff;
  const sections = [
    printer.head(a.label, b.label, size),
    ...HEADINGS.flatMap(([part, title]) => printer.section(part, title, changes)),
    ...printer.order(order),
    [tally(changes)],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

class Printer {
  constructor(
    private readonly a: Side,
    private readonly b: Side,
    private readonly colors: DiffColors,
  ) {}

  same({ aside }: ProtomoleculeDiff): string {
    const { name, moved, sources } = aside;
    const lines = [`${visible(this.a.label)} and ${visible(this.b.label)} say the same`];
    if (name) lines.push(`  their names differ: ${name.before}, ${name.after}`);
    if (moved > 0) lines.push(`  ${moved} ${moved === 1 ? 'step is' : 'steps are'} written in another place`);
    const files = [...sources.changed, ...sources.added, ...sources.removed];
    if (files.length > 0) lines.push(`  their sources differ: ${files.map(visible).join(', ')}`);
    return `${lines.join('\n')}\n`;
  }

  head(a: string, b: string, { before, after }: ProtomoleculeDiff['size']): string[] {
    const { bold } = this.colors;
    const of = ({ steps, waves }: { steps: number; waves: number }): string =>
      `${steps} ${steps === 1 ? 'step' : 'steps'} in ${waves} ${waves === 1 ? 'wave' : 'waves'}`;
    return [bold(`--- ${visible(a)}  ${of(before)}`), bold(`+++ ${visible(b)}  ${of(after)}`)];
  }

  section(part: Part, title: string, changes: readonly Change[]): string[][] {
    const own = changes.filter((change) => change.part === part);
    if (own.length === 0) return [];
    const groups = foldIterations(own, ({ id }) => id, groupKey);
    return [[this.colors.cyan(title), ...groups.flatMap((group) => this.#group(group))]];
  }

  order({ effective, lost, gained, rewritten, relisted }: ProtomoleculeDiff['order']): string[][] {
    const lines: string[] = [];
    const list = (sign: '-' | '+', pairs: readonly Precedence[]): void => {
      for (const group of foldIterations(pairs, ({ step }) => step, precedenceKey)) {
        const step = rangeName(group.map((each) => each.step));
        const waitsFor = rangeName(group.map((each) => each.waitsFor));
        lines.push(this.#signed(sign, `${visible(step)} waits for ${visible(waitsFor)}`));
      }
    };
    list('-', lost);
    list('+', gained);
    const others = rewritten === 1 ? 'one of them has other needs' : `${rewritten} of them have other needs`;
    if (effective === 'same' && rewritten > 0)
      lines.push(`  the order of the steps that both have is the same, though ${others}`);
    if (effective === 'unknown')
      lines.push(
        `  ${rewritten} steps have other needs, too many to compare the order that follows from them`,
      );
    if (relisted) lines.push('  what both have is listed in another order');
    return lines.length > 0 ? [[this.colors.cyan('order'), ...lines]] : [];
  }

  #group(group: Group<Change>): string[] {
    const [first] = group;
    const { kind, part } = first;
    const id = visible(rangeName(group.map((each) => each.id)));
    const count = group.length > 1 ? this.colors.dim(`  (${group.length} ${part}s)`) : '';
    const rows = [
      ...this.#places(first),
      ...(kind === 'added' || kind === 'removed' ? [] : fieldRows(group)),
    ];
    const width = Math.max(0, ...rows.map(({ name }) => name.length));
    const lines = rows.flatMap((row) => this.#row(row, width));
    switch (kind) {
      case 'added':
        return [this.#signed('+', id) + count, ...lines];
      case 'removed':
        return [this.#signed('-', id) + count, ...lines];
      case 'changed':
        // A formula has one name, which the head has told.
        return part === 'formula' ? lines : [`~ ${id}${count}`, ...lines];
      case 'renamed': {
        const was = visible(rangeName(group.map((each) => each.was ?? each.id)));
        return [`~ ${was} -> ${id}, probably renamed${count}`, ...lines];
      }
    }
  }

  /** Where a step is written on each side, and how it came from there. */
  #places({ before, after }: Change): ValueRow[] {
    const left = before ? this.#chain(before, this.a) : [];
    const right = after ? this.#chain(after, this.b) : [];
    const sign = (of: '-' | '+', lines: readonly string[]): ValueLine[] =>
      lines.map((text) => ({ sign: left.length > 0 && right.length > 0 ? of : ' ', text }));
    const lines = sameValue(left, right)
      ? left.map((text): ValueLine => ({ sign: ' ', text }))
      : [...sign('-', left), ...sign('+', right)];
    return lines.length > 0 ? [{ name: 'at', lines }] : [];
  }

  #chain({ via = [], ...place }: ProtoOrigin, side: Side): string[] {
    const at = (where: Partial<ProtoPlace>): string =>
      where.file === undefined ? '' : `${visible(side.pathOf(where.file))}:${where.line}:${where.column}`;
    return [
      at(place),
      // The id says which iteration.
      ...via
        .filter(({ kind }) => kind !== 'iteration')
        .map(
          (link) => `  ${visible(describeOrigin({ ...link, at: undefined, next: undefined }))} ${at(link)}`,
        ),
    ];
  }

  #row({ name, lines }: ValueRow, width: number): string[] {
    return lines.map(({ sign, text }, at) => {
      const label = (at === 0 ? name : '').padEnd(width);
      return `    ${label}  ${this.#signed(sign, text)}`.trimEnd();
    });
  }

  #signed(sign: ValueLine['sign'], text: string): string {
    const { red, green } = this.colors;
    const line = `${sign} ${text}`;
    if (sign === ' ') return line;
    return sign === '-' ? red(line) : green(line);
  }
}

/** `2 steps added, 1 changed; 1 variable removed`. */
function tally(changes: readonly Change[]): string {
  const parts = HEADINGS.flatMap(([part]) => {
    const own = changes.filter((change) => change.part === part);
    const counts = (['added', 'removed', 'changed', 'renamed'] as const).flatMap((kind) => {
      const count = own.filter((change) => change.kind === kind).length;
      return count > 0 ? [{ kind, count }] : [];
    });
    if (part === 'formula') return own.length > 0 ? ['the formula itself changed'] : [];
    const word = part === 'shape' ? 'shape value' : part.replace('_', ' ');
    return counts.length === 0
      ? []
      : [
          counts
            .map(({ kind, count }, at) =>
              at === 0 ? `${count} ${word}${count === 1 ? '' : 's'} ${kind}` : `${count} ${kind}`,
            )
            .join(', '),
        ];
  });
  return parts.length > 0 ? parts.join('; ') : 'nothing else differs';
}
