import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHINY, SHINY_TREE } from './testing/formulas.js';
import { Sandbox } from './testing/sandbox.js';

// The examples that readers of Gas Town and Beads know, with the commands they are told to type. They must
// work letter for letter.

const SHINY_ENTERPRISE = `formula = "shiny-enterprise"
extends = ["shiny"]

[compose]
aspects = ["security-audit"]  # Add cross-cutting concerns
`;

const BEADS_RELEASE = `description = "Standard release process"
formula = "beads-release"
version = 1

[vars.version]
description = "The semantic version to release (e.g., 1.2.0)"
required = true

[[steps]]
id = "bump-version"
description = "Set the version to {{version}}"

[[steps]]
id = "changelog"
description = "Write the entry of {{version}}"
needs = ["bump-version"]

[[steps]]
id = "run-tests"
description = "Run the whole suite"
needs = ["changelog"]

[[steps]]
id = "build"
description = "Build the binaries"
needs = ["run-tests"]

[[steps]]
id = "create-tag"
description = "Create the tag v{{version}}"
needs = ["build"]

[[steps]]
id = "publish"
description = "Publish {{version}}"
needs = ["create-tag"]
`;

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = new Sandbox().formulas({
    shiny: SHINY,
    'shiny-enterprise': SHINY_ENTERPRISE,
    'beads-release': BEADS_RELEASE,
  });
});
afterAll(() => sandbox.remove());

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly needs: readonly string[];
}

describe('the examples of the README', () => {
  it('bd formula list', () => {
    const { stdout, stderr, code } = sandbox.bd('formula', 'list');
    const own = stdout.split('\n').filter((line) => line.includes('project'));
    expect(own).toEqual([
      'beads-release     workflow   project  Standard release process',
      'shiny             workflow   project  Design before code, review before ship',
      'shiny-enterprise  workflow   project',
    ]);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  });

  it('bd cook shiny', () => {
    const { stdout, stderr, code } = sandbox.bd('cook', 'shiny');
    const { name, type, description, steps, waves } = JSON.parse(stdout) as Record<string, unknown>;
    expect({ name, type, description, waves }).toEqual({
      name: 'shiny',
      type: 'workflow',
      description: 'Design before code, review before ship',
      waves: [['design'], ['implement'], ['test'], ['submit']],
    });
    expect((steps as Step[]).map(({ id, title, needs }) => [id, title, needs])).toEqual([
      ['design', 'Design', []],
      ['implement', 'Implement', ['design']],
      ['test', 'Test', ['implement']],
      ['submit', 'Submit', ['test']],
    ]);
    expect((steps as Step[]).map((step) => step.description)).toEqual([
      'Think about architecture',
      undefined,
      undefined,
      undefined,
    ]);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  });

  it('bd cook shiny --dry-run', () => {
    expect(sandbox.bd('cook', 'shiny', '--dry-run')).toEqual({ stdout: SHINY_TREE, stderr: '', code: 0 });
  });

  it('bd cook beads-release --var version=1.2.0', () => {
    const { stdout, stderr, code } = sandbox.bd('cook', 'beads-release', '--var', 'version=1.2.0');
    const { values, steps } = JSON.parse(stdout) as { values: unknown; steps: Step[] };
    expect(values).toEqual({ version: '1.2.0' });
    expect(steps.map(({ id, title, description, needs }) => [id, title, description, needs])).toEqual([
      ['bump-version', 'Bump version', 'Set the version to 1.2.0', []],
      ['changelog', 'Changelog', 'Write the entry of 1.2.0', ['bump-version']],
      ['run-tests', 'Run tests', 'Run the whole suite', ['changelog']],
      ['build', 'Build', 'Build the binaries', ['run-tests']],
      ['create-tag', 'Create tag', 'Create the tag v1.2.0', ['build']],
      ['publish', 'Publish', 'Publish 1.2.0', ['create-tag']],
    ]);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  });

  it('gt cook shiny-enterprise: the security-audit of the built-in library is woven in', () => {
    expect(sandbox.gt('cook', 'shiny-enterprise', '--dry-run')).toEqual({
      stdout: `shiny-enterprise  workflow, 8 steps in 8 waves

1  design                       Design
2  implement-security-prescan   Security scan before: Implement
3  implement                    Implement
4  implement-security-postscan  Security scan after: Implement
5  test                         Test
6  submit-security-prescan      Security scan before: Submit
7  submit                       Submit
8  submit-security-postscan     Security scan after: Submit
`,
      stderr: '',
      code: 0,
    });
    const { stdout, stderr, code } = sandbox.gt('cook', 'shiny-enterprise');
    expect((JSON.parse(stdout) as { steps: unknown[] }).steps).toHaveLength(8);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  });
});
