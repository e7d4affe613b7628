/** A half-open range of offsets into a text. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** Where something stands in the data: `['steps', 2, 'needs', 0]`. */
export type Path = readonly (string | number)[];

/** One name of a key; with its quotes. An unfinished `a.` has an empty name behind its dot. */
export interface Key extends Extent {
  readonly name: string;
}

export interface TextNode extends Extent {
  readonly kind: 'text';
  readonly quote: '"' | "'" | '"""' | "'''";
  readonly isClosed: boolean;
}

export interface ListNode extends Extent {
  readonly kind: 'list';
  readonly items: readonly ValueNode[];
  readonly isClosed: boolean;
}

export interface TableNode extends Extent {
  readonly kind: 'table';
  readonly entries: readonly Entry[];
  readonly isClosed: boolean;
}

/** A number, a truth value, or a word that is no value. */
export interface BareNode extends Extent {
  readonly kind: 'bare';
}

export type ValueNode = TextNode | ListNode | TableNode | BareNode;

/** `key.key = value`, or as much of it as is there. */
export interface Entry extends Extent {
  readonly keys: readonly Key[];
  /** Where "=" (in JSON ":") stands. */
  readonly equals: number | undefined;
  readonly value: ValueNode | undefined;
}

/** `[a.b]` or `[[a.b]]`. */
export interface Header extends Extent {
  readonly keys: readonly Key[];
  readonly isElement: boolean;
  readonly isClosed: boolean;
}

/** A header and what stands below it; the first section of a file has none. */
export interface Section extends Extent {
  readonly header: Header | undefined;
  /** Of its table; each name of an array of tables is followed by the place of the element. */
  readonly path: Path;
  readonly entries: readonly Entry[];
}

/**
 * What stands in a text, whether it is valid or not: what is broken is closed where its line ends, and the rest
 * stands as it would. In order of place, and sections touch one another.
 */
export interface SyntaxTree {
  readonly text: string;
  readonly sections: readonly Section[];
  readonly comments: readonly Extent[];
}
