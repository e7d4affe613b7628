import { labelLines, type Shape, shapeOf } from './label.js';
import { nestedLines } from './nested-text.js';
import { type Member, outline } from './outline.js';
import type { Picture } from './picture.js';
import { LOOKS } from './states.js';
import { visible } from './visible.js';

const SHAPES: Record<Exclude<Shape, 'container'>, string> = {
  step: '',
  human: ', shape=note, style=solid, color="#b45309"',
  gate: ', shape=octagon, style=solid, color="#7c3aed"',
  barrier: ', shape=point, width=0.12',
};

/**
 * A Graphviz digraph: containers are clusters, people's steps notes, gates octagons, barriers points.
 * A state fills its step, and frames its container. Nodes are named `n0`, `n1`, … in topological order.
 */
export function dot(picture: Picture): string {
  const { top, members } = outline(picture);
  const title = quote([visible(picture.name)]);
  const head = [
    `digraph ${title} {`,
    `  graph [label=${title}, labelloc=t, compound=true, rankdir=TB, fontname="Helvetica"];`,
    '  node [shape=box, style=rounded, fontname="Helvetica", fontsize=11];',
    '  edge [color="#64748b", arrowsize=0.7];',
  ];
  const nodes = nestedLines(top, {
    leaf: (member) => {
      const shape = SHAPES[shapeOf(member) as Exclude<Shape, 'container'>];
      return `n${member.number} [label=${quote(labelLines(member))}${shape}${filled(member)}];`;
    },
    open: (member) => [
      `subgraph ${cluster(member)} {`,
      `label=${quote(labelLines(member))};`,
      `style=rounded; color="${strokeOf(member) ?? '#94a3b8'}";`,
    ],
    close: '}',
  });
  const edges = members.flatMap((member) => member.needs.map((need) => `  ${edge(need, member, members)};`));
  return `${[...head, ...nodes, ...edges, '}'].join('\n')}\n`;
}

const strokeOf = ({ step }: Member): string | undefined => step?.state && LOOKS[step.state].stroke;

/** Of an attribute that is given twice the last counts. */
function filled(member: Member): string {
  const { step } = member;
  if (step?.state === undefined) return '';
  const { fill, stroke } = LOOKS[step.state];
  const round = shapeOf(member) === 'step' ? 'rounded,' : '';
  const style = `${round}filled${step.state === 'skipped' || step.state === 'cancelled' ? ',dashed' : ''}`;
  return `, style="${style}", fillcolor="${fill}", color="${stroke}"`;
}

/** Graphviz joins nodes only; an edge of a cluster runs from its last node, or to its first, and is clipped at the border. */
function edge(from: Member, to: Member, members: readonly Member[]): string {
  let first = to;
  while (first.children[0]) first = first.children[0];
  const clip: string[] = [];
  if (from.children.length > 0) clip.push(`ltail=${cluster(from)}`);
  if (to.children.length > 0) clip.push(`lhead=${cluster(to)}`);
  // The member that stands last in the outline has no contents of its own.
  const last = members[from.last] as Member;
  return `n${last.number} -> n${first.number}${clip.length === 0 ? '' : ` [${clip.join(', ')}]`}`;
}

function cluster(member: Member): string {
  return `cluster_n${member.number}`;
}

/** Graphviz reads entities and escapes such as `\N` (the node's name) in labels. */
function quote(lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    line.replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"'),
  );
  return `"${escaped.join('\\n')}"`;
}
