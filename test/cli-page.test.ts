import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { cliPage } from './cli-page.js';

// With UPDATE_PAGES=1 the page is written anew; read what changed.
const FILE = fileURLToPath(new URL('../docs/cli.md', import.meta.url));

it('docs/cli.md has every command as it is declared', () => {
  const page = cliPage();
  if (process.env['UPDATE_PAGES'] === '1') writeFileSync(FILE, page);
  else expect(readFileSync(FILE, 'utf8')).toBe(page);
});
