import { expect, it } from 'vitest';
import { declaredCommands } from '../testing/declared.js';
import { type Values, valuesOfArgument, valuesOfOption } from './kinds.js';

/** Words of one's own: there is nothing that could be offered. */
const FREE = new Set(
  'address message direction flag name names number ms milliseconds point program reason repo shell source span text titles key key=value name=text flag=value minutes date json prefix worker by labels rev branch id:title name=default'.split(
    ' ',
  ),
);

it('every argument and option is of a kind that can be completed, or of those that cannot', () => {
  const isFree = (values: Values): boolean => 'kind' in values && values.kind === 'free';
  const unknown = (['gt', 'bd'] as const)
    .flatMap((program) => declaredCommands(program))
    .flatMap(({ path, command }) => [
      ...command.registeredArguments
        .filter((each) => isFree(valuesOfArgument(each)))
        .map((each) => ({ place: `${path.join(' ')} ${each.name()}`, name: each.name() })),
      ...command.options
        .filter((each) => (each.required || each.optional) && isFree(valuesOfOption(each)))
        .map((each) => ({
          place: `${path.join(' ')} ${each.flags}`,
          name: /[<[]([^>\].]+)/.exec(each.flags)?.[1] ?? '',
        })),
    ])
    .filter(({ name }) => !FREE.has(name));
  expect([...new Set(unknown.map(({ place }) => place))]).toEqual([]);
});
