import { Shape } from '../../compiler/format/shape.js';
import { writeToml } from '../../compiler/format/write-toml.js';
import type { Table } from '../../compiler/read/spans.js';
import type { DraftType } from './draft-types.js';

/** What a new formula is to have. */
export interface Draft {
  readonly name: string;
  readonly type: DraftType;
  readonly description: string;
  readonly steps: readonly { readonly id: string; readonly title: string }[];
  /** One without a default is required. */
  readonly vars: readonly { readonly name: string; readonly fallback?: string | undefined }[];
}

/** Steps to begin with, for who names none. */
const FIRST: Readonly<Record<DraftType, Draft['steps']>> = {
  workflow: [
    { id: 'design', title: 'Design' },
    { id: 'implement', title: 'Implement' },
    { id: 'review', title: 'Review' },
  ],
  expansion: [
    { id: 'draft', title: 'Draft' },
    { id: 'refine', title: 'Refine' },
  ],
  aspect: [{ id: 'check', title: 'Check' }],
  convoy: [
    { id: 'correctness', title: 'Correctness' },
    { id: 'clarity', title: 'Clarity' },
  ],
};

/** A new formula as a file: laid out as `gt fmt` does, and with all its variables used. `schema` is for editors. */
export function writeDraft(draft: Draft, schema: string): string {
  const steps = draft.steps.length > 0 ? draft.steps : FIRST[draft.type];
  const body: Table = {
    formula: draft.name,
    description: draft.description,
    version: 1,
    ...(draft.type !== 'workflow' && { type: draft.type }),
    ...BODIES[draft.type]({ ...draft, steps }),
  };
  return `#:schema ${schema}\n${writeToml(body, Shape.formula).text}`;
}

const BODIES: Readonly<Record<DraftType, (draft: Draft) => Table>> = {
  workflow: (draft) => ({
    ...(draft.vars.length > 0 && { vars: variables(draft.vars) }),
    steps: draft.steps.map(({ id, title }, at) => ({
      id,
      title,
      description:
        at === 0
          ? told(`What is to be done in "${title}"?`, draft.vars)
          : `What is to be done in "${title}"?`,
      ...needs(draft.steps[at - 1]?.id),
    })),
  }),
  expansion: (draft) => ({
    ...(draft.vars.length > 0 && { vars: variables(draft.vars) }),
    template: draft.steps.map(({ id, title }, at) => ({
      id: `{target}.${id}`,
      title: `${title}: {target.title}`,
      description: at === 0 ? told('{target.description}', draft.vars) : `What is to be done in "${title}"?`,
      ...(at > 0 && needs(`{target}.${draft.steps[at - 1]?.id}`)),
    })),
  }),
  // One piece of advice: the first step comes before each step that is chosen, the others behind it.
  aspect: (draft) => {
    const [first, ...others] = draft.steps.map(({ id, title }, at) => ({
      id: `{step.id}-${id}`,
      title: `${title}: {step.title}`,
      description:
        at === 0
          ? told(`What is to be done in "${title}"?`, draft.vars)
          : `What is to be done in "${title}"?`,
    }));
    return {
      ...(draft.vars.length > 0 && { vars: variables(draft.vars) }),
      advice: [{ around: { before: first ? [first] : [], ...(others.length > 0 && { after: others }) } }],
      pointcuts: [{ glob: 'implement' }],
    };
  },
  convoy: (draft) => ({
    ...(draft.vars.length > 0 && { inputs: variables(draft.vars) }),
    prompts: {
      base: ['{{.leg.focus}}', ...draft.vars.map(({ name }) => `${name}: {{.${name}}}`)].join('\n'),
    },
    legs: draft.steps.map(({ id, title }) => ({
      id,
      title,
      focus: `What is to be looked at in "${title}"?`,
    })),
    synthesis: {
      title: 'Bring it together',
      description: 'Read what the legs have found, and say what follows.',
    },
  }),
};

const needs = (id: string | undefined): Table => (id === undefined ? {} : { needs: [id] });

/** A text in which every variable stands. */
const told = (text: string, vars: Draft['vars']): string =>
  [text, ...vars.map(({ name }) => `${name}: {{${name}}}`)].join('\n\n');

const variables = (vars: Draft['vars']): Table =>
  Object.fromEntries(
    vars.map(({ name, fallback }) => [
      name,
      {
        description: `What is ${name}?`,
        ...(fallback === undefined ? { required: true } : { default: fallback }),
      },
    ]),
  );
