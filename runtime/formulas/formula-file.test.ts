import { expect, it } from 'vitest';
import { formulaFile } from './formula-file.js';

it.each([
  ['shiny.formula.toml', '/p', 'shiny', 'toml'],
  ['shiny.formula.json', '/p', 'shiny', 'json'],
  ['shiny.toml', '/p/formulas', 'shiny', 'toml'],
  ['shiny.formula.toml', '/p/formulas', 'shiny', 'toml'],
  ['a.b.formula.toml', '/p', 'a.b', 'toml'],
  ['a.formula.formula.toml', '/p', 'a.formula', 'toml'],
])('%s in %s is the formula %s', (fileName, folder, name, format) => {
  expect(formulaFile(fileName, folder)).toMatchObject({ name, format });
});

it.each([
  ['shiny.toml', '/p'],
  ['shiny.toml', '/formulas/p'],
  ['shiny.json', '/p/formulas'],
  ['.formula.toml', '/p/formulas'],
  ['.toml', '/p/formulas'],
  ['shiny.formula.toml.bak', '/p/formulas'],
  ['shinyformula.toml', '/p'],
  ['shiny', '/p/formulas'],
  ['shiny.formula-test.toml', '/p'],
  ['shiny.formula-test.toml', '/p/formulas'],
])('%s in %s is none', (fileName, folder) => {
  expect(formulaFile(fileName, folder)).toBeUndefined();
});

it('is none where somebody names a file of tests', () => {
  expect(formulaFile('shiny.formula-test.toml', '/p', true)).toBeUndefined();
});
