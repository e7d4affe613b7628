import { type Compilation, type CompileOptions, compile } from '../compile.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { distinct } from '../diagnostics/distinct.js';
import type { LintCode } from '../diagnostics/registry/lint.js';
import type { Protomolecule } from '../emit/protomolecule.js';
import type { Candidate } from '../host.js';
import { Clearing, lintHeirs } from '../rules/clearing.js';
import { linter } from '../rules/linter.js';
import type { Level } from '../rules/rule.js';
import type { Commands } from '../rules/shell/commands.js';
import type { LintSubject } from '../rules/subject.js';
import type { OpenHost } from './open-host.js';
import { scan } from './syntax/scan.js';
import type { SyntaxTree } from './syntax/tree.js';

export interface AnalyseOptions {
  /** Types of steps that the project has besides the language's own. */
  readonly stepTypes: readonly string[];
  /** Levels of lint rules; one that is missing has its own. */
  readonly levels: ReadonlyMap<LintCode, Level>;
  readonly commands: Commands;
  /** Read TOML with both parsers, as `gt cook --check` does. While a text is typed the first is enough. */
  readonly readsTwice: boolean;
}

/** What became of a text that had no errors. Its spans are those of `root.source.text`. */
export interface Good extends LintSubject {
  readonly protomolecule: Protomolecule;
}

/** With each key it would cost more to make the protomolecule than to find what is wrong; few ask for it. */
const goodOf = (subject: LintSubject, compilation: Compilation): Good => ({
  ...subject,
  get protomolecule() {
    return compilation.protomolecule as Protomolecule;
  },
});

/** All that is known of one formula at one version of its text. */
export interface Analysis {
  readonly candidate: Candidate;
  readonly text: string;
  /** What stands there, valid or not. */
  readonly tree: SyntaxTree;
  /** What `gt cook --check` and `gt lint` say, in all files that took part. */
  readonly diagnostics: readonly Diagnostic[];
  /** Of this text, or of the last one that had no errors. */
  readonly good: Good | undefined;
  readonly isGood: boolean;
  /** Paths of the files that it hangs on, and the names that it looked for. */
  readonly reads: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

/**
 * Analyse the formula of `candidate`, whose text `host` has. `before`: the analysis of an earlier text, whose good
 * state is kept while there are errors. Never rejects for what an author wrote.
 */
export async function analyse(
  candidate: Candidate,
  host: OpenHost,
  { stepTypes, levels, commands, readsTwice }: AnalyseOptions,
  before?: Analysis,
): Promise<Analysis> {
  const clearing = new Clearing();
  const ask = linter({ levels, commands, onCleared: clearing.onCleared });
  let subject: LintSubject | undefined;
  const options: CompileOptions = {
    check: true,
    readsOnce: !readsTwice,
    stepTypes,
    lint: (cooked) => {
      subject ??= cooked;
      ask(cooked);
    },
  };
  const compilation = await compile(candidate, host, options);
  const cooked = subject;
  let diagnostics = compilation.diagnostics;
  // Lint is about what stands in the files, wherever they are used.
  if (host.sawOverlay) {
    const plain = await compile(candidate, host, { ...options, overlays: false });
    diagnostics = distinct([...diagnostics, ...plain.diagnostics]);
  }
  if (clearing.needsHeirs(diagnostics))
    await lintHeirs([candidate.name], host, new Set([candidate.path]), { ...options, overlays: false });
  const good = cooked && compilation.errors === 0 ? goodOf(cooked, compilation) : undefined;
  const read = host.read(candidate);
  const text = read.ok ? (read.text ?? new TextDecoder().decode(read.bytes)) : '';
  let tree: SyntaxTree | undefined;
  return {
    candidate,
    text,
    get tree() {
      tree ??= scan(text, candidate.format);
      return tree;
    },
    diagnostics: clearing.left(diagnostics),
    good: good ?? before?.good,
    isGood: good !== undefined,
    reads: host.reads,
    names: host.names,
  };
}
