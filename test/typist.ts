import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Printed by a shell when it can be typed into, and around a line that it is asked for. */
const READY = '<ready>';
const LINE = /<line>(.*?)<\/line>/gs;

/** What control-G does: the line as it stands. The marks are written so that they are not in what the terminal echoes. */
export const TELL_LINE = {
  bash: `bind -x '"\\C-g": echo "<li""ne>$READLINE_LINE</line>"'; PS1='<re''ady>'`,
  zsh: `bindkey -e; tell() { print -r -- "<li""ne>$BUFFER</line>" }; zle -N tell; bindkey '^G' tell; setopt no_beep; PS1='<re''ady>'`,
};

/**
 * Type lines into an interactive shell on a pseudo-terminal, a tabulator behind each. Nothing is typed before the shell has
 * said that it reads keys, and none before what the one before has come to. Gives the lines as they are then, and all that
 * stood on the screen.
 */
export async function typeInto(
  shell: string,
  begin: string,
  typed: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<{ readonly lines: string[]; readonly screen: string }> {
  const child = spawn('script', ['-qec', shell, '/dev/null'], {
    ...options,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let screen = '';
  let isOver = false;
  let wake = (): void => {};
  child.stdout.on('data', (chunk: Buffer) => {
    screen += chunk.toString();
    wake();
  });
  child.once('exit', () => {
    isOver = true;
    wake();
  });
  const seen = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) {
      if (isOver) throw new Error(`the shell has ended:\n${screen}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const linesIn = (): string[] => [...screen.matchAll(LINE)].map(([, line = '']) => line);
  child.stdin.write(`${begin}\n`);
  await seen(() => screen.includes(READY));
  for (const [at, line] of typed.entries()) {
    child.stdin.write(`${line}\t\x07`);
    await seen(() => linesIn().length > at);
    child.stdin.write('\x15');
  }
  const ended = once(child, 'exit');
  child.stdin.end('exit\n');
  await ended;
  return { lines: linesIn(), screen };
}
