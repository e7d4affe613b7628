import type { Ask } from '../ask.js';
import type { Draft } from './draft.js';
import { DRAFT_TYPES, type DraftType } from './draft-types.js';

const ABOUT: Readonly<Record<DraftType, string>> = {
  workflow: 'steps that are worked through',
  expansion: 'a procedure that takes the place of one step',
  aspect: 'steps that are woven around those of others',
  convoy: 'legs beside each other, and what brings them together',
};

/** Ask for all that a new formula needs. An empty answer takes what stands in brackets, or ends a list. */
export async function interview(name: string | undefined, ask: Ask): Promise<Draft> {
  const given = name ?? (await ask('Name of the formula: '));
  const lines = DRAFT_TYPES.map((type, at) => `  ${at + 1} ${type}: ${ABOUT[type]}`).join('\n');
  const type = await chosen(`What is it?\n${lines}\nType [workflow]: `, ask);
  const description = await ask('What is it for? ');
  const steps: { id: string; title: string }[] = [];
  for (;;) {
    const title = await ask(`Step ${steps.length + 1}, its title (empty: no more): `);
    if (title === '') break;
    const id = await ask(`  its id [${idOf(title)}]: `);
    steps.push({ id: id === '' ? idOf(title) : id, title });
  }
  const vars: { name: string; fallback?: string }[] = [];
  for (;;) {
    const variable = await ask('Variable, its name (empty: no more): ');
    if (variable === '') break;
    const fallback = await ask('  its default (empty: it has to be given): ');
    vars.push({ name: variable, ...(fallback !== '' && { fallback }) });
  }
  return { name: given, type, description: description || `What ${given} is for`, steps, vars };
}

async function chosen(question: string, ask: Ask): Promise<DraftType> {
  const answer = await ask(question);
  if (answer === '') return 'workflow';
  const found = DRAFT_TYPES.find((type, at) => type === answer || String(at + 1) === answer);
  return found ?? chosen(`"${answer}" is none of them. Type [workflow]: `, ask);
}

/** `Write the docs!` is `write-the-docs`. */
export const idOf = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'step';
