import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mode } from '../../compiler/expand/values.js';
import { FileFailure, isFolder, reasonOf } from '../formulas/file-failure.js';
import type { Folder } from '../formulas/tiers.js';
import { CASE_FILE, readCaseFile } from './case-file.js';
import type { Task } from './task.js';

/** One case of the suite: which formula is cooked, from which files, and how. */
export interface Case {
  /** `SECTION/NAME`, the path of its folder in the suite. */
  readonly id: string;
  /** Absolute. */
  readonly folder: string;
  /** What the case shows, as a sentence. */
  readonly title: string;
  /** The numbered rules of spec/language.md that it holds to. */
  readonly rules: readonly string[];
  readonly task: Task;
  /** A name or `tier:name`. */
  readonly formula: string;
  readonly values: ReadonlyMap<string, string>;
  readonly mode: Mode;
  readonly check: boolean;
  /** A value that is given and not declared is an error. */
  readonly strict: boolean;
  /** A preset of a convoy. */
  readonly preset: string | undefined;
  /** What upstream does instead; empty where the case is about our language alone. */
  readonly shows: string;
  /** Levels of lint rules, by the names of the rules. */
  readonly levels: ReadonlyMap<string, string>;
  /** Symbolic links that stand in the folder while the case runs: the path of each, and where it leads. */
  readonly links: ReadonlyMap<string, string>;
}

/** Folders of a case by the tier that they are, in the order of search; `.` is the folder of the case itself. */
const TIERS: readonly (readonly [folder: string, tier: string])[] = [
  ['search-path', 'search-path'],
  ['file', 'file'],
  ['.', 'project'],
  ['formulas', 'project'],
  ['town', 'town'],
  ['user', 'user'],
  ['builtin', 'builtin'],
];

/** The folders that a case is cooked from. */
export const tiersOf = (folder: string): Folder[] =>
  TIERS.map(([path, name]) => ({ name, label: path, path: join(folder, path) })).filter(({ path }) =>
    isFolder(path),
  );

/** The folders of a case that hold overlays, in the order of search. */
export const overlaysOf = (folder: string): Folder[] =>
  ['rig-overlay', 'town-overlay']
    .map((name) => ({ name, label: name, path: join(folder, name) }))
    .filter(({ path }) => isFolder(path));

/** Every case below `folder`, by id. Throws a FileFailure when a case cannot be read, or there is none. */
export async function findCases(folder: string): Promise<Case[]> {
  const cases: Case[] = [];
  for (const section of foldersIn(folder)) {
    for (const name of foldersIn(join(folder, section))) {
      const path = join(folder, section, name);
      cases.push({ id: `${section}/${name}`, folder: path, ...(await readCaseFile(path)) });
    }
  }
  if (cases.length === 0)
    throw new FileFailure('read', folder, `it holds no cases; a case is a folder SECTION/NAME/${CASE_FILE}`);
  return cases;
}

function foldersIn(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    throw new FileFailure('read', path, reasonOf(error));
  }
}

/** The text of a file of a case; undefined when it is not there. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new FileFailure('read', path, reasonOf(error));
  }
}
