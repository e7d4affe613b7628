import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runTestFile } from '../runtime/formula-test/index.js';
import { CHECK_WORDS, MOLECULE_OUTCOMES, WORDS } from '../runtime/formula-test/model.js';
import { TemporaryFolder } from '../runtime/testing/temporary-folder.js';
import { readBlocks } from './page-blocks.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const page = readFileSync(`${ROOT}spec/formula-tests.md`, 'utf8');

it('names every word of a formula test', () => {
  const words = [...WORDS, ...CHECK_WORDS, ...MOLECULE_OUTCOMES];
  expect(words.filter((word) => !page.includes(`\`${word}\``))).toEqual([]);
});

it('shows a test that passes', async () => {
  const [example] = readBlocks(page, new Set()).filter(({ language }) => language === 'toml');
  const folder = new TemporaryFolder().folder('.git');
  folder.write({ 'shiny.formula-test.toml': example?.content ?? '' });
  const surroundings = { cwd: folder.root, home: undefined, town: undefined, builtin: `${ROOT}formulas` };
  const { diagnostics, tests } = await runTestFile('shiny.formula-test.toml', surroundings, {
    stepTypes: [],
  });
  folder.remove();
  expect(diagnostics).toEqual([]);
  expect(tests).toMatchObject([{ unmet: [] }]);
});
