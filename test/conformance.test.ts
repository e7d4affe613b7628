import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findCases } from '../runtime/conformance/case.js';
import { runCase } from '../runtime/conformance/run.js';

const SPEC = fileURLToPath(new URL('../spec/', import.meta.url));
const cases = await findCases(`${SPEC}conformance`);

/** The numbered rules of the language: `- **LOOP-2** …`. */
const rules = [...readFileSync(`${SPEC}language.md`, 'utf8').matchAll(/^- \*\*([A-Z]+-\d+)\*\*/gm)].map(
  ([, rule]) => rule,
);

/** Lint is advice of one program, and no part of what a formula means to others. */
const ofLanguage = rules.filter((rule) => !rule?.startsWith('LINT-'));

const repeated = (items: readonly unknown[]): unknown[] =>
  items.filter((item, index) => items.indexOf(item) !== index);

describe('the conformance suite', () => {
  it('has a case for every numbered rule of the language', () => {
    const named = new Set(cases.flatMap((each) => each.rules));
    expect(rules.length).toBeGreaterThan(50);
    expect(ofLanguage.filter((rule) => rule === undefined || !named.has(rule))).toEqual([]);
  });

  it('names rules that there are', () => {
    const unknown = cases.flatMap(({ id, rules: named }) =>
      named.filter((rule) => !rules.includes(rule)).map((rule) => `${id}: ${rule}`),
    );
    expect(unknown).toEqual([]);
    expect(cases.filter((each) => each.rules.length === 0).map(({ id }) => id)).toEqual([]);
  });

  it('has at least 300 cases, no two of which show the same', () => {
    expect(cases.length).toBeGreaterThanOrEqual(300);
    expect(repeated(rules)).toEqual([]);
    expect(repeated(cases.map(({ title }) => title))).toEqual([]);
  });

  it('names a case for its first rule, and says of each upstream case what upstream does', () => {
    const misnamed = cases.filter(({ id, rules: [first = ''], shows }) =>
      id.startsWith('upstream/') ? shows === '' : !id.includes(`/${first.toLowerCase()}-`),
    );
    expect(misnamed.map(({ id }) => id)).toEqual([]);
  });
});

const sectionOf = (id: string): string => id.slice(0, id.indexOf('/'));

describe.each([...new Set(cases.map(({ id }) => sectionOf(id)))])('%s', (section) => {
  const own = cases.filter(({ id }) => sectionOf(id) === section);
  it.each(own.map((each) => ({ name: each.id.slice(section.length + 1), each })))(
    '$name',
    async ({ each }) => {
      expect((await runCase(each)).differences).toEqual([]);
    },
  );
});
