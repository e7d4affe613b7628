import { parseDuration } from '../../compiler/language/duration.js';
import {
  CHECK_WORDS,
  type Expectation,
  type FormulaTest,
  type GateScript,
  type Mention,
  type Script,
  WORDS,
} from './model.js';
import { readExpectation } from './read-expectation.js';
import type { TableReader } from './table-reader.js';

/** How long an attempt takes where a test does not say. */
export const TAKES = 60_000;

const NOTHING: Expectation = {
  refused: undefined,
  outcome: undefined,
  order: [],
  outcomes: new Map(),
  attempts: new Map(),
  ran: [],
  notRun: [],
  digest: undefined,
  within: undefined,
};

/** One `[[test]]`. */
export function readTest(reader: TableReader): FormulaTest {
  const mentions: Mention[] = [];
  const name = reader.text('name');
  if (!reader.has('name')) reader.missing('name');
  else if (name === '') reader.bad('name', 'is empty');
  const expect = reader.inner('expect', '[test.expect]');
  if (!reader.has('expect')) reader.missing('expect');
  const test: FormulaTest = {
    name: name ?? '',
    values: textsOf(reader, 'vars'),
    given: placesOf(reader, 'vars'),
    preset: reader.text('preset'),
    phase: reader.word('phase', ['liquid', 'vapor'] as const),
    flags: reader.scalars('flags'),
    env: textsOf(reader, 'env'),
    files: new Set(reader.texts('files').map(({ text }) => text)),
    scripts: readScripts(reader, mentions),
    gates: readGates(reader, mentions),
    expect: expect ? readExpectation(expect, mentions) : NOTHING,
    mentions,
  };
  reader.end();
  if (test.expect.refused !== undefined) refuseScripts(reader);
  return test;
}

/** Of a formula that is refused no step is ever begun. */
function refuseScripts(reader: TableReader): void {
  for (const other of ['steps', 'gates', 'flags', 'env', 'files']) {
    if (!reader.has(other)) continue;
    const reason = 'nothing of a formula that is refused is ever done';
    const span = reader.spans.key(reader.table, other);
    reader.reporter.report('GT2010', { where: reader.where, one: 'refused', other, reason }, { span });
  }
}

const textsOf = (reader: TableReader, key: string): Map<string, string> =>
  new Map([...reader.scalars(key)].map(([name, value]) => [name, String(value)]));

const placesOf = (reader: TableReader, key: string): FormulaTest['given'] =>
  new Map(
    reader
      .inner(key, `[${key}]`)
      ?.names()
      .map(({ text, span }) => [text, span]),
  );

function readScripts(reader: TableReader, mentions: Mention[]): Script[] {
  const steps = reader.inner('steps', '[test.steps]');
  return (steps?.names() ?? []).flatMap(({ text, span }) => {
    mentions.push({ name: text, key: 'steps', span });
    const script = steps?.inner(text, `[test.steps.${text}]`);
    return script ? [readScript(text, script)] : [];
  });
}

function readScript(steps: string, reader: TableReader): Script {
  const outcome = reader.word('outcome', WORDS) ?? 'pass';
  // Neither spends anything of what a step has, so that a next attempt always follows.
  if (outcome === 'crash' || outcome === 'late')
    reader.bad(
      'outcome',
      `is "${outcome}" for every attempt, which never ends; write attempts = ["${outcome}"]`,
    );
  const script: Script = {
    steps,
    outcome,
    attempts: reader.words('attempts', WORDS),
    checks: reader.words('checks', CHECK_WORDS),
    output: reader.any('output'),
    reason: reader.text('reason'),
    takes: reader.duration('takes') ?? TAKES,
  };
  reader.end();
  return script;
}

/** `open`, `close`, or how long after it was armed a gate opens. */
function readGates(reader: TableReader, mentions: Mention[]): GateScript[] {
  const gates = reader.inner('gates', '[test.gates]');
  return (gates?.names() ?? []).flatMap(({ text: steps, span }): GateScript[] => {
    mentions.push({ name: steps, key: 'gates', span });
    const word = gates?.text(steps);
    if (word === undefined) return [];
    if (word === 'open') return [{ steps, opens: 'at once' }];
    if (word === 'close') return [{ steps, opens: 'never' }];
    const after = parseDuration(word);
    if (after !== undefined) return [{ steps, opens: { after } }];
    gates?.bad(
      steps,
      `is ${JSON.stringify(word)}; a gate can "open", "close" (it stays closed), or open after a duration such as "2h"`,
    );
    return [];
  });
}
