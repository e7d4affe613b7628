import { UsageError } from './exit.js';

/** The values of `--var name=value`, by name; a value may be empty and may hold `=`. */
export function parseValues(given: readonly string[] = []): Map<string, string> {
  const values = new Map<string, string>();
  for (const pair of given) {
    const at = pair.indexOf('=');
    if (at === -1)
      throw new UsageError(`--var ${JSON.stringify(pair)} has no value; write --var ${pair}=VALUE`);
    if (at === 0) throw new UsageError(`--var ${JSON.stringify(pair)} has no name; write --var NAME${pair}`);
    const name = pair.slice(0, at);
    const [before, value] = [values.get(name), pair.slice(at + 1)];
    if (before !== undefined && before !== value)
      throw new UsageError(`--var gives ${JSON.stringify(name)} two values; give it one`);
    values.set(name, value);
  }
  return values;
}
