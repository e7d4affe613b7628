import pc from 'picocolors';
import { tree } from '../../compiler/picture/tree.js';
import type { View } from '../../runtime/ledger/contract.js';
import type { LedgerEvent } from '../../runtime/ledger/event.js';
import { readMolecule } from '../../runtime/molecule/view/live.js';
import { pictureOf } from '../../runtime/molecule/view/picture.js';
import type { Stream } from '../environment.js';
import { newsLine } from './news.js';

/** Lines of a terminal that does not say how high it is. */
const USUAL_HEIGHT = 24;

/** What somebody sees who follows a molecule: on a terminal the tree of its steps, drawn anew; else a line for each event. */
export class LiveView {
  #drawn = 0;
  #last = '';

  constructor(
    private readonly n: number,
    private readonly stream: Stream,
    private readonly isSilent: boolean,
  ) {}

  show(view: View, news: readonly LedgerEvent[]): void {
    if (this.isSilent || news.length === 0) return;
    if (this.stream.isTerminal) this.#draw(view);
    else for (const event of news) this.stream.write(newsLine(event, this.stream));
  }

  /** What is drawn stays. */
  end(): void {
    this.#drawn = 0;
  }

  #draw(view: View): void {
    const root = view.bead(this.n);
    // A digest has no steps to draw.
    if (!root || !view.molecule(this.n)) return;
    const { colors, width } = this.stream;
    const text = tree(pictureOf(readMolecule(view, root)), {
      colors: pc.createColors(colors),
      width,
    }).trimEnd();
    if (text === this.#last) return;
    this.#last = text;
    const most = (process.stdout.rows ?? USUAL_HEIGHT) - 2;
    const lines = text.split('\n');
    const shown =
      lines.length <= most ? lines : [...lines.slice(0, most - 1), `… ${lines.length - most + 1} more lines`];
    const back = this.#drawn === 0 ? '' : `\x1b[${this.#drawn}A\x1b[J`;
    this.stream.write(`${back}${shown.join('\n')}\n`);
    this.#drawn = shown.length;
  }
}
