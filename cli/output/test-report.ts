import { renderJson } from '../../compiler/diagnostics/json.js';
import { visible } from '../../compiler/diagnostics/terminal-text.js';
import { durationText } from '../../runtime/formula-test/duration-text.js';
import type { FileOutcome, TestOutcome, Unmet } from '../../runtime/formula-test/index.js';
import { toJson } from './json.js';
import { junit } from './junit.js';
import type { TestFormat } from './test-formats.js';

/** What became of formula tests, in a format. For people, what is wrong in files is told apart, as all findings are. */
export function testReport(files: readonly FileOutcome[], format: TestFormat): string {
  if (format === 'json') return asJson(files);
  return format === 'junit'
    ? asJunit(files)
    : files
        .filter(({ tests }) => tests.length > 0)
        .map(asText)
        .join('\n');
}

export const isFailed = ({ unmet }: TestOutcome): boolean => unmet.length > 0;

const asText = ({ path, tests }: FileOutcome): string =>
  `${visible(path)}\n${tests.map((test) => linesOf(test).join('\n')).join('\n')}\n`;

function linesOf(test: TestOutcome): string[] {
  const { name, unmet, trace, took } = test;
  if (!isFailed(test)) return [`  pass  ${visible(name)}  (${durationText(took)})`];
  return [
    `  FAIL  ${visible(name)}  (${durationText(took)})`,
    ...detailsOf(unmet, trace).map((line) => `        ${line}`),
  ];
}

function detailsOf(unmet: readonly Unmet[], trace: readonly string[]): string[] {
  const reasons = unmet.flatMap(({ expected, happened }) => [
    `expected: ${visible(expected)}`,
    `happened: ${visible(happened)}`,
  ]);
  return trace.length === 0
    ? reasons
    : [...reasons, 'what happened to these steps:', ...trace.map((line) => `  ${line}`)];
}

function asJson(files: readonly FileOutcome[]): string {
  const tests = files.flatMap((file) => file.tests);
  return toJson({
    tests: tests.length,
    failed: tests.filter(isFailed).length,
    files: files.map(({ path, formula, tests: own, diagnostics }) => ({
      path,
      formula,
      tests: own.map((test) => ({
        name: test.name,
        passed: !isFailed(test),
        seconds: test.took / 1000,
        unmet: test.unmet,
        trace: test.trace,
      })),
      diagnostics: renderJson(diagnostics),
    })),
  });
}

/** A file with errors counts as a test that has failed: whoever only counts must not take it for none. */
function asJunit(files: readonly FileOutcome[]): string {
  const results = files.flatMap(({ path, tests, diagnostics }) => {
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const wrong = errors.map(({ code, message, span }) => {
      const at = span?.source.position(span.start);
      return `${at ? `${span?.source.path}:${at.line}:${at.column}: ` : ''}${code} ${message}`;
    });
    return [
      ...(wrong.length > 0 ? [{ group: path, name: 'the file itself', failures: wrong }] : []),
      ...tests.map(({ name, unmet, trace }) => ({ group: path, name, failures: detailsOf(unmet, trace) })),
    ];
  });
  return junit('formula tests', results);
}
