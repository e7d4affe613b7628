import { createInterface } from 'node:readline';
import type { Environment } from './environment.js';
import { UsageError } from './exit.js';

/** Asks somebody at the terminal; gives what is typed, trimmed. */
export type Ask = (question: string) => Promise<string>;

/** Whether somebody can be asked. */
export const canAsk = ({ stdout }: Environment): boolean => stdout.isTerminal && process.stdin.isTTY === true;

/**
 * Ask as long as `work` goes on. Lines that are there before they are asked for, as when somebody pastes them, answer what is
 * asked then. Rejects with a UsageError when input ends or control-C comes first.
 */
export async function asking<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
  const input = createInterface({ input: process.stdin, output: process.stdout });
  const lines: string[] = [];
  let isOver = false;
  let wake = (): void => {};
  input.on('line', (line) => {
    lines.push(line);
    wake();
  });
  input.once('close', () => {
    isOver = true;
    wake();
  });
  try {
    return await work(async (question) => {
      input.setPrompt(question);
      input.prompt();
      while (lines.length === 0 && !isOver)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      const line = lines.shift();
      if (line === undefined) throw new UsageError('the answers have ended; nothing was written');
      return line.trim();
    });
  } finally {
    input.close();
  }
}
