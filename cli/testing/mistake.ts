import type { Outcome } from './sandbox.js';

/** What a call that is wrong comes to; with `--json` programs are told too. */
export function mistake(args: readonly string[], message: string): Outcome {
  const error = { code: 'usage', message };
  const stdout = args.includes('--json') ? `${JSON.stringify({ error }, undefined, 2)}\n` : '';
  return { stdout, stderr: `error: ${message}\n`, code: 2 };
}
