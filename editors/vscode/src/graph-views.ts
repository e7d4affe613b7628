import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { type Disposable, type TextDocument, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import { graphPage } from './graph-page.js';

/** Milliseconds without a key before the picture is asked for again. */
const PAUSE = 150;

/** What the server says of a formula; null where it has never been without errors. */
export type Graph = { readonly svg: string; readonly isStale: boolean } | null;

/** One formula's graph. */
interface View {
  readonly panel: WebviewPanel;
  readonly uri: string;
  /** The last picture that there was: while a formula is broken it stays. */
  svg: string | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts what was asked, so that a late answer does not take the place of a newer one. */
  asked: number;
}

/** The graphs that are shown, each beside its formula; they follow what is typed. */
export class GraphViews {
  readonly #views = new Map<string, View>();
  readonly #listener: Disposable;

  /** `ask` gives the graph of the formula at a URI. */
  constructor(private readonly ask: (uri: string) => Promise<Graph>) {
    this.#listener = workspace.onDidChangeTextDocument(({ document }) => {
      const view = this.#views.get(document.uri.toString());
      if (!view) return;
      clearTimeout(view.timer);
      view.timer = setTimeout(() => void this.#draw(view), PAUSE);
    });
  }

  async show(document: TextDocument | undefined): Promise<void> {
    if (!document?.fileName.endsWith('.formula.toml')) {
      void window.showInformationMessage('Open a formula (*.formula.toml) to see its graph.');
      return;
    }
    const uri = document.uri.toString();
    const known = this.#views.get(uri);
    if (known) return known.panel.reveal(ViewColumn.Beside, true);
    const panel = window.createWebviewPanel(
      'gt.graph',
      `Graph of ${basename(document.fileName)}`,
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      { enableScripts: false, localResourceRoots: [] },
    );
    const view: View = { panel, uri, svg: undefined, timer: undefined, asked: 0 };
    this.#views.set(uri, view);
    panel.onDidDispose(() => {
      clearTimeout(view.timer);
      this.#views.delete(uri);
    });
    await this.#draw(view);
  }

  async #draw(view: View): Promise<void> {
    const turn = ++view.asked;
    const { svg, note } = await this.#pictureOf(view.uri);
    if (turn !== view.asked || !this.#views.has(view.uri)) return;
    view.svg = svg ?? view.svg;
    view.panel.webview.html = graphPage(view.svg, note, randomBytes(16).toString('base64'));
  }

  async #pictureOf(uri: string): Promise<{ readonly svg?: string; readonly note?: string }> {
    try {
      const graph = await this.ask(uri);
      if (!graph) return { note: 'The formula has errors: there is no graph of it yet.' };
      const { svg, isStale } = graph;
      return isStale ? { svg, note: 'The formula has errors: this is how it was before them.' } : { svg };
    } catch (error) {
      return { note: error instanceof Error ? error.message : String(error) };
    }
  }

  dispose(): void {
    this.#listener.dispose();
    for (const { panel } of [...this.#views.values()]) panel.dispose();
  }
}
