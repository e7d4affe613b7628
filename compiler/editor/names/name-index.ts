import type { Candidate, Host } from '../../host.js';
import type { FileNames, Occurrence } from './occurrence.js';

/** A file, and the names in it. */
export interface NamedFile {
  readonly candidate: Candidate;
  readonly is: 'formula' | 'overlay' | 'test';
  readonly text: string;
  readonly names: FileNames;
}

/** What a name stands for. */
export interface NameSymbol {
  readonly kind: Occurrence['kind'];
  readonly name: string;
  /** The file that defines it, the first of its lineage where several do; of a formula its own. */
  readonly home: string;
  readonly scope: string;
}

/** A name in a file. */
export interface Located {
  readonly file: NamedFile;
  readonly occurrence: Occurrence;
}

/** The names of all formulas that can be seen, and what each stands for. */
export class NameIndex {
  readonly #files: ReadonlyMap<string, NamedFile>;
  readonly #formulas = new Map<string, { readonly file: NamedFile | undefined }>();
  readonly #lineages = new Map<NamedFile, readonly NamedFile[]>();
  readonly #environments = new Map<NamedFile, readonly NamedFile[]>();
  readonly #definitions = new Map<NamedFile, Map<string, readonly Occurrence[]>>();

  constructor(
    files: readonly NamedFile[],
    private readonly host: Pick<Host, 'candidates'>,
  ) {
    this.#files = new Map(files.map((file) => [file.candidate.path, file]));
  }

  get files(): Iterable<NamedFile> {
    return this.#files.values();
  }

  /** The formula that tests or an overlay are for. */
  spokenOf({ names }: NamedFile): NamedFile | undefined {
    const [name = ''] = names.parents;
    return this.formula(name);
  }

  /** The file of a path. */
  file(path: string): NamedFile | undefined {
    return this.#files.get(path);
  }

  /** The name at an offset of a file; also where the cursor stands behind its last character. */
  at(path: string, offset: number): Located | undefined {
    const file = this.#files.get(path);
    const found = file?.names.occurrences.filter(({ start, end }) => start <= offset && offset <= end) ?? [];
    // The smallest: `{i}` in the id of a step.
    const [occurrence] = found.sort((a, b) => a.end - a.start - (b.end - b.start));
    return file && occurrence && { file, occurrence };
  }

