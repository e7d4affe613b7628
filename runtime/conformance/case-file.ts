import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderHuman } from '../../compiler/diagnostics/human.js';
import { lint } from '../../compiler/diagnostics/registry/lint.js';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import { Source } from '../../compiler/read/source.js';
import { SpanIndex } from '../../compiler/read/spans.js';
import { readToml } from '../../compiler/read/toml.js';
import { LEVELS } from '../../compiler/rules/rule.js';
import { FileFailure, reasonOf } from '../formulas/file-failure.js';
import type { Case } from './case.js';
import { TASKS } from './task.js';

export const CASE_FILE = 'case.toml';

type CaseFile = Omit<Case, 'id' | 'folder'>;

const isText = (value: unknown): value is string => typeof value === 'string';
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);
const isTable = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' && value !== null && Object.values(value).every(isText);
const isMode = (value: unknown): value is Case['mode'] => value === 'compile' || value === 'runtime';

const isTask = (value: unknown): value is Case['task'] => TASKS.some((task) => task === value);

const isLevels = (value: unknown): value is Record<string, string> =>
  isTable(value) &&
  Object.entries(value).every(
    ([name, level]) =>
      Object.values(lint).some((rule) => rule.name === name) && LEVELS.some((known) => known === level),
  );

/** Read the `case.toml` of a case. Throws a FileFailure that says what is wrong with it. */
export async function readCaseFile(folder: string): Promise<CaseFile> {
  const path = join(folder, CASE_FILE);
  const refuse = (reason: string): never => {
    throw new FileFailure('read', path, reason);
  };
  const table = new Map(Object.entries(await readTable(path, refuse)));
  const take = <T>(key: string, is: (value: unknown) => value is T, what: string, otherwise?: T): T => {
    const value = table.get(key);
    table.delete(key);
    if (is(value)) return value;
    if (value === undefined && otherwise !== undefined) return otherwise;
    return refuse(value === undefined ? `it has no "${key}"` : `"${key}" must be ${what}`);
  };
  const read: CaseFile = {
    title: take('title', isText, 'a text'),
    rules: take('rules', isTexts, 'a list of rules, such as ["LOOP-1"]'),
    formula: take('formula', isText, "a formula's name"),
    task: take('task', isTask, 'one of "cook", "format", "inherit" and "expand"', 'cook'),
    values: new Map(Object.entries(take('vars', isTable, 'a table of texts', {}))),
    mode: take('mode', isMode, '"compile" or "runtime"', 'compile'),
    check: take('check', isFlag, 'true or false', false),
    shows: take('shows', isText, 'a text', ''),
    strict: take('strict', isFlag, 'true or false', false),
    preset: take('preset', isText, "a preset's name", '') || undefined,
    levels: new Map(Object.entries(take('levels', isLevels, 'a table of lint rules and their levels', {}))),
    links: new Map(Object.entries(take('links', isTable, 'a table of texts', {}))),
  };
  const [unknown] = table.keys();
  return unknown === undefined ? read : refuse(`it has the key "${unknown}", which means nothing in a case`);
}

async function readTable(path: string, refuse: (reason: string) => never): Promise<object> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return refuse(reasonOf(error));
  }
  const reporter = new Reporter();
  const table = await readToml(new Source(path, path, text), new SpanIndex(), reporter, true);
  return table ?? refuse(renderHuman(reporter.sorted()));
}
