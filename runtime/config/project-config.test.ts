import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderHuman } from '../../compiler/diagnostics/human.js';
import { TemporaryFolder } from '../testing/temporary-folder.js';
import { projectConfig } from './project-config.js';

let folder: TemporaryFolder;
beforeEach(() => {
  folder = new TemporaryFolder().folder('town/project/.git').folder('town/project/sub');
});
afterEach(() => folder.remove());

const read = async (cwd = 'town/project') => {
  const { levels, stepTypes, diagnostics } = await projectConfig(folder.path(cwd));
  return { levels: Object.fromEntries(levels), stepTypes, findings: renderHuman(diagnostics) };
};
const write = (text: string, path = 'town/project/.beads/gt.toml') => folder.write({ [path]: text });

describe('the configuration of a project', () => {
  it('says nothing where there is none', async () => {
    write('[lint]\nnever-runs = "off"\n', 'town/.beads/gt.toml');
    expect(await read()).toEqual({ levels: {}, stepTypes: [], findings: '' });
  });

  it('has levels of rules and further types of steps, and is found from below', async () => {
    write(
      '[lint]\nnever-runs = "off"\nmissing-title = "error"\n[types]\nstep_types = ["audit", "dry-run"]\n',
    );
    const expected = {
      levels: { GT7006: 'off', GT7007: 'error' },
      stepTypes: ['audit', 'dry-run'],
      findings: '',
    };
    expect(await read()).toEqual(expected);
    expect(await read('town/project/sub')).toEqual(expected);
    write('', 'town/project/sub/.beads/gt.toml');
    expect(await read('town/project/sub')).toEqual({ levels: {}, stepTypes: [], findings: '' });
  });

  it('is reported where it is wrong, and counts where it is right', async () => {
    write(`[lint]
never-run = "off"
GT7001 = "off"
missing-title = "waring"
missing-acceptance = 3
unused-parameter = "error"
[types]
step_types = ["audit", "Big One", 7]
[linter]
`);
    const { findings, ...rest } = await read();
    expect(rest).toEqual({ levels: { GT7002: 'error' }, stepTypes: ['audit'] });
    expect(findings).toBe(`error[GT2001]: unknown key "never-run" in [lint]
 --> .beads/gt.toml:2:1
  |
2 | never-run = "off"
  | ^^^^^^^^^
  = help: did you mean "never-runs"?
  = fix: rename to "never-runs"

error[GT2001]: unknown key "GT7001" in [lint]
 --> .beads/gt.toml:3:1
  |
3 | GT7001 = "off"
  | ^^^^^^
  = help: did you mean "unused-variable"?
  = fix: rename to "unused-variable"

error[GT2004]: "waring" is not a value of "missing-title"
 --> .beads/gt.toml:4:17
  |
4 | missing-title = "waring"
  |                 ^^^^^^^^
  = help: did you mean "warning"? it is one of "off", "warning" or "error"

error[GT2002]: "missing-acceptance" must be a string, not the number 3
 --> .beads/gt.toml:5:22
  |
5 | missing-acceptance = 3
  |                      ^

error[GT2005]: "step_types" has "Big One", which is no word of small letters, digits, "-" and "_"
 --> .beads/gt.toml:8:24
  |
8 | step_types = ["audit", "Big One", 7]
  |                        ^^^^^^^^^

error[GT2002]: "step_types" must be a string, not the number 7
 --> .beads/gt.toml:8:35
  |
8 | step_types = ["audit", "Big One", 7]
  |                                   ^

error[GT2001]: unknown key "linter" in the configuration
 --> .beads/gt.toml:9:2
  |
9 | [linter]
  |  ^^^^^^
  = help: did you mean "lint"?
  = fix: rename to "lint"

7 errors
`);
  });

  it('is reported where it is no TOML, no file, or leads out of the project', async () => {
    write('[lint\n');
    expect((await read()).findings).toContain('error[GT1004]: ');
    folder.write({ 'outside.toml': '' }).link('town/project/sub/.beads/gt.toml', folder.path('outside.toml'));
    expect((await read('town/project/sub')).findings).toContain('error[GT1010]: ');
    folder.folder('town/project/sub/two/.beads/gt.toml');
    expect((await read('town/project/sub/two')).findings).toContain('it is not a regular file');
  });
});
