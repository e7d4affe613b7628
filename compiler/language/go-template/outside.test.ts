import { describe, expect, it } from 'vitest';
import { outside } from './outside.js';

describe('what is no part of the subset', () => {
  it.each([
    ['with .a', '{{with}}', 'write {{if .x}} and the whole names inside it'],
    ['define "a"', '{{define}}', 'write the text where it is needed'],
    ['template "a" .', '{{template}}', 'write the text where it is needed'],
    ['break', '{{break}}', 'put an {{if .x}} around what is not always wanted'],
    [
      '$i, $x := .files',
      'variables of their own ($x)',
      'inside {{range .xs}} the item is {{.}}, and {{$.x}} is a name from outside',
    ],
    [
      '$x',
      'variables of their own ($x)',
      'inside {{range .xs}} the item is {{.}}, and {{$.x}} is a name from outside',
    ],
    ['/* a */', 'a comment apart from its braces', 'write {{/* ... */}}'],
    ['.a | printf "%s"', 'a pipe ("|")', 'write the name alone, {{.x}}: it is printed as it is'],
    ['not .a', 'the function "not"', 'write {{if .x}}{{else}}...{{end}}'],
    ['and .a .b', 'the function "and"', 'write one inside the other: {{if .x}}{{if .y}}...{{end}}{{end}}'],
    ['or .a .b', 'the function "or"', 'write {{if .x}}...{{else if .y}}...{{end}}'],
    [
      'eq .a "b"',
      'the function "eq"',
      'a template asks only whether a name has a value: {{if .x}}; compare in a "condition" of the leg',
    ],
    ['printf "%d" .a', 'the function "printf"', 'write the name alone, {{.x}}: it is printed as it is'],
    ['index .a 0', 'the function "index"', 'write {{range .xs}} for each of them'],
    ['problem', '"problem" without a dot', 'a name begins with a dot: {{.problem}}'],
    ['leg.id', '"leg.id" without a dot', 'a name begins with a dot: {{.leg.id}}'],
    ['this', '"this" without a dot', 'the item is {{.}}'],
    ['constructor', '"constructor" without a dot', 'a name begins with a dot: {{.constructor}}'],
    ['#if pr', '{{#if pr}}', 'write {{if .pr}}'],
    ['#each files', '{{#each files}}', 'write {{range .files}}'],
    ['/if', '{{/if}}', 'a block is closed by {{end}}'],
    ['.a .b', 'several names in one pair of braces', 'give each its own: {{.x}} {{.y}}'],
    ['(.a)', 'parentheses', 'write the name alone, {{.x}}: it is printed as it is'],
    ['42', 'a constant', 'write it as text, outside of the braces'],
    ['epic or feature', '"epic or feature"', 'to have "{{" in the text, write {{`{{`}}'],
    ['.a-b', '".a-b"', 'to have "{{" in the text, write {{`{{`}}'],
  ])('%s', (source, construct, instead) => {
    expect(outside(source)).toMatchObject({ construct, instead });
  });

  it('names what is meant where that is clear', () => {
    expect(outside('problem').replacement).toBe('.problem');
    expect(outside('this').replacement).toBe('.');
    expect(outside('len .a').replacement).toBeUndefined();
  });
});
