import type { Transaction, View } from '../contract.js';
import type { Connection } from './connection.js';
import { COMMENTS } from './tables.js';

// What hangs on a bead: labels, comments, its output.

export function attachmentView(connection: Connection): Pick<View, 'labels' | 'comments' | 'output'> {
  return {
    labels: (n) =>
      connection
        .all('SELECT label FROM labels WHERE n = ? ORDER BY label', n)
        .map(({ label }) => String(label)),
    comments: (n) =>
      connection
        .all(`SELECT ${COMMENTS.selection} FROM comments WHERE n = ? ORDER BY id`, n)
        .map(COMMENTS.decode),
    output: (n) => {
      const output = connection.value('SELECT output FROM outputs WHERE n = ?', n);
      return output === undefined ? undefined : (JSON.parse(String(output)) as unknown);
    },
  };
}

export function attachmentChanges(
  connection: Connection,
): Pick<Transaction, 'setLabels' | 'addComment' | 'setOutput'> {
  return {
    setLabels: (n, labels) => {
      connection.run('DELETE FROM labels WHERE n = ?', n);
      for (const label of new Set(labels))
        connection.run('INSERT INTO labels (n, label) VALUES (?, ?)', n, label);
    },
    addComment: ({ n, author, text, at }) =>
      connection.insert(
        'INSERT INTO comments (n, author, text, at) VALUES (?, ?, ?, ?)',
        n,
        author,
        text,
        at,
      ),
    setOutput: (n, output) => {
      if (output === undefined) connection.run('DELETE FROM outputs WHERE n = ?', n);
      else
        connection.run(
          'INSERT INTO outputs (n, output) VALUES (?, ?) ON CONFLICT DO UPDATE SET output = excluded.output',
          n,
          JSON.stringify(output),
        );
    },
  };
}
