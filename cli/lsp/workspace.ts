import { basename, dirname } from 'node:path';
import type { ClientCapabilities, Position } from 'vscode-languageserver';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../../compiler/editor/analysis.js';
import { Cooked } from '../../compiler/editor/cooked.js';
import type { NameIndex } from '../../compiler/editor/names/name-index.js';
import type { KnownNames } from '../../compiler/editor/names/read-names.js';
import type { OpenHost } from '../../compiler/editor/open-host.js';
import type { Protomolecule } from '../../compiler/emit/protomolecule.js';
import type { Candidate } from '../../compiler/host.js';
import type { Commands } from '../../compiler/rules/shell/commands.js';
import { formulaFile } from '../../runtime/formulas/formula-file.js';
import type { Surroundings } from '../../runtime/formulas/tiers.js';
import { fileOf, mayBeFolder, shownFile, uriOf } from './files.js';
import { OpenFormula } from './open-formula.js';
import { projectOf, rigOf } from './project-of.js';

/** Milliseconds that a text rests before it is analysed: keys come in bursts. */
const REST = 5;
/** The same, where an analysis takes longer than a frame of the editor. */
const LONG_REST = 10;
const A_FRAME = 16;
/** Milliseconds after which all is known again of a text that says the same as before, if nobody asks earlier. */
const IDLE = 500;

/** Told of each analysis; undefined when the formula is no longer open, or none. */
export type OnAnalysed = (formula: OpenFormula, analysis: Analysis | undefined) => void;

export interface WorkspaceOptions {
  readonly surroundings: Surroundings;
  readonly commands: Commands;
  readonly onAnalysed: OnAnalysed;
  /** Told when formulas have been analysed anew whose own texts are as they were: what is shown in them may have changed. */
  readonly onComposedAnew: () => void;
  /** Told what an analysis failed for: a folder that cannot be read, or our own bug. */
  readonly onFailure: (error: unknown) => void;
}

/** What a request about a name works with. */
export interface AskedPlace {
  readonly formula: OpenFormula;
  readonly host: OpenHost;
  readonly candidate: Candidate;
  readonly path: string;
  readonly offset: number;
  readonly index: NameIndex;
  /** What earlier requests have cooked. */
  readonly cooked: Cooked;
}

/** The formulas that stand in an editor, and what is known of each. */
export class Workspace {
  /** Absolute; the working folder of what lies in none of them is its own. */
  folders: readonly string[] = [];
  /** What the client can do. */
  client: ClientCapabilities = {};
  readonly #open = new Map<string, OpenFormula>();
  /** By project: paths are as they are seen from there. */
  readonly #names = new Map<string, KnownNames>();
  readonly #cooked = new Cooked();
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> = Promise.resolve();
  #lastCost = 0;

  constructor(private readonly options: WorkspaceOptions) {}

  open(uri: string, languageId: string, version: number, text: string): void {
    const file = fileOf(uri);
    if (file === undefined) return;
    const document = TextDocument.create(uri, languageId, version, text);
    this.#open.set(uri, new OpenFormula(document, file, this.#surroundings(file)));
    this.#changed(file, uri);
  }

  change(uri: string, changes: TextDocumentContentChangeEvent[], version: number): void {
    const formula = this.#open.get(uri);
    if (!formula) return;
    TextDocument.update(formula.document, changes, version);
    formula.isSettled = false;
    this.#changed(formula.file, uri, true);
  }

  /** The text has gone to its file: it is read as strictly as on the command line, and what was changed beside it is seen. */
  save(uri: string): void {
    const formula = this.#open.get(uri);
    if (!formula) return;
    formula.isSettled = true;
    if (this.client.workspace?.didChangeWatchedFiles?.dynamicRegistration) this.#changed(formula.file, uri);
    else this.#allChanged();
  }

  close(uri: string): void {
    const formula = this.#open.get(uri);
    if (!formula) return;
    this.#open.delete(uri);
    const { cwd } = formula.surroundings;
    if (!this.all().some(({ surroundings }) => surroundings.cwd === cwd)) this.#names.delete(cwd);
    this.options.onAnalysed(formula, undefined);
    this.#changed(formula.file, uri);
  }

  /** Files were changed by somebody else. */
  changedOnDisk(uris: readonly string[]): void {
    for (const uri of uris) {
      const file = fileOf(uri);
      if (file === undefined) continue;
      if (mayBeFolder(file)) this.#allChanged();
      else this.#changed(file, uri);
    }
  }

  /** The formula of a URI that is open. Some editors tell of all TOML: another server lays that out. */
  formula(uri: string): OpenFormula | undefined {
    const open = this.#open.get(uri);
    return open?.isFormula || open?.isTests || open?.isOverlay ? open : undefined;
  }

