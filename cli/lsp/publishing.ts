import {
  type Connection,
  DiagnosticSeverity,
  type Range,
  type Diagnostic as Told,
} from 'vscode-languageserver';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import type { Analysis } from '../../compiler/editor/analysis.js';
import type { Source, Span } from '../../compiler/read/source.js';
import { uriOf } from './files.js';
import type { OpenFormula } from './open-formula.js';
import { rangeOf } from './positions.js';
import type { Workspace } from './workspace.js';

/** A finding, and as it was told. */
export interface Published {
  readonly finding: Diagnostic;
  readonly told: Told;
  /** The open formula whose analysis found it. */
  readonly by: OpenFormula;
}

const NOWHERE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/**
 * What is told of each file: the findings of every open formula that has some there, each once. A mistake of a
 * parent stands in the parent's file, whoever found it.
 */
export class Publishing {
  readonly #byFormula = new Map<OpenFormula, ReadonlyMap<string, readonly Published[]>>();
  readonly #told = new Map<string, { readonly text: string; readonly version: number | undefined }>();

  /** `pages`: the folder of the pages of codes. */
  constructor(
    private readonly connection: Connection,
    private readonly workspace: Workspace,
    private readonly pages: string,
  ) {}

  /** `formula` has been analysed anew, or is gone. */
  update(formula: OpenFormula, analysis: Analysis | undefined): void {
    const before = this.#byFormula.get(formula);
    const found = new Map<string, Published[]>();
    const range = rangesIn(formula);
    for (const finding of analysis?.diagnostics ?? []) {
      const uri = this.#uri(finding, formula);
      found.set(uri, [
        ...(found.get(uri) ?? []),
        { finding, told: this.#tell(finding, formula, range), by: formula },
      ]);
    }
    if (analysis) this.#byFormula.set(formula, found);
    else this.#byFormula.delete(formula);
    const { uri, version } = formula.document;
    // What is no formula is none of ours, but for what was told of it while it was one.
    this.#publish(uri, analysis ? version : undefined, analysis !== undefined || before !== undefined);
    for (const other of new Set([...(before?.keys() ?? []), ...found.keys()]))
      if (other !== uri) this.#publish(other, this.workspace.formula(other)?.document.version, false);
  }

  /** What stands in a file. */
  at(uri: string): Published[] {
    const seen = new Set<string>();
    return [...this.#byFormula.values()]
      .flatMap((found) => found.get(uri) ?? [])
      .filter(({ finding: { code, message, span } }) => {
        const key = `${code}\0${message}\0${span?.start ?? ''}`;
        return !seen.has(key) && seen.add(key);
      });
  }

  /** A client wants to hear of each version of what it edits, and again of it, as of other files, only what has changed. */
  #publish(uri: string, version: number | undefined, always: boolean): void {
    const diagnostics = this.at(uri).map(({ told }) => told);
    const text = JSON.stringify(diagnostics);
    const before = this.#told.get(uri);
    const isNew = always && (before === undefined || before.version !== version);
    if (!isNew && (before?.text ?? '[]') === text) return;
    this.#told.set(uri, { text, version: version ?? (always ? undefined : before?.version) });
    if (diagnostics.length === 0 && version === undefined) this.#told.delete(uri);
    // What cannot be told is for nobody: the client is gone, which ends us.
    this.connection
      .sendDiagnostics({ uri, diagnostics, ...(version !== undefined && { version }) })
      .catch(() => {});
  }

  #uri({ span }: Diagnostic, formula: OpenFormula): string {
    return span ? this.workspace.uriOf(span.source.path, formula) : formula.document.uri;
  }

  #tell(
    { code, severity, message, help, span, related }: Diagnostic,
    formula: OpenFormula,
    range: (span: Span) => Range,
  ): Told {
    return {
      range: span ? range(span) : NOWHERE,
      severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
      code,
      codeDescription: { href: uriOf(`${this.pages}/${code}.md`) },
      source: 'gt',
      message: help === undefined ? message : `${message}\nhelp: ${help}`,
      relatedInformation: related.map((each) => ({
        message: each.message,
        location: { uri: this.workspace.uriOf(each.span.source.path, formula), range: range(each.span) },
      })),
    };
  }
}

/** Places in the text that is open: its document knows its lines, which take a part of each key's time to be counted anew. */
function rangesIn({ document }: OpenFormula): (span: Span) => Range {
  const text = document.getText();
  const isOpen = new Map<Source, boolean>();
  return (span) => {
    const { source, start, end } = span;
    if (!isOpen.has(source)) isOpen.set(source, source.text === text);
    if (!isOpen.get(source)) return rangeOf(span);
    return { start: document.positionAt(start), end: document.positionAt(Math.max(start, end)) };
  };
}
