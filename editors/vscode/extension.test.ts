import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIST } from '../../cli/testing/sandbox.js';
import { TemporaryFolder } from '../../runtime/testing/temporary-folder.js';
import manifest from './package.json' with { type: 'json' };
import { graphPage } from './src/graph-page.js';

// The extension as it is packed and unpacked, with its real client and the built `gt lsp`; only VS Code itself is stood in for.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let folder: TemporaryFolder;
let files: Record<string, Uint8Array>;
beforeAll(() => {
  folder = new TemporaryFolder();
  const path = execFileSync(
    process.execPath,
    [join(ROOT, 'scripts/package-vscode.mjs'), folder.path('made')],
    {
      encoding: 'utf8',
    },
  ).trim();
  files = unzipSync(new Uint8Array(readFileSync(path)));
});
afterAll(() => folder.remove());

const text = (path: string): string => Buffer.from(files[path] ?? []).toString('utf8');

describe('the package', () => {
  it('has a manifest that says what package.json says, and a type for each file', () => {
    const vsix = text('extension.vsixmanifest');
    expect(vsix).toContain(
      `Id="${manifest.name}" Version="${manifest.version}" Publisher="${manifest.publisher}"`,
    );
    expect(vsix).toContain(`Id="Microsoft.VisualStudio.Code.Engine" Value="${manifest.engines.vscode}"`);
    for (const [, path = ''] of vsix.matchAll(/(?:Path="|<License>)(extension\/[^"<]+)/g))
      expect(files).toHaveProperty([path]);
    const types = [...text('[Content_Types].xml').matchAll(/Extension="(\.[^"]+)"/g)].map(
      ([, ending]) => ending,
    );
    for (const path of Object.keys(files))
      if (path !== '[Content_Types].xml')
        expect([path, types]).toEqual([path, expect.arrayContaining([path.slice(path.lastIndexOf('.'))])]);
  });

  it('has all files that package.json names, and nothing else', () => {
    expect(Object.keys(files).sort()).toEqual([
      '[Content_Types].xml',
      'extension.vsixmanifest',
      'extension/LICENSE.txt',
      'extension/dist/extension.cjs',
      'extension/language-configuration.json',
      'extension/package.json',
      'extension/readme.md',
    ]);
    expect(JSON.parse(text('extension/package.json'))).toEqual(manifest);
    expect(files).toHaveProperty([join('extension', manifest.main)]);
    expect(() => JSON.parse(text('extension/language-configuration.json'))).not.toThrow();
  });

  it('is the same again from the same sources', () => {
    const path = execFileSync(
      process.execPath,
      [join(ROOT, 'scripts/package-vscode.mjs'), folder.path('again')],
      {
        encoding: 'utf8',
      },
    ).trim();
    expect(readFileSync(path).equals(readFileSync(path.replace('/again/', '/made/')))).toBe(true);
  });

  it('lets nobody but the user say which program is started', () => {
    expect(manifest.contributes.configuration.properties['gt.server.command'].scope).toBe('machine');
  });
});

describe('the page of a graph', () => {
  it('can load and run nothing, whatever is in the picture or the note', () => {
    const page = graphPage('<svg onload="alert(1)"><script>x</script></svg>', '<b>"no"</b>', 'N');
    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'nonce-N'">`,
    );
    expect(page).not.toMatch(/<script|onload|<b>/);
    const [, data = ''] = /src="data:image\/svg\+xml;base64,([^"]+)"/.exec(page) ?? [];
    expect(Buffer.from(data, 'base64').toString()).toContain('<svg onload');
  });
});

/** All that VS Code exports, as its types say. */
const NAMES = [
  ...readFileSync(join(ROOT, 'node_modules/@types/vscode/index.d.ts'), 'utf8').matchAll(
    /^\texport (?:class|enum|namespace|const) (\w+)/gm,
  ),
].map(([, name]) => name);

interface Context {
  readonly subscriptions: { dispose(): unknown }[];
}

/** Unpack the extension beside what stands for VS Code, and load it as VS Code would. */
function installed(name: string) {
  const at = folder.path(name);
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(at, path)), { recursive: true });
    writeFileSync(join(at, path), bytes);
  }
  mkdirSync(join(at, 'node_modules/vscode'), { recursive: true });
  copyFileSync(join(ROOT, 'editors/vscode/testing/vscode.cjs'), join(at, 'node_modules/vscode/index.js'));
  writeFileSync(join(at, 'node_modules/vscode/names.json'), JSON.stringify(NAMES));
  const require = createRequire(join(at, 'extension/package.json'));
  const extension = require('./dist/extension.cjs') as { activate(context: Context): Promise<void> };
  return { vscode: require('vscode'), extension, context: { subscriptions: [] } as Context };
}

