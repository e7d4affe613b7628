import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_TEXT_LENGTH } from '../limits.js';
import { type Binding, NO_SCOPE, render, type Scope } from './render.js';

const scope = (bindings: Record<string, Binding>, outer?: Scope, parameters = false): Scope => ({
  bindings: new Map(Object.entries(bindings)),
  parameters,
  outer,
});
const leave = (): undefined => undefined;

describe('render', () => {
  it('puts values in the place of names, and leaves what nothing binds', () => {
    const where = scope({ a: { value: 'A' }, n: { value: 0 }, b: { value: false }, 'x.y': { value: '' } });
    const { text, tooLong } = render('{a}{n}{b}[{x.y}] {c} {{a}} {{c}}', where, leave);
    expect(text).toBe('A0false[] {c} {{a}} {{c}}');
    expect(tooLong).toBe(false);
  });

  it('asks for variables that no parameter binds, and keeps those that have no value', () => {
    const where = scope({ v: { value: 'bound' } }, scope({ p: { value: 'P' } }, undefined, true));
    const asked: string[] = [];
    const { text } = render('{v} {{v}} {p} {{p}} {{q}}', where, ({ form, name }) => {
      if (form === 'variable') asked.push(name);
      return name === 'v' ? 'free' : undefined;
    });
    expect(text).toBe('bound free P P {{q}}');
    expect(asked).toEqual(['v', 'q']);
  });

  it('looks from the innermost scope outwards', () => {
    const outer = scope({ a: { value: 'outer a' }, b: { value: 'outer b' } });
    expect(render('{a}, {b}', scope({ a: { value: 'inner a' } }, outer), leave).text).toBe(
      'inner a, outer b',
    );
  });

  it('fills a text that is bound with what is bound where that was written', () => {
    const host = scope({ i: { value: 7 } });
    const fragment = scope({
      title: { text: 'round {i} of {{n}} {j}', scope: host },
      i: { value: 'wrong' },
      j: { value: 'wrong' },
    });
    const { text } = render('<{title}>', fragment, ({ name }) => (name === 'n' ? 9 : undefined));
    expect(text).toBe('<round 7 of 9 {j}>');
  });

  it('never fills a value again', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', 'a', 'b', '{{a}}', '{b}') }), (value) => {
        const where = scope({ b: { value } });
        expect(render('1{b}2{{a}}3', where, ({ name }) => (name === 'a' ? value : undefined)).text).toBe(
          `1${value}2${value}3`,
        );
      }),
    );
  });

  it('gives a text without placeholders as it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(render(text, NO_SCOPE, leave)).toEqual({ text, tooLong: false });
      }),
    );
  });

  it('stops at the limit, counting characters', () => {
    const half = { value: 'x'.repeat(MAX_TEXT_LENGTH / 2) };
    expect(render('{h}{h}', scope({ h: half }), leave)).toEqual({
      text: 'x'.repeat(MAX_TEXT_LENGTH),
      tooLong: false,
    });
    const more = render('{h}{h}!', scope({ h: half }), leave);
    expect(more.tooLong).toBe(true);
    expect(more.text).toHaveLength(MAX_TEXT_LENGTH);
  });

  it('stops texts that quote texts ten times over, whether they are long or empty', () => {
    for (const value of ['x', '']) {
      let where = scope({ p: { value } });
      for (let level = 0; level < 20; level++) where = scope({ p: { text: '{p}'.repeat(10), scope: where } });
      expect(render('{p}', where, leave).tooLong).toBe(true);
    }
  });
});
