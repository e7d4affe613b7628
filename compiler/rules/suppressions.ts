import { type LintCode, lint } from '../diagnostics/registry/lint.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Source, Span } from '../read/source.js';
import type { Level } from './rule.js';
import { type Layout, tomlLayout } from './toml-comments.js';

/** `# gt-lint-ignore GT7001 because …`; the same with `-file` counts for the whole file. */
const MARKER = /^#[ \t]*gt-lint-ignore(-file)?(?![\w-])[ \t:]*/;

/** A rule that a comment wants to be ignored, and where. */
interface Suppression {
  /** Undefined where there is no such rule. */
  readonly code: LintCode | undefined;
  readonly written: string;
  readonly span: Span;
  /** First and last offset that it counts for. */
  readonly from: number;
  readonly to: number;
  used: boolean;
}

/** The comments of one file that have findings ignored (spec: LINT-4). */
export class Suppressions {
  readonly #all: readonly Suppression[];

  /** `source`: of a formula that was read without errors. JSON has no comments. */
  constructor(source: Source, format: 'toml' | 'json') {
    const isThere = format === 'toml' && source.text.includes('gt-lint-ignore');
    this.#all = isThere ? read(source) : [];
  }

  /** Whether a finding is to be ignored; the comment that says so has then been of use. */
  covers(code: LintCode, at: number): boolean {
    const found = this.#all.filter((each) => each.code === code && each.from <= at && at <= each.to);
    for (const each of found) each.used = true;
    return found.length > 0;
  }

  /** Report the comments that are of no use; of a rule that is off nobody knows. */
  report(levelOf: (code: LintCode) => Level, reporter: Reporter): void {
    const [unused, unknown] = [levelOf('GT7017'), levelOf('GT7018')];
    for (const { code, written, span, used } of this.#all) {
      if (code === undefined) {
        const facts = { rule: written, near: reporter.near(written, NAMES.keys()) };
        if (unknown !== 'off') reporter.report('GT7018', facts, { span, severity: unknown });
      } else if (!used && unused !== 'off' && levelOf(code) !== 'off')
        reporter.report('GT7017', { rule: written }, { span, severity: unused });
    }
  }
}

/** Rules by code and by name. */
const NAMES: ReadonlyMap<string, LintCode> = new Map(
  (Object.keys(lint) as LintCode[]).flatMap((code) => [
    [code, code],
    [lint[code].name, code],
  ]),
);

function read(source: Source): Suppression[] {
  const { text } = source;
  const layout = tomlLayout(text);
  return layout.comments.flatMap((comment) => {
    const words = text.slice(comment.start, comment.end);
    const marker = MARKER.exec(words);
    if (!marker) return [];
    const [from, to] = marker[1] === undefined ? extent(text, layout, comment.start) : [0, text.length];
    const listed = [...listedIn(words, marker[0].length)];
    if (listed.length === 0) listed.push({ start: 0, end: marker[0].trimEnd().length, word: '' });
    return listed.map(({ start, end, word }) => ({
      code: NAMES.get(word) ?? NAMES.get(word.toUpperCase()),
      written: word,
      span: source.span(comment.start + start, comment.start + end),
      from,
      to,
      used: false,
    }));
  });
}

/** The rules that a comment names, with commas between them; the words behind the last say why. */
function* listedIn(comment: string, from: number): Generator<{ start: number; end: number; word: string }> {
  const item = /[ \t]*([\w-]+)[ \t]*(,?)/y;
  item.lastIndex = from;
  for (let match = item.exec(comment); match; match = item.exec(comment)) {
    const [, word = '', comma] = match;
    const start = comment.indexOf(word, match.index);
    yield { start, end: start + word.length, word };
    if (comma === '') return;
  }
}

/**
 * What a comment at `at` counts for: behind something, the line it ends; on a line of its own, the next line
 * that has more than comments. Lines that one string holds together are one line.
 */
function extent(text: string, { strings }: Layout, at: number): [number, number] {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const before = text.slice(lineStart, at);
  if (before.trim() !== '') {
    const around = strings.findLast(({ start, end }) => start < lineStart && end > lineStart && end <= at);
    const first = around ? text.lastIndexOf('\n', around.start - 1) + 1 : lineStart;
    return [first, at];
  }
  let from = lineEnd(text, at) + 1;
  while (from < text.length && /^[ \t\r]*(?:#|$)/.test(text.slice(from, lineEnd(text, from)).slice(0, 1000)))
    from = lineEnd(text, from) + 1;
  let to = lineEnd(text, from);
  for (const { start, end } of strings) if (start >= from && start <= to && end > to) to = lineEnd(text, end);
  return [from, to];
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