async function ended({ subscriptions }: Context): Promise<void> {
  for (const each of [...subscriptions].reverse()) await each.dispose();
}

describe('activation', () => {
  it('starts gt lsp, sends what is open, and has its findings', async () => {
    const { vscode, extension, context } = installed('one');
    vscode.settings['gt.server.command'] = [process.execPath, join(DIST, 'gt.cjs'), 'lsp'];
    const uri = pathToFileURL(folder.path('bad.formula.toml')).href;
    const document = {
      ...{
        uri: vscode.Uri.parse(uri),
        fileName: folder.path('bad.formula.toml'),
        languageId: 'toml',
        version: 1,
      },
      getText: () => 'formula = "bad"\n[[steps]]\nid = "a"\nneeds = ["b"]\n',
    };
    vscode.workspace.textDocuments.push(document);
    vscode.window.visibleTextEditors.push({ document });
    const found = once(vscode.seen.events, 'diagnostics');
    await extension.activate(context);
    const [of, list] = await found;
    expect(of).toBe(uri);
    expect(list.map(({ message }: { message: string }) => message).join()).toContain('no step has that id');
    expect(vscode.seen.messages).toEqual([]);
    expect([...vscode.seen.commands.keys()]).toEqual(
      expect.arrayContaining(['gt.showGraph', 'gt.restartServer']),
    );
    await ended(context);
  }, 30_000);

  it('says what to do when there is no such program', async () => {
    const { vscode, extension, context } = installed('two');
    vscode.settings['gt.server.command'] = [folder.path('nowhere'), 'lsp'];
    await extension.activate(context);
    expect(vscode.seen.messages.join('\n')).toContain('Install gt, or set gt.server.command.');
  }, 30_000);

  it('shows the graph beside the formula, follows what is typed, and keeps the last picture of a broken one', async () => {
    const { vscode, extension, context } = installed('three');
    vscode.settings['gt.server.command'] = [process.execPath, join(DIST, 'gt.cjs'), 'lsp'];
    const path = folder.path('good.formula.toml');
    const formula = (step: string): string => `formula = "good"\n[[steps]]\nid = "${step}"\n`;
    let text = formula('first');
    const uri = pathToFileURL(path).href;
    const document = {
      ...{ uri: vscode.Uri.parse(uri), fileName: path, languageId: 'toml', version: 1 },
      getText: () => text,
    };
    vscode.workspace.textDocuments.push(document);
    vscode.window.visibleTextEditors.push({ document });
    const shown = async (): Promise<string> => String((await once(vscode.seen.events, 'html'))[0]);
    const pictureIn = (page: string): string =>
      Buffer.from(/base64,([^"]+)/.exec(page)?.[1] ?? '', 'base64').toString();
    const type = (next: string): void => {
      const range = new vscode.Range(0, 0, text.split('\n').length, 0);
      const rangeLength = text.length;
      text = next;
      document.version++;
      const change = {
        document,
        contentChanges: [{ range, rangeOffset: 0, rangeLength, text }],
        reason: undefined,
      };
      vscode.seen.events.emit('onDidChangeTextDocument', change);
    };
    await extension.activate(context);
    const show = vscode.seen.commands.get('gt.showGraph') as () => Promise<void>;

    await show();
    expect(vscode.seen.messages).toEqual(['Open a formula (*.formula.toml) to see its graph.']);
    vscode.window.activeTextEditor = { document };
    const first = shown();
    await show();
    expect(pictureIn(await first)).toMatch(/>first</);
    const [panel] = vscode.seen.panels;
    expect(panel).toMatchObject({
      title: 'Graph of good.formula.toml',
      place: { viewColumn: -2, preserveFocus: true },
      options: { enableScripts: false, localResourceRoots: [] },
    });

    const second = shown();
    for (const each of ['s', 'se', 'second']) type(formula(each));
    expect(pictureIn(await second)).toMatch(/>second</);
    const third = shown();
    type(`${formula('third')}needs = ["nobody"]\n`);
    const page = await third;
    expect(pictureIn(page)).toMatch(/>second</);
    expect(page).toContain('<p>The formula has errors: this is how it was before them.</p>');

    await show();
    expect([vscode.seen.panels.length, panel.revealed]).toEqual([1, 1]);

    // What a lens over the formula does.
    const expand = vscode.seen.commands.get('gt.formula.expanded') as (uri: string) => Promise<unknown>;
    await expand(uri);
    expect(vscode.seen.messages.at(-1)).toBe('The formula has errors: it cannot be written out.');
    type(formula('fourth'));
    await expand(uri);
    expect(vscode.seen.shown).toMatchObject([{ language: 'toml', how: { viewColumn: -2 } }]);
    expect(vscode.seen.shown[0].content).toContain('id = "fourth"');
    await ended(context);
  }, 60_000);
});
