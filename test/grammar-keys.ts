import { keysOf } from './formula-schema.js';
import { type Token, walkFormula } from './walk-formula.js';

/** A key of the grammar where an author wrote it; names that authors choose are not among them. */
export interface GrammarKey {
  readonly key: string;
  readonly token: Token;
  /** `step.needs`: the property of the schema that it is. */
  readonly property: string;
  /** All keys of its table. */
  readonly valid: ReadonlySet<string>;
}

/** Every key of the grammar in `text`, each place where it is written, in order. */
export function grammarKeys(file: string, text: string): GrammarKey[] {
  const found: GrammarKey[] = [];
  walkFormula(file, text, {
    key: (key, table, token) => {
      const valid = keysOf(table);
      if (valid.has(key)) found.push({ key, token, property: `${table?.name}.${key}`, valid });
    },
  });
  return found;
}
