import { describe, expect, it } from 'vitest';
import { lintText } from '../testing/lint-text.js';

const lint = (description: string) =>
  lintText('GT7014', `[[steps]]\nid = "a"\ndescription = """\n${description}\n"""\n`);
const said = async (description: string): Promise<readonly string[]> =>
  [...(await lint(description)).findings.matchAll(/there is no command "(.*)"/g)].map(
    ([, name = '']) => name,
  );

describe('unknown-command', () => {
  it('reports a command that nobody has, at its place, and what may be meant', async () => {
    const { findings } = await lint('First look with `gt mail inbos --all`.');
    expect(findings).toBe(`warning[GT7014]: there is no command "gt mail inbos"
 --> main.formula.toml:5:18
  |
5 | First look with \`gt mail inbos --all\`.
  |                  ^^^^^^^^^^^^^
  = help: did you mean "gt mail inbox"?

1 warning
`);
  });

  it('looks into blocks of shell', async () => {
    const text = [
      '```bash',
      'gt frobnicate --now   # gt frabjous',
      'ID=$(bd creat "a; gt calloo" | head) && gt slng x',
      'if bd redy; then gt done; fi',
      '```',
      '```python',
      'gt callay',
      '```',
      '`bd shwo {{.x}}` and gt chortle',
    ];
    expect(await said(text.join('\n'))).toEqual([
      'gt frobnicate',
      'bd creat',
      'gt slng',
      'bd redy',
      'bd shwo',
    ]);
  });

  it('reports those of the description of a formula, and of its prompts', async () => {
    const { findings } = await lintText(
      'GT7014',
      'description = "run `gt slng`"\n[prompts]\nbase = "then `bd clos`"\n[[legs]]\nid = "a"\nfocus = "`gt dne`"\n',
    );
    expect(findings.match(/no command ".*"/g)).toEqual([
      'no command "gt slng"',
      'no command "bd clos"',
      'no command "gt dne"',
    ]);
  });

  it.each([
    '`gt sling gt-abc rig`',
    '`gt mol step await-signal --backoff-base 30s`',
    '`gt ref at`',
    '`bd mol wisp some-formula`',
    '`bd sync` of an older release',
    '`gt cook x` and `gt formula which x`, which are ours',
    'any `gt command` there is',
    '`gt <command>`, `bd --json list`, `gt {{.verb}}`',
    '```\nnot shell: "gt frobnicate" and \'bd frobnicate\n```',
    '```bash\ncat <<EOF\ngt frobnicate\nEOF\ngt done\n```',
    'gt frobnicate in plain words',
  ])('accepts %j', async (text) => {
    expect((await lint(text.replaceAll('"', '\\"'))).findings).toBe('');
  });
});
