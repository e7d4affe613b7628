import { basename, dirname, resolve } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type AnalyseOptions, type Analysis, analyse } from '../../compiler/editor/analysis.js';
import { isTestFile } from '../../compiler/editor/names/test-file.js';
import { OpenHost } from '../../compiler/editor/open-host.js';
import { type Known, SinceGood } from '../../compiler/editor/since-good/since-good.js';
import type { Candidate } from '../../compiler/host.js';
import { projectConfig } from '../../runtime/config/project-config.js';
import type { DiskHost } from '../../runtime/formulas/disk-host.js';
import { formulaBeside, testedFormula } from '../../runtime/formulas/formula-file.js';
import { openFormulas } from '../../runtime/formulas/locate.js';
import { overlaidFormula } from '../../runtime/formulas/overlays.js';
import { type Surroundings, shownPath } from '../../runtime/formulas/tiers.js';
import { shownFile } from './files.js';

/** A formula, its overlay, or a file of its tests, that stands in an editor. */
export class OpenFormula {
  /** Of the text at `analysedVersion`. */
  analysis: Analysis | undefined;
  /** Something that the analysis hangs on has changed, or nobody has made one. */
  isStale = true;
  /** The next analysis reads with both parsers: the text has come from a file, or goes to one. */
  isSettled = true;
  /** Nothing but the text has changed since the last analysis. */
  isOnlyTyped = false;
  #sinceGood: SinceGood | undefined;

  constructor(
    readonly document: TextDocument,
    /** Absolute. */
    readonly file: string,
    readonly surroundings: Surroundings,
  ) {}

  /** It is no formula, but has tests of one. */
  get isTests(): boolean {
    return isTestFile(this.file);
  }

  /** It is no formula, but changes one where that is used. */
  get isOverlay(): boolean {
    return overlaidFormula(this.file) !== undefined;
  }

  /** As findings show it. */
  get path(): string {
    return shownPath(this.file, this.surroundings.cwd);
  }

  /** Whether the file, or one that had the name, would change what is known. */
  hangsOn(name: string | undefined, file: string): boolean {
    const { cwd, builtin } = this.surroundings;
    return [this.analysis, this.#sinceGood?.analysis].some(
      (known) =>
        known &&
        ((name !== undefined && known.names.has(name)) ||
          [...known.reads].some((path) => shownFile(path, cwd, builtin) === file)),
    );
  }

  /** The formulas that can be seen from here, with the texts of `open`, and which of them this is: none, where its name or text is no formula's. */
  locate(open: Iterable<OpenFormula>): { host: OpenHost; candidate: Candidate } | undefined {
    const { cwd } = this.surroundings;
    const { isTests, isOverlay } = this;
    const beside = isTests ? formulaBeside(this.file) : isOverlay ? undefined : this.file;
    const disk = openFormulas(this.surroundings, [], beside);
    const candidate = this.#candidate(disk);
    if (!candidate || !(isTests || isOverlay || this.isFormula)) return undefined;
    const texts = new Map<string, string>();
    const added: Candidate[] = isTests || isOverlay ? [] : [candidate];
    const tests: Candidate[] = isTests ? [candidate] : [];
    for (const other of open) {
      const found = other === this ? candidate : candidateOf(other.file, disk);
      texts.set(found?.path ?? shownPath(other.file, cwd), other.document.getText());
      if (found && other !== this) added.push(found);
      const test = other.isTests && other !== this ? testsOf(other.file, disk, cwd) : undefined;
      if (test) tests.push(test);
    }
    return { host: new OpenHost(disk, texts, added, tests), candidate };
  }

  #candidate(disk: DiskHost): Candidate | undefined {
    const { cwd } = this.surroundings;
    if (this.isTests) return testsOf(this.file, disk, cwd);
    const name = overlaidFormula(this.file);
    if (name === undefined) return disk.file(this.file);
    const tier = disk.overlayFolders.find(({ path }) => path === dirname(resolve(this.file)));
    return tier && { tier, name, path: shownPath(this.file, cwd), format: 'toml' };
  }

  /**
   * Analyse the text as it is now. Undefined where it is no formula. `isWhole`: also where its findings can be known
   * without. Throws a FileFailure when a folder cannot be read.
   */
  async analyse(
    open: Iterable<OpenFormula>,
    commands: AnalyseOptions['commands'],
    isWhole: boolean,
  ): Promise<Known | undefined> {
    const { isOnlyTyped, isSettled } = this;
    const located = this.locate(open);
    if (!located) return undefined;
    const { host, candidate } = located;
    const { stepTypes, levels, diagnostics } = await projectConfig(this.surroundings.cwd);
    if (this.isTests) {
      const { analyseTests } = await import('./tests-of-formula.js');
      const text = this.document.getText();
      return analyseTests({ candidate, host, text, stepTypes }, isWhole || isSettled, this.analysis);
    }
    if (this.isOverlay) {
      const { analyseOverlay } = await import('./overlay-of-formula.js');
      const text = this.document.getText();
      return analyseOverlay({ candidate, host, text, stepTypes, readsTwice: isSettled });
    }
    const whole = async (): Promise<Known> => {
      const options = { stepTypes, levels, commands, readsTwice: isSettled };
      const analysis = await analyse(candidate, host, options, this.analysis);
      this.#sinceGood = SinceGood.of(analysis) ?? (isOnlyTyped ? this.#sinceGood : undefined);
      return { analysis, isWhole: true };
    };
    const quick = isOnlyTyped && !isSettled ? await this.#sinceGood?.analyse(host) : undefined;
    const known = quick && (quick.isWhole || !isWhole) ? quick : await whole();
    if (diagnostics.length === 0) return known;
    const { analysis } = known;
    const all = [...diagnostics, ...analysis.diagnostics];
    return { ...known, analysis: { ...analysis, tree: analysis.tree, diagnostics: all } };
  }

  /** As `gt cook --check FILE` decides it: `NAME.toml` outside of a folder `formulas` is one only by what it says. */
  get isFormula(): boolean {
    const name = basename(this.file);
    if (!name.endsWith('.toml')) return name.endsWith('.formula.json');
    if (name.endsWith('.formula.toml')) return true;
    if (basename(dirname(this.file)) === 'formulas') return true;
    return /^\s*["']?formula["']?\s*=/m.test(this.document.getText());
  }
}

/** Which candidate a file is in a host that was opened for another one. */
function candidateOf(file: string, disk: DiskHost): Candidate | undefined {
  const tier = disk.tiers.find(({ path }) => path === dirname(resolve(file)));
  return tier && disk.file(file);
}

/** A file of tests as a candidate, which it is for names alone. */
function testsOf(file: string, disk: DiskHost, cwd: string): Candidate | undefined {
  const tier = disk.tiers.find(({ path }) => path === dirname(resolve(file)));
  return tier && { tier, name: testedFormula(file), path: shownPath(file, cwd), format: 'toml' };
}
