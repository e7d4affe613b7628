import pc from 'picocolors';
import { distinct } from '../../compiler/diagnostics/distinct.js';
import { type DiffOptions as Comparing, diff as compare } from '../../compiler/diff/diff.js';
import { projectConfig } from '../../runtime/config/project-config.js';
import {
  isProtomoleculeFile,
  type OpenedProtomolecule,
  openProtomolecule,
  type ProtomoleculeSource,
  protomoleculeSource,
} from '../../runtime/formulas/protomolecule-source.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { findingFormat } from '../output/finding-format.js';
import { writeFindings } from '../output/findings.js';
import { toJson } from '../output/json.js';
import { parseValues } from '../values.js';

export interface DiffOptions {
  readonly rev?: string;
  readonly var?: readonly string[];
  readonly preset?: string;
  readonly searchPath?: readonly string[];
  readonly json?: boolean;
}

/** `gt diff`: what two formulas, revisions of one, or cooked files have for their steps, and where that was written. */
export async function diff(
  a: string,
  b: string | undefined,
  options: DiffOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { surroundings, stdout } = environment;
  const values = parseValues(options.var);
  const sources = twoSources(a, b, options.rev, environment);
  refuseIdle(sources, options, surroundings.cwd);
  // How it is configured now holds for both: it says what may stand in a formula, not what one means.
  const { stepTypes, diagnostics: inConfig } = await projectConfig(surroundings.cwd);
  const opening = { searchPaths: options.searchPath ?? [], values, preset: options.preset, stepTypes };
  const opened: [OpenedProtomolecule, OpenedProtomolecule] = [
    await openProtomolecule(sources[0], surroundings, opening),
    await openProtomolecule(sources[1], surroundings, opening),
  ];
  const findings = distinct([...inConfig, ...opened.flatMap(({ diagnostics }) => diagnostics)]);
  const code = await writeFindings(findings, findingFormat(options), environment);
  const [before, after] = opened.map(({ protomolecule }) => protomolecule);
  if (!before || !after) return code;
  const cooked = sources.every(({ name }) => !isProtomoleculeFile(name, surroundings.cwd));
  const comparing: Comparing = { trustFingerprints: cooked };
  const found = compare(before, after, comparing);
  const sides = [sideOf(sources[0], opened[0]), sideOf(sources[1], opened[1])] as const;
  if (options.json) {
    const [left, right] = sides.map(({ label, pathOf }, at) => {
      const { name, fingerprint, sources: files } = at === 0 ? before : after;
      return {
        label,
        name,
        fingerprint,
        sources: Object.fromEntries(files.map(({ id }) => [id, pathOf(id)])),
      };
    });
    stdout.write(toJson({ a: left, b: right, ...found }));
  } else {
    const { renderDiff } = await import('../../compiler/diff/human.js');
    stdout.write(renderDiff(found, ...sides, pc.createColors(stdout.colors)));
  }
  return found.same ? EXIT.ok : EXIT.findings;
}

const sideOf = ({ name, revision }: ProtomoleculeSource, { pathOf }: OpenedProtomolecule) => ({
  label: revision === undefined ? name : `${name}@${revision}`,
  pathOf,
});

type Two = readonly [ProtomoleculeSource, ProtomoleculeSource];

/** `A B`, or one of them with `--rev`. */
function twoSources(
  a: string,
  b: string | undefined,
  rev: string | undefined,
  environment: Environment,
): Two {
  const { program, surroundings } = environment;
  const parse = (argument: string): ProtomoleculeSource => {
    const source = protomoleculeSource(argument, surroundings.cwd);
    if (source.name === '' || source.revision === '')
      throw new UsageError(
        `${JSON.stringify(argument)} is no NAME@REV; write a formula, an @ and a git revision`,
      );
    return source;
  };
  const first = parse(a);
  if (rev === undefined) {
    if (b !== undefined) return [first, parse(b)];
    throw new UsageError(
      `what is ${JSON.stringify(a)} to be compared with? write ${program} diff ${a} OTHER, or ${program} diff ${a} --rev REVISION`,
    );
  }
  if (b !== undefined)
    throw new UsageError('--rev compares one formula with itself; drop the second, or --rev');
  if (first.revision !== undefined)
    throw new UsageError(`${JSON.stringify(a)} has a revision, and --rev gives another; drop one of the two`);
  const [before = '', after, ...more] = rev.split('..');
  if (before === '' || after === '' || after?.startsWith('.') || more.length > 0)
    throw new UsageError(`--rev ${JSON.stringify(rev)} is neither REV nor REV..REV`);
  return [
    { name: first.name, revision: before },
    { name: first.name, revision: after },
  ];
}

/** Cooked files have their values, and draw in nothing. */
function refuseIdle(sources: Two, options: DiffOptions, cwd: string): void {
  if (sources.some(({ name }) => !isProtomoleculeFile(name, cwd))) return;
  const given = { '--var': options.var, '--preset': options.preset, '--search-path': options.searchPath };
  const idle = Object.entries(given).find(([, value]) => value !== undefined)?.[0];
  if (idle) throw new UsageError(`${idle} has no effect on files that are already cooked; drop it`);
}
