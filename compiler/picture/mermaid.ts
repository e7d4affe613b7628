import { labelLines, type Shape, shapeOf } from './label.js';
import { nestedLines } from './nested-text.js';
import { type Member, outline } from './outline.js';
import type { Picture } from './picture.js';
import { LOOKS, type PictureState, statesIn } from './states.js';
import { visible } from './visible.js';

/** The brackets that give a node its shape. */
const SHAPES: Record<Exclude<Shape, 'container'>, readonly [string, string]> = {
  step: ['[', ']'],
  human: ['[/', '/]'],
  gate: ['{{', '}}'],
  barrier: ['((', '))'],
};

const CLASSES = [
  'classDef human stroke:#b45309,stroke-width:2px',
  'classDef gate stroke:#7c3aed,stroke-width:2px',
  'classDef barrier fill:#64748b,stroke:#64748b',
];

/**
 * A Mermaid flowchart: containers are subgraphs, people's steps leaning boxes, gates hexagons, barriers
 * dots. Nodes are named `n0`, `n1`, … in topological order: an author's id such as `end` or `o---o`
 * means something to Mermaid. States are classes, behind those of the kinds. Viewers refuse more than 500 edges unless their `maxEdges` is raised.
 */
export function mermaid(picture: Picture): string {
  const { top, members } = outline(picture);
  const nodes = nestedLines(top, {
    leaf: (member) => {
      const shape = shapeOf(member) as Exclude<Shape, 'container'>;
      const [open, close] = SHAPES[shape];
      return `${name(member)}${open}${label(member)}${close}${shape === 'step' ? '' : `:::${shape}`}`;
    },
    open: (member) => [`subgraph ${name(member)}[${label(member)}]`],
    close: 'end',
  });
  const edges = members.flatMap((member) =>
    member.needs.map((need) => `  ${name(need)} --> ${name(member)}`),
  );
  const used = new Set<string>(members.map(shapeOf));
  const classes = CLASSES.filter((line) => used.has(line.split(' ')[1] ?? '')).map((line) => `  ${line}`);
  const states = statesIn(picture).flatMap((state) => stateLines(state, members));
  // JSON's strings are YAML's double-quoted ones.
  const title = ['---', `title: ${JSON.stringify(visible(picture.name))}`, '---'];
  return `${[...title, 'flowchart TD', ...nodes, ...edges, ...classes, ...states].join('\n')}\n`;
}

function stateLines(state: PictureState, members: readonly Member[]): string[] {
  const { fill, stroke } = LOOKS[state];
  const isOver = state === 'skipped' || state === 'cancelled';
  const names = members.filter(({ step }) => step?.state === state).map(name);
  return [
    `  classDef is-${state} fill:${fill},stroke:${stroke},color:#0f172a${isOver ? ',stroke-dasharray:3 3' : ''}`,
    `  class ${names.join(',')} is-${state}`,
  ];
}

function name(member: Member): string {
  return `n${member.number}`;
}

function label(member: Member): string {
  const lines = labelLines(member).map(inert);
  return `"${lines.length === 0 ? ' ' : lines.join('<br/>')}"`;
}

/** All ASCII but letters, digits, and the punctuation that means nothing inside of a line. */
const MARKUP = /[^A-Za-z0-9\u0080-\u{10ffff} ,.\-:!?'()]/gu;

/**
 * Mermaid reads labels as Markdown with entity codes in it. All that could be markup becomes a code,
 * and so does what Markdown takes for a list at the start of a line or for a link, and Mermaid for an icon.
 */
function inert(line: string): string {
  return line
    .trim()
    .replace(MARKUP, code)
    .replace(/^[-+]/, code)
    .replace(/^(\d{1,9})([.)])/, (_, digits: string, mark: string) => digits + code(mark))
    .replace(/:(?=fa-)/g, code)
    .replace(/www\./gi, (text) => text.slice(0, 3) + code('.'));
}

function code(character: string): string {
  return `#${character.codePointAt(0)};`;
}
