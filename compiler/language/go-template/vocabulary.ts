/** What a name of a template stands for. */
export type Type =
  | { readonly kind: 'scalar' }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'table'; readonly members: ReadonlyMap<string, Type> };

export type TableType = Extract<Type, { kind: 'table' }>;

/** What can be said in one place. */
export interface Vocabulary {
  readonly root: TableType;
  /** The same in all places together, for a name that is right elsewhere. */
  readonly elsewhere: TableType;
  /** A formula that is missing may declare further variables. */
  readonly isOpen: boolean;
}

const SCALAR: Type = { kind: 'scalar' };
const table = (members: Readonly<Record<string, Type>>): TableType => ({
  kind: 'table',
  members: new Map(Object.entries(members)),
});

/** What is known of every convoy, everywhere. */
const COMMON: Readonly<Record<string, Type>> = {
  formula_name: SCALAR,
  target_description: SCALAR,
  review_id: SCALAR,
  pr_number: SCALAR,
  pr_title: SCALAR,
  changed_files: { kind: 'list', of: table({ path: SCALAR, additions: SCALAR, deletions: SCALAR }) },
  files: { kind: 'list', of: SCALAR },
};

/**
 * What is known besides, by place: of a leg and of the output what does not follow from the place itself.
 * A leg's file may have its title in its name, so no title can have the file's.
 */
const PLACES = {
  directory: { leg: [], output: false },
  legFile: { leg: ['id', 'title', 'focus'], output: false },
  synthesisFile: { leg: [], output: false },
  legPrompt: { leg: ['id', 'title', 'focus', 'description'], output: true },
  legText: { leg: ['id', 'title', 'focus'], output: true },
  legName: { leg: ['id'], output: false },
  synthesisText: { leg: [], output: true },
  synthesisName: { leg: [], output: false },
} as const;

export type PlaceName = keyof typeof PLACES;

/** The vocabulary of a place in a convoy with these variables (spec: CONV-4). */
export function vocabularyOf(place: PlaceName, variables: readonly string[], isOpen: boolean): Vocabulary {
  return {
    root: rootOf(PLACES[place], variables),
    elsewhere: rootOf(PLACES.legPrompt, variables),
    isOpen,
  };
}

function rootOf(
  { leg, output }: { leg: readonly string[]; output: boolean },
  variables: readonly string[],
): TableType {
  const scalars = (names: readonly string[]): TableType => ({
    kind: 'table',
    members: new Map(names.map((name) => [name, SCALAR])),
  });
  const fixed: Readonly<Record<string, Type>> = {
    ...COMMON,
    ...(leg.length > 0 && { leg: scalars(leg) }),
    ...(output && { output: scalars(['directory', 'synthesis']), output_path: SCALAR }),
    inputs: scalars(variables),
  };
  // A name of the vocabulary goes before a variable's: that one is still `.inputs.name`.
  const own = variables.filter((name) => !FIXED.has(name));
  return { kind: 'table', members: new Map([...Object.entries(fixed), ...scalars(own).members]) };
}

/** The first names that mean the same in every convoy; all others are variables. */
export const FIXED: ReadonlySet<string> = new Set([
  ...Object.keys(COMMON),
  'leg',
  'output',
  'output_path',
  'inputs',
]);

/** Of a name from the root, the variable that it is; undefined when it is a name of the vocabulary. */
export function variableOf(name: string): string | undefined {
  if (name.startsWith('inputs.')) return name.slice('inputs.'.length);
  return FIXED.has(name.split('.')[0] ?? '') ? undefined : name;
}

/** Every name that can be printed or gone through, whole: `.leg.id`, `.changed_files`. */
export function namesOf({ members }: TableType, prefix = '.'): string[] {
  return [...members].flatMap(([name, type]) =>
    type.kind === 'table' ? namesOf(type, `${prefix}${name}.`) : [`${prefix}${name}`],
  );
}
