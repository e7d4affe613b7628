// Bundles the extension for VS Code, and packs it as a .vsix: a zip with a manifest of its own beside the extension.
//   node scripts/package-vscode.mjs [FOLDER]     (default: editors/vscode/dist)
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { zipSync } from 'fflate';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'editors/vscode');
const target = resolve(process.argv[2] ?? join(source, 'dist'));
const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));

mkdirSync(target, { recursive: true });
const bundle = await build({
  entryPoints: [join(source, 'src/extension.ts')],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  write: false,
});

const inXml = (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
const { name, publisher, version, displayName, description, engines, categories } = manifest;

const vsixManifest = `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${name}" Version="${version}" Publisher="${publisher}" />
    <DisplayName>${inXml(displayName)}</DisplayName>
    <Description xml:space="preserve">${inXml(description)}</Description>
    <Categories>${categories.map(inXml).join(',')}</Categories>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${engines.vscode}" />
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="workspace" />
    </Properties>
    <License>extension/LICENSE.txt</License>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code" />
  </Installation>
  <Dependencies />
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/readme.md" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true" />
  </Assets>
</PackageManifest>
`;
const contentTypes = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension=".cjs" ContentType="application/javascript" />
  <Default Extension=".json" ContentType="application/json" />
  <Default Extension=".md" ContentType="text/markdown" />
  <Default Extension=".txt" ContentType="text/plain" />
  <Default Extension=".vsixmanifest" ContentType="text/xml" />
</Types>
`;

const text = (value) => new TextEncoder().encode(value);
const read = (path) => new Uint8Array(readFileSync(path));
const files = {
  'extension.vsixmanifest': text(vsixManifest),
  '[Content_Types].xml': text(contentTypes),
  'extension/package.json': read(join(source, 'package.json')),
  'extension/language-configuration.json': read(join(source, 'language-configuration.json')),
  'extension/readme.md': read(join(source, 'README.md')),
  'extension/LICENSE.txt': read(join(root, 'LICENSE')),
  'extension/dist/extension.cjs': bundle.outputFiles[0].contents,
};
// The same sources make the same bytes.
const mtime = new Date(1980, 0, 1);
const path = join(target, `${name}-${version}.vsix`);
writeFileSync(path, zipSync(files, { level: 9, mtime }));
console.log(path);
