import { describe, expect, it } from 'vitest';
import { compile } from '../../compile.js';
import { expressions } from '../../language/parser.js';
import { readNames } from '../names/read-names.js';
import { scan } from '../syntax/scan.js';
import { markedFiles } from '../testing/marked-files.js';
import { hoverAt } from './hover.js';

/** What is told at the cursor, and of which part of the text. */
async function told(written: Readonly<Record<string, string>> | string): Promise<string> {
  const { host, path, offset, texts, candidate } = markedFiles(
    typeof written === 'string' ? { main: written } : written,
  );
  const text = texts[path] as string;
  const { protomolecule } = await compile(candidate, host, { check: true });
  const index = await readNames(host);
  const found = hoverAt(scan(text, candidate.format), { index, path, offset, protomolecule, expressions });
  return found ? `${text.slice(found.start, found.end)}: ${found.markdown}` : 'nothing';
}

describe('what is told under the pointer', () => {
  it('of a key is what the schema says', async () => {
    expect(await told('[[steps]]\nid = "a"\non_<|>fail = "abort"\n')).toBe(
      'on_fail: **on_fail** (string)\n\nWhat a final failure does to the steps behind it.\n\nOne of `block`, `continue`, `abort`.',
    );
    expect(await told('[[ste<|>ps]]\nid = "a"\n')).toBe(
      'steps: **steps** (array)\n\nThe steps of a workflow.',
    );
    expect(await told('[[steps]]\nid = "a"\n<|>\n')).toBe('nothing');
  });

  it('of a step is what it says, where it comes from and what it waits for', async () => {
    const base = '[[steps]]\nid = "z"\n[[steps]]\nid = "a"\ntitle = "An *a*"\nneeds = ["z"]\n';
    expect(await told({ main: 'extends = "base"\n[[steps]]\nid = "b"\nneeds = ["<|>a"]\n', base })).toBe(
      'a: **step `a`**\n\nAn \\*a\\*\n\nIt waits for `z`.\n\nWritten at project:base:4\n- inherited by `main` (project:main:2)\n\nFrom `base.formula.toml`.',
    );
    const watch = 'type = "aspect"\n[[advice]]\ntarget = "a"\nbefore = [{ id = "w" }]\n';
    expect(
      await told({
        main: '[compose]\naspects = ["watch"]\n[[steps]]\nid = "a"\n[[steps]]\nid = "b"\nneeds = ["<|>w"]\n',
        watch,
      }),
    ).toContain('woven in by `watch`');
    const rule =
      'type = "expansion"\n[[template]]\nid = "{target}.x"\n[[template]]\nid = "{target}.y"\nneeds = ["{target}.x"]\n';
    expect(await told({ main: '[[steps]]\nid = "<|>a"\nexpand = "rule"\n', rule })).toBe(
      'a: **step `a`**\n\nIn its place stand 2 steps: `a.x`, `a.y`.\n\nIt begins with `a.x` and ends with `a.y`.',
    );
    expect(
      await told({
        main: '[[steps]]\nid = "a"\nexpand = "rule"\n[[steps]]\nid = "b"\nneeds = ["<|>a.y"]\n',
        rule,
      }),
    ).toContain('- expanded by `rule` (project:main:4)');
  });

  it('of a variable is its type, its default and where it is used', async () => {
    expect(
      await told(
        '[vars.who]\ndescription = "For whom."\ndefault = "me"\n[[steps]]\nid = "a"\ntitle = "{{w<|>ho}}"\n',
      ),
    ).toBe(
      'who: **variable `who`**\n\nFor whom.\n\nType `string`, default `"me"`.\n\nUsed in main.formula.toml:7.',
    );
  });

  it('of a formula is what it is for and what it takes, of an anchor what it stands for', async () => {
    const rule =
      'description = "Twice."\ntype = "expansion"\n[vars.who]\ndefault = "x"\n[[template]]\nid = "{target}.x"\n';
    expect(await told({ main: '[[steps]]\nid = "a"\nexpand = "<|>rule"\n', rule })).toBe(
      'rule: **formula `rule`**\n\nTwice.\n\nVariables: `who`.\n\nIn `rule.formula.toml`.',
    );
    expect(await told({ rule: rule.replace('{target', '{tar<|>get') })).toBe(
      'target: **`{target}`**\n\nThe id of the step that the template takes the place of.',
    );
  });

  it('of a condition is whether it holds with the values that are known now', async () => {
    const base = '[vars.env]\ndefault = "dev"\n[vars.who]\nrequired = true\n[[steps]]\nid = "z"\n';
    const of = (condition: string) => ({
      main: `extends = "base"\n[[steps]]\nid = "a"\ncondition = "${condition}"\n`,
      base,
    });
    expect(await told(of('{{env}} =<|>= dev'))).toBe(
      '{{env}} == dev: With the values that are known now it is `true`: the step is there.',
    );
    expect(await told(of('{{env}} =<|>= prod'))).toBe(
      '{{env}} == prod: With the values that are known now it is `false`: the step is left out.',
    );
    expect(await told(of('{{who}} =<|>= me && {{env}} == dev'))).toBe(
      '{{who}} == me && {{env}} == dev: With the values that are known now it is undecided: {{who}} has no value.',
    );
    expect(await told(of('{{e<|>nv}} == prod'))).toBe(
      'env: **variable `env`**\n\nType `string`, default `"dev"`, now `"dev"`.\n\nUsed in main.formula.toml:5.\n\nFrom `base.formula.toml`.\n\n---\n\nWith the values that are known now it is `false`: the step is left out.',
    );
  });

  it('of the name of a loop is what values it has', async () => {
    const of = (loop: string) =>
      `[vars.n]\ntype = "int"\ndefault = 3\n[[steps]]\nid = "a"\n[steps.loop]\n${loop}\nvar = "i"\n[[steps.loop.body]]\nid = "x-{<|>i}"\n`;
    expect(await told(of('range = "2..{{n}}*2"'))).toContain(
      '**name of a loop `i`**\n\nIt goes from `2` to `6`.',
    );
    expect(await told(of('range = "1..1"'))).toContain('It is `1`.');
  });

  it('of a gate is its type, what is waited for and for how long', async () => {
    const gate = 'type = "gh:pr"\nid = "17"\ntimeout = "2h"\non_timeout = "skip"\n';
    const what =
      '**gate `gh:pr`**\n\nIt waits for a pull request `17`, for `2h` at the most: then the step is skipped.';
    const of = (head: string, text = gate) => `[[steps]]\nid = "a"\n${head}\n${text}`;
    expect(await told(of('[steps.ga<|>te]'))).toBe(`gate: ${what}`);
    expect(await told(of('[steps.gate]', gate.replace('gh:', 'g<|>h:')))).toBe(`"gh:pr": ${what}`);
    expect(await told(of('', 'ga<|>te = { type = "human", approvers = ["me", "you"] }\n'))).toBe(
      'gate: **gate `human`**\n\nIt waits for somebody who opens it, one of me, you.',
    );
    expect(await told(of('[steps.ga<|>te]', 'type = "no"\n'))).toContain('Something the step waits for');
    const main = 'extends = "base"\n[[steps]]\nid = "b"\nneeds = ["<|>a"]\n';
    expect(await told({ main, base: of('[steps.gate]') })).toContain(`It waits for nothing.\n\n${what}`);
  });
});
