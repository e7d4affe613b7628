import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oneStep } from '../testing/formulas.js';
import { Sandbox } from '../testing/sandbox.js';

const CASE = 'title = "A step is there"\nrules = ["ID-1"]\nformula = "small"\n';
const EXPECTED = `{
  "name": "small",
  "type": "workflow",
  "steps": [
    { "id": "only", "title": "Only", "type": "task", "needs": [], "origin": { "file": "project:small", "line": 2, "column": 1 } }
  ]
}
`;

/** Another implementation, in a few lines: it answers what the file beside its first argument holds. */
const OTHER = `
const { readFileSync } = require('node:fs');
let text = '';
process.stdin.on('data', (part) => { text += part; }).on('end', () => {
  const request = JSON.parse(text);
  if (process.argv[2] === 'crash') { console.error('no memory'); process.exit(3); }
  if (process.argv[2] === 'decline') { console.log(JSON.stringify({ unsupported: 'no ' + request.task + ' here' })); return; }
  if (process.argv[2] === 'talk') { console.log('hello'); return; }
  const step = { id: 'only', title: 'Only', type: 'task', needs: [], origin: { column: 1, line: 2, file: request.tiers[0].name + ':' + request.formula } };
  const steps = process.argv[2] === 'wrong' ? [{ ...step, title: 'ONLY' }] : [step];
  const protomolecule = { waves: [['only']], name: request.formula, type: 'workflow', vars: {}, steps, sources: [] };
  console.log(JSON.stringify(request.case.includes('slip')
    ? { protomolecule: null, diagnostics: [{ code: 'GT2001', severity: 'error', source: 'project:small', line: 2, message: 'worded otherwise' }] }
    : { protomolecule, diagnostics: [] }));
});
`;

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = new Sandbox().write({
    'suite/id/id-1-small/case.toml': CASE,
    'suite/id/id-1-small/small.formula.toml': oneStep('small'),
    'suite/id/id-1-small/expected.json': EXPECTED,
    'suite/type/type-2-slip/case.toml': CASE.replace('A step is there', 'A slip is told').replace(
      'ID-1',
      'TYPE-2',
    ),
    'suite/type/type-2-slip/small.formula.toml': oneStep('small', 'versoin = 1'),
    'other.cjs': OTHER,
  });
});
afterAll(() => sandbox.remove());

const other = (...args: string[]): string => [process.execPath, sandbox.path('other.cjs'), ...args].join(' ');

