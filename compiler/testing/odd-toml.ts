import fc from 'fast-check';

/**
 * TOML documents with every freedom of layout that TOML 1.0 gives: blanks, comments, lines, quotes, dotted and
 * inline tables. Keys are numbered, so that none is there twice.
 */
export const oddToml: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 4, arbitrary: fc.constant('pair') },
        { weight: 1, arbitrary: fc.constantFrom('table', 'element', 'inner', 'comment', 'blank') },
      ),
      { maxLength: 14 },
    ),
    fc.infiniteStream(fc.nat()),
    fc.constantFrom('\n', '\r\n'),
    fc.boolean(),
  )
  .map(([kinds, stream, lineEnd, endsInLine]) => {
    const writer = new OddWriter(stream, lineEnd);
    const text = kinds.map((kind) => writer.line(kind)).join('');
    return endsInLine ? text : text.replace(/\r?\n$/, '');
  });

const BLANKS = ['', '', ' ', '  ', '\t'];
const SCALARS = [
  '1',
  '0x1F',
  '-1_000',
  '1.50',
  '1e3',
  'true',
  '""',
  `'C:\\dir'`,
  '"a # b"',
  '"quo\\"te"',
  '"a text that is long enough for three of its kind to be wider than a line may be"',
  '"ünï \\u00e9"',
  '"[x] = {y}, \'"',
];

class OddWriter {
  #number = 0;
  #header: string | undefined;

  constructor(
    private readonly stream: Iterator<number>,
    private readonly lineEnd: string,
  ) {}

  line(kind: string): string {
    switch (kind) {
      case 'pair':
        return `${this.#blank()}${this.#pair(0)}${this.#end()}`;
      case 'comment':
        return `${this.#blank()}#${this.#pick(['', ' words [x] "', '# more  '])}${this.lineEnd}`;
      case 'blank':
        return `${this.#blank()}${this.lineEnd}`.repeat(this.#pick([1, 2, 3]));
      default:
        return this.#headerLine(kind);
    }
  }

  #headerLine(kind: string): string {
    const b = (): string => this.#blank();
    const isInner = kind === 'inner' && this.#header !== undefined;
    const path = isInner ? `${this.#header}${b()}.${b()}${this.#key()}` : this.#key();
    this.#header = path;
    const [open, close] = kind === 'element' ? ['[[', ']]'] : ['[', ']'];
    return `${b()}${open}${b()}${path}${b()}${close}${this.#end()}`;
  }

  #pair(depth: number): string {
    const dots = this.#pick([0, 0, 0, 1, 2]);
    let key = this.#key();
    for (let dot = 0; dot < dots; dot++) key += `${this.#blank()}.${this.#blank()}${this.#key()}`;
    return `${key}${this.#blank()}=${this.#blank()}${this.#value(depth)}`;
  }

  #key(): string {
    const name = `k${++this.#number}`;
    return this.#pick([name, name, `"${name} é"`, `'${name}.#'`]);
  }

  #value(depth: number): string {
    const kind = this.#draw() % (depth > 2 ? 6 : 12);
    if (kind < 5) return this.#pick(SCALARS);
    if (kind === 5) return this.#longText();
    return kind < 10 ? this.#array(depth) : this.#inlineTable(depth);
  }

  #longText(): string {
    const n = this.lineEnd;
    return this.#pick([
      `"""${n}  one  ${n}# two""\\"${n}${n}\tthree \\${n}   """`,
      `'''x${n}${n}  y = [1]  ${n}'''`,
    ]);
  }

  #array(depth: number): string {
    let text = `[${this.#gap()}`;
    const count = this.#draw() % 4;
    for (let item = 0; item < count; item++) {
      const comma = item + 1 < count || this.#draw() % 2 === 0 ? ',' : '';
      text += `${this.#value(depth + 1)}${this.#gap()}${comma}${this.#gap()}`;
    }
    return `${text}]`;
  }

  #inlineTable(depth: number): string {
    const pairs = Array.from({ length: this.#draw() % 3 }, () => this.#pair(depth + 1));
    const b = (): string => this.#blank();
    return `{${b()}${pairs.join(`${b()},${b()}`)}${b()}}`;
  }

  /** What may stand between the items of an array. */
  #gap(): string {
    const n = this.lineEnd;
    return this.#pick([
      '',
      '',
      ' ',
      ' ',
      n,
      `${n}${n}${n}`,
      ` # note ]${n}`,
      `${n} # one${n}${n} # two ${n}  `,
    ]);
  }

  #end(): string {
    return `${this.#pick(['', '', ' ', ' # why', '# "x"  '])}${this.lineEnd}`;
  }

  #blank(): string {
    return this.#pick(BLANKS);
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.#draw() % list.length] as T;
  }

  #draw(): number {
    return this.stream.next().value as number;
  }
}
