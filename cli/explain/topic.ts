export type TopicKind = 'diagnostic' | 'word' | 'rule' | 'key' | 'table';

/** One thing that can be explained. */
export interface Topic {
  readonly kind: TopicKind;
  /** What a person types for it; several topics may share a name. */
  readonly name: string;
  /** Other names for it. */
  readonly aliases?: readonly string[];
  /** Names that lead to it too and are not listed, such as `step.gate.timeout` for a key. */
  readonly ways?: readonly string[];
  /** Markdown, its first line a heading. */
  readonly text: () => string;
}

/** Every name that means a topic. */
export const namesOf = ({ name, aliases = [], ways = [] }: Topic): string[] => [name, ...aliases, ...ways];
