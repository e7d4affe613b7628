import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Identity, parseIdentity, printIdentity } from './identity.js';
import { isRigName, NAME } from './name.js';

const name = fc.stringMatching(NAME);
const identity: fc.Arbitrary<Identity> = fc.oneof(
  fc.constant({ role: 'mayor' } as const),
  fc.record({
    role: fc.constantFrom('polecat' as const, 'crew' as const),
    rig: name.filter(isRigName),
    name,
  }),
);

describe('an identity', () => {
  it('is read as it was printed', () => {
    fc.assert(
      fc.property(identity, (each) => {
        expect(parseIdentity(printIdentity(each))).toEqual(each);
      }),
    );
  });

  it('of any text is the one that prints that text, or a refusal', () => {
    const near = fc.array(fc.constantFrom('mayor', 'polecats', 'crew', 'api', '/', '..', '-', '', ' ', 'é'));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          near.map((parts) => parts.join('')),
        ),
        (text) => {
          let who: Identity;
          try {
            who = parseIdentity(text);
          } catch (error) {
            expect(error).toMatchObject({ code: 'GT8708' });
            return;
          }
          expect([text, `${text}/`]).toContain(printIdentity(who));
        },
      ),
    );
  });

  it.each([
    '',
    'api',
    'api/polecats',
    'api/polecats/',
    'api/crew/../x',
    'mayor/crew/ann',
    '/crew/ann',
    'api/crew/-x',
  ])('%j names nobody', (text) => {
    expect(() => parseIdentity(text)).toThrow(/names nobody in a town/);
  });
});
