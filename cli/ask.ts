import { createInterface } from 'node:readline';
import type { Environment } from './environment.js';
import { Interrupted, UsageError } from './exit.js';

/** Asks somebody at the terminal; gives what is typed, trimmed. */
export type Ask = (question: string) => Promise<string>;

/** Whether somebody can be asked. */
export const canAsk = ({ stdout }: Environment): boolean => stdout.isTerminal && process.stdin.isTTY === true;

/**
 * Ask as long as `work` goes on. Lines that are there before they are asked for, as when somebody pastes them, answer what is
 * asked then. Rejects with a UsageError when input ends first, and with an Interrupted on control-C or SIGINT; the terminal is then as it
 * was, at the beginning of a line.
 */
export async function asking<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
  const input = createInterface({ input: process.stdin, output: process.stdout });
  const lines: string[] = [];
  let ended: Error | undefined;
  let wake = (): void => {};
  const end = (error: Error): void => {
    if (!ended) process.stdout.write('\n');
    ended ??= error;
    wake();
  };
  const interrupt = (): void => end(new Interrupted('interrupted; nothing was written'));
  input.on('line', (line) => {
    lines.push(line);
    wake();
  });
  const onClose = (): void => end(new UsageError('the answers have ended; nothing was written'));
  input.once('close', onClose);
  input.on('SIGINT', interrupt);
  process.once('SIGINT', interrupt);
  try {
    const done = await work(async (question) => {
      input.setPrompt(question);
      input.prompt();
      while (lines.length === 0 && !ended)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      const line = ended instanceof Interrupted ? undefined : lines.shift();
      if (line !== undefined) return line.trim();
      throw ended;
    });
    if (ended) throw ended;
    return done;
  } finally {
    process.removeListener('SIGINT', interrupt);
    input.removeListener('close', onClose);
    input.close();
  }
}
