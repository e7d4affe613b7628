import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EDITORS, targetsOf } from './targets.js';

it('docs/editors.md has every editor with the files that are written for it', () => {
  const page = readFileSync(new URL('../../docs/editors.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| (\w[\w ]*) \| ([^|]+) \|/gm)].map(([, name = '', files = '']) => [
    name.toLowerCase().replace(' ', ''),
    files.replaceAll('`', '').split(', '),
  ]);
  const project = { schema: 'formula.schema.json', isInstalled: false };
  expect(rows).toEqual(EDITORS.map((each) => [each, targetsOf(each, project).map(({ path }) => path)]));
});

/** What becomes of settings of Zed in a project that has a `gt` of its own; again, nothing becomes of them. */
function inZed(before: string): string {
  const targets = targetsOf('zed', { schema: 'formula.schema.json', isInstalled: true });
  const edit = targets.find(({ path }) => path === '.zed/settings.json')?.edit;
  const after = edit?.(before) ?? '';
  expect(edit?.(after)).toBe(after);
  return after;
}

describe('settings of Zed', () => {
  const GT = `    "gt": {
      "binary": {
        "path": "node_modules/.bin/gt",
        "arguments": [
          "lsp"
        ]
      }
    }`;
  const NEW = `  "lsp": {\n${GT}\n  },
  "languages": {
    "TOML": {
      "language_servers": [
        "...",
        "gt"
      ]
    }
  },
`;

  it.each([
    ['in one line', '{"a":1}', `{\n${NEW}  "a":1}`],
    ['with remarks', '{ // all\n  "a": 1, // a\n}\n', `{ // all\n${NEW}  "a": 1, // a\n}\n`],
    ['with a remark above', '{\n  /* a */\n  "a": 1\n}\n', `{\n${NEW}  /* a */\n  "a": 1\n}\n`],
    [
      'with servers',
      '{\n  "lsp": {"b": {}},\n  "languages": {"TOML": {"language_servers": ["tombi" /* t */, ]}}\n}\n',
      `{\n  "lsp": {\n${GT},\n    "b": {}},\n  "languages": {"TOML": {"language_servers": ["tombi", "gt" /* t */, ]}}\n}\n`,
    ],
    [
      'with no server',
      '{\n  "lsp": {"gt": {"binary": {}}},\n  "languages": {"TOML": {"language_servers": []}}\n}\n',
      '{\n  "lsp": {"gt": {"binary": {}}},\n  "languages": {"TOML": {"language_servers": ["gt"]}}\n}\n',
    ],
  ])('%s are kept', (_, before, after) => {
    expect(inZed(before)).toBe(after);
  });

  it.each([
    ['!gt', '...'],
    ['gt', 'taplo'],
    ['tombi', '...'],
  ])('leave what somebody has said of the servers: %j, %j; and of the program', (...servers) => {
    const settings = JSON.stringify({
      languages: { TOML: { language_servers: servers } },
      lsp: { gt: { binary: { path: '/opt/gt' } } },
    });
    expect(inZed(settings)).toBe(settings);
  });
});

describe('settings of VS Code', () => {
  const inCode = (before: string): string | undefined =>
    targetsOf('vscode', { schema: 'formula.schema.json', isInstalled: false })
      .find(({ path }) => path === '.vscode/settings.json')
      ?.edit(before);

  it('have our rule brought up to date, by its pattern, and no other', () => {
    const rules = [
      { name: 'formulas', include: ['other.toml'] },
      { include: ['**/*.formula.toml'], schema: { path: 'old.json' } },
    ];
    const after = JSON.parse(inCode(JSON.stringify({ 'evenBetterToml.rules': rules })) ?? '');
    expect(after).toEqual({
      'evenBetterToml.rules': [
        rules[0],
        { name: 'formulas', include: ['**/*.formula.toml'], schema: { path: 'formula.schema.json' } },
      ],
    });
  });
});
