import { describe, expect, it } from 'vitest';
import { isTemplate } from './recognise.js';

const VARIABLES = ['problem', 'pr'];

describe('a text of a leg', () => {
  it.each([
    'Write to {{.output_path}}',
    '{{- $.leg.id -}}',
    '{{if .problem}}x{{end}}',
    '{{len .files}}',
    '{{.output_pth}}',
    '{{.x}} {{.priblem.y}}',
    '{{range .pr}}',
  ])('is a template: %s', (text) => {
    expect(isTemplate(text, VARIABLES)).toBe(true);
  });

  it.each([
    'plain .problem',
    '{{problem}} {{ problem }}',
    '{{#if problem}}x{{/if}}',
    '{{.Values.password}} of a Helm chart',
    '{{epic or feature}}',
    '{{a.problem}}',
    '{{.p}} {{.rp}}',
    '{{.problem',
    '${{ matrix.os }}',
  ])('is text for the worker: %s', (text) => {
    expect(isTemplate(text, VARIABLES)).toBe(false);
  });

  it('is looked through in time, whatever is in it', () => {
    const text = Array.from({ length: 50_000 }, (_, index) => `{{.x${index}}}`).join('');
    const variables = Array.from({ length: 2_000 }, (_, index) => `name${index}`);
    expect(isTemplate(text, variables)).toBe(false);
  });
});