  /**
   * What a name stands for: nothing where it is unknown, several things where its file is drawn in by several
   * formulas. A part of a step's id (`impl` in `impl.draft`) counts where the whole is nobody's.
   */
  resolve({ file, occurrence }: Located): {
    readonly symbols: readonly NameSymbol[];
    readonly length: number;
  } {
    const { kind, name } = occurrence;
    const whole = this.#lookUp(file, occurrence, name);
    if (whole.length > 0 || kind !== 'step') return { symbols: whole, length: name.length };
    for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      const symbols = this.#lookUp(file, occurrence, name.slice(0, dot));
      if (symbols.length > 0) return { symbols, length: dot };
    }
    return { symbols: [], length: name.length };
  }

  /** Every place that stands for `symbol`, definitions included, by file and place; of `impl.draft` the part that does. */
  occurrences(symbol: NameSymbol): Located[] {
    const found: Located[] = [];
    for (const file of this.#files.values()) {
      for (const occurrence of file.names.occurrences) {
        const { name, start, end } = occurrence;
        if (name !== symbol.name && !(symbol.kind === 'step' && name.startsWith(`${symbol.name}.`))) continue;
        const { symbols, length } = this.resolve({ file, occurrence });
        if (length !== symbol.name.length || !symbols.some((each) => isSame(each, symbol))) continue;
        // What is spelt with escapes cannot be cut.
        if (length < name.length && end - start !== name.length) continue;
        found.push({
          file,
          occurrence:
            length < name.length ? { ...occurrence, name: symbol.name, end: start + length } : occurrence,
        });
      }
    }
    return found;
  }

  /** Where `symbol` is defined: several places where heirs define it again. */
  definitions(symbol: NameSymbol): Located[] {
    return this.occurrences(symbol).filter(({ occurrence }) => occurrence.isDefinition);
  }

  /** The names of a kind that can be said in `scopes` of a file, the nearest definition of each. */
  visible(
    file: NamedFile,
    kind: Occurrence['kind'],
    scopes: readonly string[],
  ): ReadonlyMap<string, Located> {
    const found = new Map<string, Located>();
    const add = (of: NamedFile, scope: string): void => {
      for (const occurrence of of.names.occurrences)
        if (occurrence.isDefinition && occurrence.kind === kind && definedIn(occurrence) === scope)
          if (!found.has(occurrence.name)) found.set(occurrence.name, { file: of, occurrence });
    };
    for (const scope of kind === 'step' || kind === 'bound' ? scopes : [''])
      for (const each of isShared(scope) ? [...this.lineage(file)].reverse() : [file]) add(each, scope);
    for (const user of this.usersOf(file)) for (const each of this.lineage(user)) add(each, '');
    return found;
  }

  /** The formula and all that it inherits from, parents first. */
  lineage(file: NamedFile): readonly NamedFile[] {
    const known = this.#lineages.get(file);
    if (known) return known;
    const order = new Set<NamedFile>();
    const met = new Set<NamedFile>();
    const visit = (at: NamedFile): void => {
      if (met.has(at)) return;
      met.add(at);
      for (const name of at.names.parents) {
        const parent = this.formula(name);
        if (parent) visit(parent);
      }
      order.add(at);
    };
    visit(file);
    this.#lineages.set(file, [...order]);
    return [...order];
  }

  /** The file of the formula that a reference means. */
  formula(reference: string): NamedFile | undefined {
    const known = this.#formulas.get(reference) ?? { file: this.#find(reference) };
    this.#formulas.set(reference, known);
    return known.file;
  }

  #find(reference: string): NamedFile | undefined {
    const colon = reference.indexOf(':');
    const tier = colon === -1 ? undefined : reference.slice(0, colon);
    const found = this.host
      .candidates(reference.slice(colon + 1))
      .find((each) => tier === undefined || each.tier.name === tier);
    return found && this.#files.get(found.path);
  }

  #lookUp(file: NamedFile, occurrence: Occurrence, name: string): NameSymbol[] {
    const { kind, scopes, owner, isDefinition, site } = occurrence;
    if (kind === 'formula') {
      const named = isDefinition ? file : this.formula(name);
      return named ? [{ kind, name, home: named.candidate.path, scope: '' }] : [];
    }
    if (owner !== undefined) {
      const target = this.formula(owner);
      return target ? this.#shared(target, 'variable', '', name) : [];
    }
    if (kind === 'bound') {
      const scope = scopes.find((each) => this.#defines(file, 'bound', each, name));
      if (scope !== undefined) return [{ kind, name, home: file.candidate.path, scope }];
      return this.#anywhere(file, 'variable', [''], name);
    }
    if (kind === 'step') {
      return site === 'formula.patch.*'
        ? this.#patched(file, name)
        : this.#anywhere(file, kind, scopes, name);
    }
    const found = this.#anywhere(file, kind, [''], name);
    return found.length === 0 && kind === 'bond-point' ? this.#anywhere(file, 'step', [''], name) : found;
  }

  /** A patch changes every step of its lineage that is written with that id, those of templates and bodies too (spec: EXT-5). */
  #patched(file: NamedFile, name: string): NameSymbol[] {
    const found = this.lineage(file).flatMap((each): NameSymbol[] =>
      this.#named(each, name).flatMap((occurrence) => {
        const scope = definedIn(occurrence);
        if (occurrence.kind !== 'step' || scope.startsWith('advice')) return [];
        const own = { kind: 'step', name, home: each.candidate.path, scope } as const;
        return isShared(scope) ? this.#shared(file, 'step', scope, name) : [own];
      }),
    );
    return distinct(found);
  }

  /** In the scopes of its own file and lineage; else in those of whoever draws the file in or inherits from it. */
  #anywhere(
    file: NamedFile,
    kind: Occurrence['kind'],
    scopes: readonly string[],
    name: string,
  ): NameSymbol[] {
    for (const scope of scopes) {
      if (isShared(scope)) {
        const found = this.#shared(file, kind, scope, name);
        if (found.length > 0) return found;
      } else if (this.#defines(file, kind, scope, name))
        return [{ kind, name, home: file.candidate.path, scope }];
    }
    const found = this.usersOf(file).flatMap((user) => this.#shared(user, kind, '', name));
    return distinct(found);
  }

  #shared(file: NamedFile, kind: Occurrence['kind'], scope: string, name: string): NameSymbol[] {
    const home = this.lineage(file).find((each) => this.#defines(each, kind, scope, name));
    return home ? [{ kind, name, home: home.candidate.path, scope }] : [];
  }

  #defines(file: NamedFile, kind: Occurrence['kind'], scope: string, name: string): boolean {
    return this.#named(file, name).some((each) => each.kind === kind && definedIn(each) === scope);
  }

  /** What a file defines by that name. */
  #named(file: NamedFile, name: string): readonly Occurrence[] {
    let known = this.#definitions.get(file);
    if (!known) {
      known = new Map();
      for (const each of file.names.occurrences)
        if (each.isDefinition) known.set(each.name, [...(known.get(each.name) ?? []), each]);
      this.#definitions.set(file, known);
    }
    return known.get(name) ?? [];
  }

  /** The formulas that the names of `file` may be those of: who draws it in, and who inherits from it or from those. */
  usersOf(file: NamedFile): readonly NamedFile[] {
    const known = this.#environments.get(file);
    if (known) return known;
    const found = new Set<NamedFile>([file]);
    for (const at of found) {
      for (const other of this.#files.values()) {
        const { parents, drawnIn } = other.names;
        if ([...parents, ...drawnIn].some((name) => this.formula(name) === at)) found.add(other);
      }
    }
    found.delete(file);
    this.#environments.set(file, [...found]);
    return [...found];
  }
}

const definedIn = ({ scopes }: Occurrence): string => scopes[0] ?? '';

/** Steps of a formula and of a template are inherited; a loop and an advice have their own. */
const isShared = (scope: string): boolean => scope === '' || scope === 'template';

const distinct = (found: readonly NameSymbol[]): NameSymbol[] =>
  found.filter((each, place) => found.findIndex((other) => isSame(each, other)) === place);

const isSame = (one: NameSymbol, other: NameSymbol): boolean =>
  one.kind === other.kind && one.name === other.name && one.home === other.home && one.scope === other.scope;