  /** Every formula that is open. */
  all(): OpenFormula[] {
    return [...this.#open.values()];
  }

  /** What is known of the text as it is now; undefined when it is not open, or no formula. */
  async analysis(uri: string): Promise<Analysis | undefined> {
    const formula = this.#open.get(uri);
    // Tests are run when nobody types, and nobody waits for that.
    if (formula?.isStale) await this.#enqueue([formula], !formula.isTests);
    return formula?.analysis;
  }

  /** The names of all formulas that can be seen from an open one, in their texts as they are now. */
  async names(uri: string): Promise<NameIndex | undefined> {
    const formula = this.#open.get(uri);
    const located = formula?.locate(this.#open.values());
    return formula && located && this.#index(located.host, formula);
  }

  /** The place of a request in an open formula, and the names that can be seen from there. */
  async asked(uri: string, position: Position): Promise<AskedPlace | undefined> {
    const formula = this.#open.get(uri);
    const located = formula?.locate(this.#open.values());
    if (!formula || !located) return undefined;
    const { host, candidate } = located;
    const { path } = candidate;
    const index = await this.#index(host, formula);
    const cooked = this.#cooked;
    const offset = formula.document.offsetAt(position);
    return { formula, host, candidate, path, offset, index, cooked };
  }

  /** What a formula was cooked to when it last had no errors; of tests and overlays, the formula that they are of. */
  async protomolecule({
    formula,
    host,
    path,
    index,
    cooked,
  }: AskedPlace): Promise<Protomolecule | undefined> {
    if (!formula.isTests && !formula.isOverlay) return formula.analysis?.good?.protomolecule;
    const file = index.file(path);
    const spoken = file && index.spokenOf(file)?.candidate;
    const candidate = spoken && host.all().find((each) => each.path === spoken.path);
    if (!candidate) return undefined;
    const { protomolecule } = await cooked.of(candidate, host);
    return (
      protomolecule ?? this.#open.get(this.uriOf(candidate.path, formula))?.analysis?.good?.protomolecule
    );
  }

  /** The URI of a path that a finding of `formula` shows: that of the editor where it is open. */
  uriOf(path: string, { surroundings }: OpenFormula): string {
    const file = shownFile(path, surroundings.cwd, surroundings.builtin);
    return this.all().find((each) => each.file === file)?.document.uri ?? uriOf(file);
  }

  /** No more analyses. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#open.clear();
  }

  async #index(host: OpenHost, { surroundings: { cwd } }: OpenFormula): Promise<NameIndex> {
    const { readNames } = await import('../../compiler/editor/names/read-names.js');
    const known: KnownNames = this.#names.get(cwd) ?? new Map();
    this.#names.set(cwd, known);
    return readNames(host, known, host.tests);
  }

  #surroundings(file: string): Surroundings {
    const { surroundings } = this.options;
    const cwd = rigOf(file, this.folders, surroundings) ?? projectOf(file, this.folders, surroundings.home);
    return { ...surroundings, cwd };
  }

  /** `file` has another text: whoever hangs on it is analysed anew. */
  #changed(file: string, uri: string, isTyped = false): void {
    const name = formulaFile(basename(file), dirname(file), true)?.name;
    const isConfig = basename(file) === 'gt.toml';
    for (const formula of this.#open.values()) {
      const isIt = formula.document.uri === uri;
      if (!isIt && !isConfig && !formula.hangsOn(name, file)) continue;
      formula.isStale = true;
      if (!isTyped || !isIt) formula.isOnlyTyped = false;
    }
    this.#schedule();
  }

  /** Nobody knows what is as it was. */
  #allChanged(): void {
    for (const formula of this.#open.values()) {
      formula.isStale = true;
      formula.isOnlyTyped = false;
    }
    this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const rest = this.#lastCost > A_FRAME ? LONG_REST : REST;
    this.#timer = setTimeout(() => void this.#enqueue(this.#stale(), false), rest);
  }

  #stale(): OpenFormula[] {
    return this.all().filter(({ isStale }) => isStale);
  }

  /** Analyse `formulas` one after the other, behind those that are being analysed. */
  #enqueue(formulas: readonly OpenFormula[], isWhole: boolean): Promise<void> {
    this.#working = this.#working.then(async () => {
      let isComposedAnew = false;
      for (const formula of formulas) {
        const { isOnlyTyped, analysis } = formula;
        await this.#analyse(formula, isWhole);
        isComposedAnew ||= analysis !== undefined && !isOnlyTyped && formula.analysis !== analysis;
        // What has come meanwhile is heard first: the rest may be out of date.
        await new Promise((resolve) => setImmediate(resolve));
      }
      if (isComposedAnew) this.options.onComposedAnew();
    });
    return this.#working;
  }

  async #analyse(formula: OpenFormula, isWhole: boolean): Promise<void> {
    const { document } = formula;
    if (!formula.isStale || this.#open.get(document.uri) !== formula) return;
    const { version } = document;
    formula.isStale = false;
    const start = performance.now();
    try {
      const known = await formula.analyse(this.#open.values(), this.options.commands, isWhole);
      // Loading a part of the language waits, and keys may be struck meanwhile, or the text be closed.
      if (document.version !== version || this.#open.get(document.uri) !== formula) return;
      formula.analysis = known?.analysis;
      formula.isOnlyTyped = !formula.isStale;
      this.options.onAnalysed(formula, known?.analysis);
      if (!known || known.isWhole) return;
      formula.isStale = true;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#enqueue(this.#stale(), true), IDLE);
    } catch (error) {
      this.options.onFailure(error);
    } finally {
      this.#lastCost = performance.now() - start;
    }
  }
}
