import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type LintCode, lint } from '../diagnostics/registry/lint.js';
import { RULES } from './index.js';
import { ownLevel } from './linter.js';

const codes = Object.keys(lint) as LintCode[];

describe('the rules', () => {
  it('are in the order of their codes, each once; only those about comments are elsewhere', () => {
    expect(RULES.map(({ code }) => code)).toEqual(codes.filter((code) => code < 'GT7017'));
  });

  it('stand in spec/language.md with their names and levels', () => {
    const text = readFileSync(new URL('../../spec/language.md', import.meta.url), 'utf8');
    const rows = [...text.matchAll(/^\| (GT7\d{3}) \| `([a-z-]+)` \|.*\| (\w+) \|$/gm)];
    expect(rows.map(([, code, name, level]) => [code, name, level])).toEqual(
      codes.map((code) => [code, lint[code].name, ownLevel(code)]),
    );
  });
});
