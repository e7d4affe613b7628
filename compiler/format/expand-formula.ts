import type { Input } from '../check/generated/formula.js';
import { type CompileOptions, compile } from '../compile.js';
import { quote } from '../diagnostics/define.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { Reporter } from '../diagnostics/reporter.js';
import type { Protomolecule } from '../emit/protomolecule.js';
import type { Candidate, Host } from '../host.js';
import type { Source } from '../read/source.js';
import type { Table } from '../read/spans.js';
import type { LintSubject } from '../rules/subject.js';
import { differenceFrom } from './cook-again.js';
import { inheritedFormula } from './inherited-formula.js';
import { originComment } from './origin-comment.js';
import {
  InheritedOrigins,
  type Mapping,
  mappings,
  type Origins,
  PlainOrigins,
  sourcesOf,
} from './origins.js';
import { plainFormula } from './plain-formula.js';
import type { Refuse } from './plain-step.js';
import { Shape } from './shape.js';
import { withStepsAsSpawners } from './spawners.js';
import { writeToml } from './write-toml.js';

export interface ExpandOptions extends Pick<CompileOptions, 'values' | 'preset' | 'strict' | 'stepTypes'> {
  /** `inherit`: only the parents are merged in; else nothing is left to compose. */
  readonly phase?: 'inherit' | undefined;
  /** Whether each step is to say in a comment where it comes from. */
  readonly comments: boolean;
  /** The name of what is written; without it, that of the formula. */
  readonly name?: string | undefined;
  /** Of what is written without composition: what has become of it since it was cooked. */
  readonly growth?: Growth | undefined;
}

/** What came to a formula while it ran. */
export interface Growth {
  /** The steps as they have become. */
  readonly grow: (cooked: Protomolecule) => Protomolecule;
  /** Further variables. */
  readonly vars: Readonly<Record<string, Input>>;
}

/** A formula in other words. */
export interface Expanded {
  readonly toml: string;
  readonly doc: Table;
  /** Where the lines of `toml` come from. */
  readonly mappings: readonly Mapping[];
  /** The files of the formula and of all that it draws in. */
  readonly sources: readonly Source[];
}

/**
 * Write a formula out: with its parents merged in or, beyond that, with all that expansions, loops, advice and
 * aspects make of it, as a formula that has none (spec: PLAIN-1). The result is cooked again and held against
 * what the formula was cooked to. Undefined after an error.
 */
export async function expandFormula(
  candidate: Candidate,
  host: Host,
  { phase, comments, name = candidate.name, growth, ...options }: ExpandOptions,
): Promise<{ readonly expanded: Expanded | undefined; readonly diagnostics: readonly Diagnostic[] }> {
  let subject: LintSubject | undefined;
  const keep = (cooked: LintSubject): void => {
    subject = cooked;
  };
  const { protomolecule, diagnostics } = await compile(candidate, host, { ...options, lint: keep });
  if (!protomolecule || !subject) return { expanded: undefined, diagnostics };
  const reporter = new Reporter();
  // An aspect has no steps that anything could be woven into.
  const isMergedOnly = phase === 'inherit' || protomolecule.type === 'aspect';
  const refuse: Refuse = (what, reason) => reporter.report('GT5020', { what, reason });
  const asSteps = isMergedOnly ? protomolecule : withStepsAsSpawners(protomolecule, subject, refuse);
  const graph = growth && !isMergedOnly ? growth.grow(asSteps) : asSteps;
  const form = isMergedOnly ? inherited(graph, subject) : plain(graph, subject, growth?.vars ?? {}, reporter);
  form.doc['formula'] = name;
  const sources = sourcesOf(subject.root);
  const written = writeToml(form.doc, Shape.formula, (table) =>
    comments ? commentsOn(table, form, sources) : [],
  );
  if (reporter.errors === 0) {
    const again = isMergedOnly ? options : { stepTypes: options.stepTypes };
    const reason = await differenceFrom(graph, written.text, { ...candidate, name }, host, {
      left: form.left,
      ...again,
    });
    if (reason !== undefined) reporter.report('GT5020', { what: 'the formula', reason });
  }
  const { doc, origins } = form;
  const expanded = {
    toml: written.text,
    doc,
    mappings: mappings(doc, written.marks, origins),
    sources: [...sources.values()],
  };
  return {
    expanded: reporter.errors === 0 ? expanded : undefined,
    diagnostics: [...diagnostics, ...reporter.sorted()],
  };
}

/** A formula to be written. */
interface Form {
  readonly doc: Table;
  readonly origins: Origins;
  /** Lines for the top. */
  readonly title: readonly string[];
  /** Fields of steps that it has no place for. */
  readonly left: ReadonlySet<string>;
}

function inherited(protomolecule: Protomolecule, { cooking }: LintSubject): Form {
  const { formula, context } = cooking;
  const { doc, originals } = inheritedFormula(formula.doc, formula.type);
  const origins = new InheritedOrigins(originals, context.spans, protomolecule);
  return { doc, origins, title: [`# ${formula.name}, with its parents merged in`], left: new Set() };
}

function plain(
  protomolecule: Protomolecule,
  { cooking }: LintSubject,
  further: Growth['vars'],
  reporter: Reporter,
): Form {
  const { formula, context } = cooking;
  const header =
    Object.keys(further).length > 0
      ? { ...formula.doc, vars: { ...formula.doc.vars, ...further } }
      : formula.doc;
  const { doc, origins, left } = plainFormula(protomolecule, header, reporter);
  const decided = Object.entries(protomolecule.shape).map(
    ([name, value]) => `${name} = ${quote(String(value))}`,
  );
  return {
    doc,
    origins: new PlainOrigins(doc, origins, formula.doc, context.spans),
    title: [
      `# ${formula.name}, with all that it is composed of`,
      ...(decided.length > 0 ? [`# Its steps hold for ${decided.join(', ')}`] : []),
    ],
    left,
  };
}

function commentsOn(
  table: Table,
  { doc, origins, title }: Form,
  sources: ReadonlyMap<string, Source>,
): readonly string[] {
  if (table === doc) return title;
  const origin = table['id'] === undefined ? undefined : origins.of(table, undefined);
  return origin ? [originComment(origin, sources)] : [];
}
