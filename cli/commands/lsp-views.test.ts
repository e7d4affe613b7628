import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EditorSession } from '../testing/editor-session.js';
import { Sandbox } from '../testing/sandbox.js';

let sandbox: Sandbox;
let session: EditorSession;
beforeEach(() => {
  sandbox = new Sandbox();
  session = new EditorSession(sandbox);
});
afterEach(() => {
  session.kill();
  sandbox.remove();
});

const PATH = '.beads/formulas/main.formula.toml';
const BASE = '.beads/formulas/base.formula.toml';
const GUARD = '.beads/formulas/guard.formula.toml';
const GOOD =
  'formula = "main"\nextends = "base"\n\n[[steps]]\nid = "b"\ntitle = "B"\nneeds = ["a"]\n\n[compose]\naspects = ["guard"]\n';
const FILES = {
  [BASE]: 'formula = "base"\n\n[[steps]]\nid = "a"\ntitle = "A"\n',
  [GUARD]:
    'formula = "guard"\ntype = "aspect"\n\n[[advice]]\ntarget = "b"\n[advice.before]\nid = "check"\ntitle = "Check"\n',
};

const run = (command: string, ...args: unknown[]): Promise<unknown> =>
  session.connection.sendRequest('workspace/executeCommand', { command, arguments: args });

describe('the commands of gt lsp', () => {
  it('draw the last state that was good, and say when it is stale', async () => {
    sandbox.write({ ...FILES, [PATH]: GOOD });
    const { capabilities } = await session.begin();
    expect(capabilities['executeCommandProvider']).toEqual({
      commands: ['gt.formula.graph', 'gt.formula.expanded'],
    });
    const uri = session.uri(PATH);
    expect(await run('gt.formula.graph', uri)).toBeNull();
    await session.open(PATH, 'formula = "main"\n[[steps]\n');
    expect(await run('gt.formula.graph', uri)).toBeNull();

    // It is of the text as it is, whether that has been looked at or not.
    await session.type(PATH, GOOD);
    const drawn = sandbox.gt('graph', 'main', '--format', 'svg').stdout;
    expect(drawn).toContain('Check');
    expect(await run('gt.formula.graph', uri)).toEqual({ svg: drawn, isStale: false });

    await session.type(PATH, `${GOOD}x = "`);
    expect(await run('gt.formula.graph', uri)).toEqual({ svg: drawn, isStale: true });
  });

  it('give what gt expand prints of the text in the editor', async () => {
    sandbox.write({ ...FILES, [PATH]: GOOD });
    await session.begin();
    await session.open(PATH, GOOD);
    const uri = session.uri(PATH);
    expect(await run('gt.formula.expanded', uri)).toBe(sandbox.gt('expand', 'main').stdout);
    await session.type(PATH, GOOD.replace('title = "B"', 'title = "Another"'));
    expect(await run('gt.formula.expanded', uri)).toContain('title = "Another"');
    await session.type(PATH, `${GOOD}x = "`);
    expect(await run('gt.formula.expanded', uri)).toBeNull();
  });

  it('refuse what they do not know', async () => {
    await session.begin();
    await expect(run('gt.formula.burn', 'x')).rejects.toThrow(
      'there is no command "gt.formula.burn"; there are gt.formula.graph, gt.formula.expanded',
    );
    await expect(run('gt.formula.graph')).rejects.toThrow(
      'gt.formula.graph takes one argument, the URI of a formula',
    );
    expect(await run('gt.formula.expanded', 'untitled:x')).toBeNull();
  });
});
