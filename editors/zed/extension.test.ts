import { readFileSync } from 'node:fs';
import { parse } from '@iarna/toml';
import { describe, expect, it } from 'vitest';
import { targetsOf } from '../../cli/editors/targets.js';

// Zed itself is not here, nor what it compiles extensions with: these are the agreements between the files.

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const extension = parse(read('extension.toml'));
const cargo = parse(read('Cargo.toml')) as { package: Record<string, unknown>; dependencies: object };

describe('the extension for Zed', () => {
  it('is one thing in both manifests', () => {
    const { name, version } = cargo.package;
    expect(extension).toMatchObject({ id: name, version, schema_version: 1 });
    expect(cargo.dependencies).toEqual({ zed_extension_api: '=0.7.0' });
  });

  it('has the server that gt editor setup zed writes of, for the language that it writes it for', () => {
    const settings = targetsOf('zed', { schema: 'formula.schema.json', isInstalled: true })
      .find(({ path }) => path === '.zed/settings.json')
      ?.edit(undefined);
    const { languages, lsp } = JSON.parse(settings ?? '');
    const servers = Object.entries(extension['language_servers'] as Record<string, object>);
    expect(servers).toEqual([['gt', { languages: ['TOML'] }]]);
    expect(languages).toEqual({ TOML: { language_servers: ['...', 'gt'] } });
    expect(Object.keys(lsp)).toEqual(['gt']);
    // The same words start it, whoever gives them.
    expect(read('src/lib.rs')).toContain('vec!["lsp".to_string()]');
    expect(lsp.gt.binary.arguments).toEqual(['lsp']);
  });
});
