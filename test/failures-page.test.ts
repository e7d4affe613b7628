import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../runtime/doctor/checks/index.js';
import { failures } from '../runtime/failure/failure.js';

const page = readFileSync(new URL('../spec/failures.md', import.meta.url), 'utf8');
const told = [...page.matchAll(/^- \*\*(GT\d{4})\*\*/gm)].map(([, code]) => code);
/** What the doctor finds in files, which no check of an open ledger has. */
const OF_FILES = ['GT8610', 'GT8611', 'GT8612', 'GT8613', 'GT8614', 'GT8615'];

describe('spec/failures.md', () => {
  it('has every code of the runtime once, in order', () => {
    const codes = [...Object.keys(failures), ...CHECKS.map(({ code }) => code), ...OF_FILES];
    expect(told).toEqual(codes.sort());
  });

  it.each(['store', 'towns', 'polecats', 'dispatch'])(
    'and no help of %s tells anybody to destroy anything',
    (name) => {
      const source = readFileSync(new URL(`../runtime/failure/registry/${name}.ts`, import.meta.url), 'utf8');
      expect(source).not.toMatch(/\brm\b|delete the|--force|reset/);
    },
  );
});
