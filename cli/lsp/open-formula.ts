import { basename, dirname, resolve } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type AnalyseOptions, type Analysis, analyse } from '../../compiler/editor/analysis.js';
import { OpenHost } from '../../compiler/editor/open-host.js';
import type { Candidate } from '../../compiler/host.js';
import { projectConfig } from '../../runtime/config/project-config.js';
import type { DiskHost } from '../../runtime/formulas/disk-host.js';
import { openFormulas } from '../../runtime/formulas/locate.js';
import { type Surroundings, shownPath } from '../../runtime/formulas/tiers.js';

/** A formula that stands in an editor. */
export class OpenFormula {
  /** Of the text at `analysedVersion`. */
  analysis: Analysis | undefined;
  /** Something that the analysis hangs on has changed, or nobody has made one. */
  isStale = true;
  /** The next analysis reads with both parsers: the text has come from a file, or goes to one. */
  isSettled = true;

  constructor(
    readonly document: TextDocument,
    /** Absolute. */
    readonly file: string,
    readonly surroundings: Surroundings,
  ) {}

  /** As findings show it. */
  get path(): string {
    return shownPath(this.file, this.surroundings.cwd);
  }

  /** The formulas that can be seen from here, with the texts of `open`, and which of them this is: none, where its name or text is no formula's. */
  locate(open: Iterable<OpenFormula>): { host: OpenHost; candidate: Candidate } | undefined {
    const disk = openFormulas(this.surroundings, [], this.file);
    const candidate = disk.file(this.file);
    if (!candidate || !this.#isFormula()) return undefined;
    const { cwd } = this.surroundings;
    const texts = new Map<string, string>();
    const added: Candidate[] = [candidate];
    for (const other of open) {
      const found = other === this ? candidate : candidateOf(other.file, disk);
      texts.set(found?.path ?? shownPath(other.file, cwd), other.document.getText());
      if (found && other !== this) added.push(found);
    }
    return { host: new OpenHost(disk, texts, added), candidate };
  }

  /** Analyse the text as it is now. Undefined where it is no formula. Throws a FileFailure when a folder cannot be read. */
  async analyse(
    open: Iterable<OpenFormula>,
    commands: AnalyseOptions['commands'],
  ): Promise<Analysis | undefined> {
    const located = this.locate(open);
    if (!located) return undefined;
    const { stepTypes, levels, diagnostics } = await projectConfig(this.surroundings.cwd);
    const options = { stepTypes, levels, commands, readsTwice: this.isSettled };
    const analysis = await analyse(located.candidate, located.host, options, this.analysis);
    return diagnostics.length === 0
      ? analysis
      : { ...analysis, tree: analysis.tree, diagnostics: [...diagnostics, ...analysis.diagnostics] };
  }

  /** As `gt cook --check FILE` decides it: `NAME.toml` outside of a folder `formulas` is one only by what it says. */
  #isFormula(): boolean {
    const name = basename(this.file);
    if (name.endsWith('.formula.toml') || !name.endsWith('.toml')) return true;
    if (basename(dirname(this.file)) === 'formulas') return true;
    return /^\s*["']?formula["']?\s*=/m.test(this.document.getText());
  }
}

/** Which candidate a file is in a host that was opened for another one. */
function candidateOf(file: string, disk: DiskHost): Candidate | undefined {
  const tier = disk.tiers.find(({ path }) => path === dirname(resolve(file)));
  return tier && disk.file(file);
}
