import { describe, expect, it } from 'vitest';
import { compile } from '../compile.js';
import { Source, type Span } from '../read/source.js';
import { tieredHost } from '../testing/tiered-host.js';
import type { Diagnostic } from './diagnostic.js';
import { renderSarif } from './sarif.js';

const text = 'id = "submit"\nneeds = ["tset"]\n';
const inFile = (path: string, id = 'project:shiny'): Source => new Source(id, path, text);
const of = (word: string, source = inFile('formulas/shiny.formula.toml')): Span => ({
  source,
  start: source.text.indexOf(word),
  end: source.text.indexOf(word) + word.length,
});

const finding = (more: Partial<Diagnostic> = {}): Diagnostic => ({
  code: 'GT3001',
  name: 'unknown-step',
  severity: 'error',
  message: 'no such step',
  help: undefined,
  span: of('"tset"'),
  label: undefined,
  related: [],
  fix: undefined,
  ...more,
});

interface Result {
  readonly message: { readonly text: string };
  readonly locations?: readonly { readonly physicalLocation: { readonly artifactLocation: object } }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

/** The one run, as a reader of SARIF sees it. */
function runOf(diagnostics: readonly Diagnostic[]) {
  const log = JSON.parse(JSON.stringify(renderSarif(diagnostics, '1.2.3'))) as {
    runs: [{ results: Result[] }];
  };
  return log.runs[0];
}

const resultOf = (more: Partial<Diagnostic>): Result => runOf([finding(more)]).results[0] as Result;
const fingerprintOf = (each: Diagnostic): string | undefined =>
  runOf([each]).results[0]?.partialFingerprints['gtFinding/v1'];

describe('renderSarif', () => {
  it('gives everything a finding has', () => {
    const log = renderSarif(
      [
        finding({
          help: 'did you mean "test"?',
          label: 'here',
          related: [{ message: 'of this step', span: of('"submit"') }],
          fix: { title: 'replace with "test"', edits: [{ span: of('"tset"'), text: '"test"' }] },
        }),
      ],
      '1.2.3',
    );
    const artifactLocation = { uri: 'formulas/shiny.formula.toml', uriBaseId: '%SRCROOT%' };
    const region = { startLine: 2, startColumn: 10, endLine: 2, endColumn: 16 };
    expect(log).toEqual({
      $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'gt',
              version: '1.2.3',
              rules: [
                {
                  id: 'GT3001',
                  name: 'unknown-step',
                  shortDescription: { text: 'Unknown step' },
                  defaultConfiguration: { level: 'error' },
                },
              ],
            },
          },
          columnKind: 'utf16CodeUnits',
          originalUriBaseIds: {
            '%SRCROOT%': { description: { text: 'The folder in which the command was run.' } },
            BUILTIN: { description: { text: 'The library of formulas that is built into the command.' } },
          },
          results: [
            {
              ruleId: 'GT3001',
              ruleIndex: 0,
              level: 'error',
              message: { text: 'no such step\ndid you mean "test"?' },
              locations: [{ physicalLocation: { artifactLocation, region }, message: { text: 'here' } }],
              relatedLocations: [
                {
                  id: 0,
                  physicalLocation: {
                    artifactLocation,
                    region: { startLine: 1, startColumn: 6, endLine: 1, endColumn: 14 },
                  },
                  message: { text: 'of this step' },
                },
              ],
              fixes: [
                {
                  description: { text: 'replace with "test"' },
                  artifactChanges: [
                    {
                      artifactLocation,
                      replacements: [{ deletedRegion: region, insertedContent: { text: '"test"' } }],
                    },
                  ],
                },
              ],
              partialFingerprints: { 'gtFinding/v1': expect.stringMatching(/^[0-9a-f]{64}$/) },
            },
          ],
        },
      ],
    });
  });

  it('leaves out what a finding has not', () => {
    expect(Object.keys(resultOf({ span: undefined }))).toEqual([
      'ruleId',
      'ruleIndex',
      'level',
      'message',
      'partialFingerprints',
    ]);
    expect(runOf([])).toMatchObject({ results: [], tool: { driver: { rules: [] } } });
  });

  it('groups the replacements of a fix by file', () => {
    const other = inFile('formulas/other.formula.toml');
    const edits = [
      { span: of('id'), text: 'a' },
      { span: of('id', other), text: 'b' },
    ];
    const [first] = edits;
    const source = first?.span.source as Source;
    const again = { span: of('needs', source), text: 'c' };
    const { fixes } = resultOf({ fix: { title: 'all', edits: [...edits, again] } }) as unknown as {
      fixes: [{ artifactChanges: { artifactLocation: { uri: string }; replacements: object[] }[] }];
    };
    expect(
      fixes[0].artifactChanges.map((each) => [each.artifactLocation.uri, each.replacements.length]),
    ).toEqual([
      ['formulas/shiny.formula.toml', 2],
      ['formulas/other.formula.toml', 1],
    ]);
  });

  it.each([
    ['a b/ä%.toml', 'project:x', { uri: 'a%20b/%C3%A4%25.toml', uriBaseId: '%SRCROOT%' }],
    ['a:b.toml', 'project:x', { uri: 'a%3Ab.toml', uriBaseId: '%SRCROOT%' }],
    ['../x/\ud800.toml', 'project:x', { uri: '../x/%EF%BF%BD.toml', uriBaseId: '%SRCROOT%' }],
    ['/home/ada/x y.toml', 'user:x', { uri: 'file:///home/ada/x%20y.toml' }],
    ['builtin/shiny.formula.toml', 'builtin:shiny', { uri: 'shiny.formula.toml', uriBaseId: 'BUILTIN' }],
  ])('names the file %s', (path, id, expected) => {
    const { locations } = resultOf({ span: of('id', inFile(path, id)) });
    expect(locations?.[0]?.physicalLocation.artifactLocation).toEqual(expected);
  });

  it('lets nothing in a text pass for an argument or a link', () => {
    expect(
      resultOf({ message: 'no "{{x}}" in {0}, see [this](http://evil) [not this] \ud800' }).message.text,
    ).toBe('no "{{{{x}}}}" in {{0}}, see [this\\](http://evil) [not this] \ufffd');
  });
});

