import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { FileFailure, reasonOf } from '../../runtime/formulas/file-failure.js';
import { createFile } from '../../runtime/formulas/replace-file.js';
import { findTiers, shownPath } from '../../runtime/formulas/tiers.js';
import type { Environment } from '../environment.js';

/** A schema as it is shipped. */
export function readSchema(name: 'formula' | 'protomolecule' | 'config', { programs }: Environment): string {
  const path = join(programs, '..', 'schemas', `${name}.schema.json`);
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new FileFailure('read', path, reasonOf(error));
  }
}

/** Where the schema lies in a project, so that editors find it without a network: in its `.beads`. */
export const PROJECT_SCHEMA = join('schemas', 'formula.schema.json');

/** The folder of a project's formulas: the nearest that is there, else the one that would be in the working folder. Absolute. */
export function formulaFolder({ surroundings }: Environment): string {
  const folders = findTiers(surroundings, [], undefined).filter((tier) => tier.name === 'project');
  const folder = folders.find(({ path }) => existsSync(path)) ?? folders[0];
  if (!folder) throw new Error('a working folder without a project');
  return folder.path;
}

/**
 * Put the schema beside the folder of the formulas where none is; gives how a formula at `file` names it. One that is there
 * stays: `gt editor setup` brings it up to date.
 */
export function ensureSchema(file: string, environment: Environment): string {
  const schema = schemaPath(environment);
  if (!existsSync(schema)) {
    makeFolder(dirname(schema), environment);
    createFile(
      schema,
      Buffer.from(readSchema('formula', environment)),
      shownPath(schema, environment.surroundings.cwd),
    );
  }
  return schemaReference(file, environment);
}

/** Absolute. */
export const schemaPath = (environment: Environment): string =>
  join(dirname(formulaFolder(environment)), PROJECT_SCHEMA);

/** As a comment `#:schema` in `file` names it. */
export const schemaReference = (file: string, environment: Environment): string => {
  const path = relative(dirname(resolve(environment.surroundings.cwd, file)), schemaPath(environment));
  return path.startsWith('.') ? path : `./${path}`;
};

/** Throws a FileFailure. */
export function makeFolder(path: string, { surroundings }: Environment): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new FileFailure('write', shownPath(path, surroundings.cwd), reasonOf(error));
  }
}
