import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Commands } from '../../compiler/rules/shell/commands.js';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.js';
import { Workspace } from './workspace.js';

let disk: TemporaryFolder;
beforeEach(() => {
  disk = new TemporaryFolder();
});
afterEach(() => disk.remove());

it('tells nothing of a text that was closed while it was analysed', async () => {
  const uri = pathToFileURL(disk.path('main.formula.toml')).href;
  const told: unknown[] = [];
  let closing = (): void => {};
  const workspace = new Workspace({
    surroundings: { cwd: disk.root, home: undefined, town: undefined, builtin: disk.path('builtin') },
    // Asked for when an analysis begins.
    get commands() {
      closing();
      return new Commands({ gt: [], bd: [] });
    },
    onAnalysed: (_, analysis) => told.push(analysis?.diagnostics.map(({ code }) => code)),
    onComposedAnew: () => {},
    onFailure: (error) => told.push(error),
  });
  const open = (): Promise<unknown> => {
    workspace.open(uri, 'toml', 1, 'formula = "main"\n');
    return workspace.analysis(uri);
  };
  await open();
  expect(told).toEqual([['GT2008']]);
  workspace.close(uri);
  told.length = 0;
  closing = () => workspace.close(uri);
  await open();
  expect(told).toEqual([undefined]);
  workspace.dispose();
});
