import type { Script } from './model.js';

/** Something that must not be in any test, whatever it expects. */
export interface Problem {
  readonly expected: string;
  readonly happened: string;
}

type Listed = 'attempts' | 'checks';

/** How much of what scripts list has been made use of. */
export class Usage {
  /** The most that there were of one step that a script is for. */
  readonly #most = new Map<Script, Record<Listed, number>>();

  /** The `number`th attempt at a step, or check of one, is made. */
  count(script: Script, what: Listed, number: number): void {
    const most = this.#mostOf(script);
    most[what] = Math.max(most[what], number);
  }

  /** What a script lists and nobody came to would make a test say what it does not show. */
  problems(scripts: readonly Script[]): Problem[] {
    return scripts.flatMap((script) =>
      (['attempts', 'checks'] as const).flatMap((what) => {
        const listed = script[what].length;
        const made = this.#mostOf(script)[what];
        const expected = `all ${what} that are listed for ${JSON.stringify(script.steps)} are made`;
        return made >= listed ? [] : [{ expected, happened: `${made} of ${listed} were made` }];
      }),
    );
  }

  #mostOf(script: Script): Record<Listed, number> {
    const most = this.#most.get(script) ?? { attempts: 0, checks: 0 };
    this.#most.set(script, most);
    return most;
  }
}
