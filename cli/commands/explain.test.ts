import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formulaSchema } from '../../compiler/check/schema/formula.js';
import { registry } from '../../compiler/diagnostics/registry.js';
import { Sandbox } from '../testing/sandbox.js';

const SPEC = fileURLToPath(new URL('../../spec/', import.meta.url));
const read = (path: string): string => readFileSync(SPEC + path, 'utf8');

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = new Sandbox();
});
afterAll(() => sandbox.remove());

const explained = (...names: string[]): string => {
  const { stdout, stderr, code } = sandbox.gt('explain', ...names);
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  return stdout;
};

describe('gt explain', () => {
  it('prints the page of a code, also by its name, in any case of letters', () => {
    const page = read('diagnostics/GT3012.md');
    for (const name of ['GT3012', 'gt3012', 'variable-in-id', 'Variable-In-Id'])
      expect(explained(name)).toBe(page);
  });

  it('explains a word of the glossary, with the rules that have it', () => {
    const region = explained('region');
    expect(region).toMatch(
      /^# region: a word of the glossary\n\n- \*\*region\*\*: what stands in the place of a step/,
    );
    expect(region).toContain('- **ORDER-2** Whatever replaces or wraps a step is a *region*');
    expect(explained('Pointcut')).toContain('- **pointcut**: which steps they may touch\n');
  });

  it('explains a rule by its number', () => {
    expect(explained('order-1')).toBe(
      '# ORDER-1, a rule of the language\n\nOrder: `needs` and `depends_on` mean the same, and both count.\n',
    );
  });

  it('explains a key: what it means, its type, where it stands, and the rules that name it', () => {
    const needs = explained('needs');
    expect(needs).toContain(
      '\n\nIds of the steps that come first.\n\n- Type: a list of strings.\n- Stands in: `step`',
    );
    expect(needs).toContain('\n- **ORDER-1** `needs` and `depends_on` mean the same');
    expect(explained('on_timeout')).toContain('- Type: a string, one of `fail`, `skip`, `open`, `escalate`.');
    expect(explained('priority')).toContain('- Type: a whole number, at least 0, at most 4.');
    expect(explained('gate.type')).toContain('- It must be there.');
    expect(explained('title')).toContain('- `{{name}}` in it stands for a variable.');
    expect(explained('loop.body')).toContain('- Type: a list of `step` tables.');
  });

  it('explains the key that a path leads to, and no other of its name', () => {
    const gate = explained('gate.timeout');
    expect(gate).toMatch(/^# timeout, a key of gate\n\nHow long to wait/);
    for (const path of ['step.gate.timeout', 'steps.gate.timeout']) expect(explained(path)).toBe(gate);
    expect(explained('check.timeout')).toContain('How long the command may take');
    const both = explained('timeout');
    expect(both).toContain(gate);
    expect(both).toContain(explained('check.timeout'));
  });

  it('prints all meanings, and each once', () => {
    const headings = explained('gate', 'GATE').match(/^# .*$/gm);
    expect(headings).toEqual([
      '# gate: a word of the glossary',
      expect.stringMatching(/^# gate, a key of step, /),
      '# gate, a key of compose',
    ]);
    expect(explained('ORDER-1', 'ORDER-7').match(/^# .*$/gm)).toHaveLength(2);
  });

  it('lists what can be asked, and all of it has an answer', () => {
    const list = explained();
    for (const code of Object.keys(registry)) expect(list).toContain(`**${code}**`);
    for (const key of Object.keys(formulaSchema['properties'] as object)) expect(list).toContain(key);
    expect(list).toContain('region, entry, exit,');
    const topics = JSON.parse(explained('--json')) as { kind: string; name: string; aliases?: string[] }[];
    const names = new Set(topics.flatMap(({ name, aliases = [] }) => [name, ...aliases]));
    const answers = JSON.parse(explained(...names, '--json')) as {
      kind: string;
      name: string;
      text: string;
    }[];
    expect(answers.map(({ name }) => name).sort()).toEqual(topics.map(({ name }) => name).sort());
    for (const { text } of answers) {
      expect(text).toMatch(/^# .+\n\n\S/);
      expect(text).not.toMatch(/undefined|\[object|\n\n\n/);
    }
  });

  it('asks what was meant by a name that means nothing, and still explains the others', () => {
    expect(sandbox.gt('explain', 'GT0302', 'ORDER-1')).toEqual({
      stdout: explained('ORDER-1'),
      stderr: expect.stringMatching(/^error: nothing is called "GT0302"; did you mean "GT\d+"/),
      code: 1,
    });
    expect(sandbox.gt('explain', 'neds').stderr).toContain('did you mean "needs"');
    expect(sandbox.gt('explain', 'step.gate.timout').stderr).toContain('did you mean "step.gate.timeout"');
    expect(sandbox.gt('explain', 'quux frobnicate\u001b')).toEqual({
      stdout: '',
      stderr: 'error: nothing is called "quux frobnicate\\u001b"; "gt explain" lists what can be asked\n',
      code: 1,
    });
    expect(JSON.parse(sandbox.gt('explain', 'quux frobnicate', '--json').stdout)).toEqual([]);
  });
});

it('the glossary has one place, and every word in italics of the language is in it', () => {
  const glossary = read('glossary.md');
  const architecture = readFileSync(`${SPEC}../ARCHITECTURE.md`, 'utf8');
  expect(architecture).toContain('[spec/glossary.md](spec/glossary.md)');
  expect(architecture).not.toContain('| word | meaning |');
  const words = new Set(
    [...glossary.matchAll(/^\| (.+?) \|/gm)].flatMap((row) => (row[1] as string).split(', ')),
  );
  const italics = [...read('language.md').matchAll(/(?<![*\w])\*([a-z ]+)\*(?!\*)/g)].map(
    (match) => match[1] as string,
  );
  const unknown = italics.filter(
    (word) => !words.has(word) && !words.has(word.replace(/s$/, '')) && word !== 'italics',
  );
  expect(unknown).toEqual([]);
});