describe('gt conformance', () => {
  it('tells what is not as expected, and where', () => {
    expect(sandbox.gt('conformance', 'suite')).toEqual({
      stdout: `type/type-2-slip (TYPE-2)
  A slip is told
  - nothing is expected: there is neither expected.json nor expected-codes.json

`,
      stderr: '2 cases: 1 not as expected\n',
      code: 1,
    });
  });

  it('writes what comes as what is expected, and then agrees', () => {
    expect(sandbox.gt('conformance', 'suite', '--update')).toEqual({
      stdout: '',
      stderr:
        'wrote what is expected of type/type-2-slip\n2 cases, 1 rewritten; read the changes before you keep them\n',
      code: 0,
    });
    const read = (name: string): string => readFileSync(sandbox.path(`suite/${name}`), 'utf8');
    expect(read('id/id-1-small/expected.json')).toBe(EXPECTED);
    expect(read('type/type-2-slip/expected-codes.json')).toBe(
      '[{ "code": "GT2001", "severity": "error", "source": "project:small", "line": 2 }]\n',
    );
    expect(read('type/type-2-slip/expected.txt')).toContain('did you mean "version"?');
    expect(sandbox.gt('conformance', 'suite')).toEqual({
      stdout: '',
      stderr: '2 cases: all as expected\n',
      code: 0,
    });
  });

  it('selects by id and by rule', () => {
    expect(sandbox.gt('conformance', 'suite', '--filter', 'TYPE-2').stderr).toBe('1 case: all as expected\n');
    expect(sandbox.gt('conformance', 'suite', '--filter', 'small').stderr).toBe('1 case: all as expected\n');
    expect(sandbox.gt('conformance', 'suite', '--filter', 'LOOP-1')).toEqual({
      stdout: '',
      stderr: 'error: --filter "LOOP-1" selects none of the 2 cases; give a part of an id, or a rule\n',
      code: 2,
    });
  });

  it('holds another implementation against the same, whatever the order and wording of its answers', () => {
    expect(sandbox.gt('conformance', 'suite', '--command', other())).toEqual({
      stdout: '',
      stderr: '2 cases: all as expected\n',
      code: 0,
    });
  });

  it.each([
    ['wrong', 'protomolecule.steps[0](only).title: expected "Only", got "ONLY"'],
    ['crash', 'it ended with exit code 3: no memory'],
    ['talk', 'its output is not JSON: "hello\\n"'],
  ])('tells how an implementation that is %s differs', (way, difference) => {
    const args = ['conformance', 'suite', '--filter', 'small', '--command', other(way)];
    expect(sandbox.gt(...args)).toEqual({
      stdout: `id/id-1-small (ID-1)\n  A step is there\n  - ${difference}\n\n`,
      stderr: '1 case: 1 not as expected\n',
      code: 1,
    });
  });

  it('counts apart what an implementation does not do', () => {
    expect(
      sandbox.gt('conformance', 'suite', '--command', other('decline'), '--junit', 'declined.xml'),
    ).toEqual({
      stdout: '',
      stderr: 'wrote declined.xml\n2 cases: all as expected, 2 not supported\n',
      code: 0,
    });
    expect(readFileSync(sandbox.path('declined.xml'), 'utf8')).toContain('<skipped message="no cook here"/>');
  });

  it('tells of a program that cannot be started', () => {
    const { stdout, code } = sandbox.gt('conformance', 'suite', '--command', './no-such-program');
    expect(stdout).toContain('it cannot be started');
    expect(code).toBe(1);
  });

  it('lists results for machines', () => {
    const { stdout, code } = sandbox.gt('conformance', 'suite', '--json', '--junit', 'results.xml');
    expect(JSON.parse(stdout)).toEqual({
      cases: 2,
      failed: 0,
      skipped: 0,
      results: [
        { id: 'id/id-1-small', title: 'A step is there', rules: ['ID-1'], passed: true, differences: [] },
        { id: 'type/type-2-slip', title: 'A slip is told', rules: ['TYPE-2'], passed: true, differences: [] },
      ],
    });
    expect(code).toBe(0);
    expect(readFileSync(sandbox.path('results.xml'), 'utf8')).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="2" failures="0" skipped="0">
  <testsuite name="conformance" tests="2" failures="0" skipped="0">
    <testcase classname="id" name="id/id-1-small: A step is there"/>
    <testcase classname="type" name="type/type-2-slip: A slip is told"/>
  </testsuite>
</testsuites>
`);
  });

  it('refuses options without effect, and folders without cases', () => {
    expect(sandbox.gt('conformance', 'suite', '--command', 'x', '--update')).toMatchObject({ code: 2 });
    expect(sandbox.gt('conformance', 'suite', '--command', ' ')).toMatchObject({ code: 2 });
    expect(sandbox.gt('conformance', 'nowhere')).toMatchObject({ stdout: '', code: 3 });
    sandbox.folder('empty');
    expect(sandbox.gt('conformance', 'empty').stderr).toContain('it holds no cases');
  });

  it.each([
    ['title = 3', '"title" must be a text'],
    [CASE.replace('rules', 'ruels'), 'it has no "rules"'],
    [`${CASE}runtime = true\n`, 'it has the key "runtime", which means nothing in a case'],
    [CASE.replace('"small"', '"small'), 'not valid TOML'],
  ])('says what is wrong with a case', (text, reason) => {
    sandbox.write({ 'bad/id/id-1-bad/case.toml': text });
    const { stderr, code } = sandbox.gt('conformance', 'bad');
    expect(stderr).toContain(reason);
    expect(code).toBe(3);
  });
});