describe('the fingerprint of a finding', () => {
  it('stays when lines are put before it, or columns', () => {
    const moved = new Source('project:shiny', 'formulas/shiny.formula.toml', `# more\n\n  ${text}`);
    expect(fingerprintOf(finding({ span: of('"tset"', moved) }))).toBe(fingerprintOf(finding()));
  });

  it('is another for another code, file, message or text', () => {
    const all = [
      finding(),
      finding({ code: 'GT3002' }),
      finding({ message: 'other' }),
      finding({ span: of('"submit"') }),
      finding({ span: of('"tset"', inFile('other.toml')) }),
      finding({ span: undefined }),
    ];
    expect(new Set(all.map(fingerprintOf)).size).toBe(all.length);
  });

  it('numbers findings that are alike', () => {
    const { results } = runOf([finding(), finding()]);
    expect(new Set(results.map((each) => each.partialFingerprints['gtFinding/v1'])).size).toBe(2);
  });
});

/** What the published schema requires of the objects that are used here, by the key they stand under. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  tool: ['driver'],
  driver: ['name'],
  rules: ['id'],
  results: ['message', 'ruleId', 'level'],
  message: ['text'],
  description: ['text'],
  shortDescription: ['text'],
  physicalLocation: ['artifactLocation', 'region'],
  artifactLocation: ['uri'],
  region: ['startLine', 'startColumn', 'endLine', 'endColumn'],
  deletedRegion: ['startLine', 'startColumn', 'endLine', 'endColumn'],
  fixes: ['artifactChanges'],
  artifactChanges: ['artifactLocation', 'replacements'],
  replacements: ['deletedRegion'],
  insertedContent: ['text'],
};

/** Hold every object of a log against REQUIRED; URIs must be URIs, numbers of places at least 1. */
function checkLog(value: unknown, key: string): void {
  if (Array.isArray(value)) {
    for (const item of value) checkLog(item, key);
    return;
  }
  if (typeof value !== 'object' || value === null) {
    if (key === 'uri') expect(() => new URL(String(value), 'file:///root/')).not.toThrow();
    if (key === 'uri') expect(value).toMatch(/^[A-Za-z0-9\-._~:/%!$&'()*+,;=@]+$/);
    if (/^(?:start|end)(?:Line|Column)$/.test(key)) expect(value).toBeGreaterThan(0);
    return;
  }
  expect(Object.keys(value)).toEqual(expect.arrayContaining([...(REQUIRED[key] ?? [])]));
  for (const [inner, item] of Object.entries(value)) checkLog(item, inner);
}

it('holds for what the compiler really finds', async () => {
  const files = {
    main: `formula = "main"
extends = "odd"
[[advice]]
target = "nothing"
before = { id = "x" }
`,
    odd: `formula = "odd"
[vars.version]
[[steps]]
id = "a"
desciption = "x"
title = "Release {{verison}}"
[[steps]]
id = "b c"
needs = ["aa"]
condition = "{{x"
`,
  };
  const host = tieredHost(files);
  const [candidate] = host.candidates('main');
  const { diagnostics } = await compile(candidate as NonNullable<typeof candidate>, host);
  expect(diagnostics.length).toBeGreaterThan(4);
  const log = JSON.parse(JSON.stringify(renderSarif(diagnostics, '1.2.3'))) as object;
  checkLog(log, 'log');
  const { tool, results } = runOf(diagnostics) as unknown as {
    tool: { driver: { rules: { id: string }[] } };
    results: { ruleId: string; ruleIndex: number }[];
  };
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  expect(results).toHaveLength(diagnostics.length);
});
