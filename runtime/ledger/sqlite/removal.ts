import type { Transaction } from '../contract.js';
import type { Connection } from './connection.js';

/** Everything that hangs on a node, by the column that has its number. Events hang on the id of its bead. */
const HANGING = [
  ['labels', 'n'],
  ['comments', 'n'],
  ['gates', 'n'],
  ['outputs', 'n'],
  ['spawnings', 'n'],
  ['lanes', 'n'],
  ['edges', 'source'],
  ['edges', 'target'],
] as const;

const NUMBERS = '(SELECT value FROM json_each(?))';

export function removal(connection: Connection): Pick<Transaction, 'remove' | 'forget'> {
  return {
    remove: (numbers) => {
      const gone = JSON.stringify(numbers);
      connection.run(
        `DELETE FROM events WHERE subject IN (SELECT id FROM beads WHERE n IN ${NUMBERS})`,
        gone,
      );
      for (const [table, column] of HANGING)
        connection.run(`DELETE FROM ${table} WHERE ${column} IN ${NUMBERS}`, gone);
      connection.run(`DELETE FROM beads WHERE n IN ${NUMBERS}`, gone);
      connection.run(
        `UPDATE tallies SET beads = beads - (
          SELECT count(*) FROM nodes
          WHERE n IN ${NUMBERS} AND kind <> 'barrier' AND state = tallies.state AND ephemeral = tallies.ephemeral)`,
        gone,
      );
      connection.run(`DELETE FROM nodes WHERE n IN ${NUMBERS}`, gone);
    },
    forget: (subjects) =>
      void connection.run(`DELETE FROM events WHERE subject IN ${NUMBERS}`, JSON.stringify(subjects)),
  };
}
