import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { compile } from '../../compiler/compile.js';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import { readProtomolecule } from '../../compiler/diff/protomolecule-text.js';
import type { Protomolecule } from '../../compiler/emit/protomolecule.js';
import type { Host } from '../../compiler/host.js';
import { FileFailure, isFolder, reasonOf, standsAt } from './file-failure.js';
import { formulaFile } from './formula-file.js';
import { GitRevision } from './git-revision.js';
import { isPath, locateFormula } from './locate.js';
import { locateAtRevision } from './locate-revision.js';
import type { Surroundings } from './tiers.js';

/** A formula, or the file of a protomolecule, now or in a git revision. */
export interface ProtomoleculeSource {
  readonly name: string;
  readonly revision: string | undefined;
}

/** What was cooked, or read. */
export interface OpenedProtomolecule {
  /** Absent when there are errors. */
  readonly protomolecule: Protomolecule | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** The path of a source, by the `tier:name` of an origin; the same again where it is not known. */
  readonly pathOf: (source: string) => string;
}

export interface OpenOptions {
  readonly searchPaths: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  readonly preset: string | undefined;
  /** Types of steps that the project declares. */
  readonly stepTypes: readonly string[];
}

/** Whether a name is the path of a file that holds no formula, and so a protomolecule. */
export function isProtomoleculeFile(name: string, cwd: string): boolean {
  const path = resolve(cwd, name);
  return (
    isPath(name) && !name.endsWith('.toml') && !isFolder(path) && !formulaFile(basename(path), dirname(path))
  );
}

/**
 * `NAME@REV` as its two parts. A file whose path has an `@` in it is that file. The revision is empty where
 * nothing stands behind the `@`.
 */
export function protomoleculeSource(argument: string, cwd: string): ProtomoleculeSource {
  const whole = { name: argument, revision: undefined };
  if (isPath(argument) && standsAt(resolve(cwd, argument))) return whole;
  // A revision may have slashes and an `@` of its own: `shiny@origin/main`, `shiny@HEAD@{1}`.
  const [, name, revision] = /^([^@]*?\.(?:toml|json)|[^@]*)@(.*)$/s.exec(argument) ?? [];
  return name === undefined || revision === undefined ? whole : { name, revision };
}

/**
 * Cook a formula, as it is or as it was in a revision with all that it then drew in; or read a file that
 * `gt cook -o` wrote. Throws a FileFailure when a file, a folder or the revision cannot be read.
 */
export async function openProtomolecule(
  { name, revision }: ProtomoleculeSource,
  surroundings: Surroundings,
  { searchPaths, ...options }: OpenOptions,
): Promise<OpenedProtomolecule> {
  if (isProtomoleculeFile(name, surroundings.cwd)) return openFile(name, revision, surroundings.cwd);
  const { host, candidate, diagnostics } =
    revision === undefined
      ? locateFormula(name, surroundings, searchPaths)
      : locateAtRevision(name, revision, surroundings, searchPaths);
  const cooked = candidate && (await compile(candidate, host, options));
  return {
    protomolecule: cooked?.protomolecule,
    diagnostics: [...diagnostics, ...(cooked?.diagnostics ?? [])],
    pathOf: (source) => pathIn(host, source),
  };
}

function openFile(name: string, revision: string | undefined, cwd: string): OpenedProtomolecule {
  const path = resolve(cwd, name);
  const bytes =
    revision === undefined ? readBytes(path, name) : GitRevision.open(dirname(path), revision).file(path);
  const reporter = new Reporter();
  const called = revision === undefined ? name : `${revision}:${name}`;
  const protomolecule = readProtomolecule(new TextDecoder().decode(bytes), called, reporter);
  return { protomolecule, diagnostics: reporter.sorted(), pathOf: (source) => source };
}

function readBytes(path: string, shown: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new FileFailure('read', shown, reasonOf(error));
  }
}

/** The path of a source in `host`, by the `tier:name` of an origin; the same again where it is not there. */
export function pathIn(host: Host, source: string): string {
  const [tier, name = ''] = source.split(':');
  return host.candidates(name).find((each) => each.tier.name === tier)?.path ?? source;
}
