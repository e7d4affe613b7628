import { BEGIN } from './0001.js';
import { LANES } from './0002.js';

/** A step from one version of the schema to the next. What was released is never changed; forward only. */
export type Migration = string;

/** The first leads from nothing to version 1, and so on: the version of a ledger is how many were carried out. */
export const MIGRATIONS: readonly Migration[] = [BEGIN, LANES];
