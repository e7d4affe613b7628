import pc from 'picocolors';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import type { Stream } from '../environment.js';

/** Codes that the line names; one command explains all of them. */
const MAX_NAMED = 3;

/**
 * The last line below findings: how to learn more of them. Only people at a terminal are told; elsewhere,
 * and where nothing was found, there is no such line.
 */
export function moreAbout(
  diagnostics: readonly Diagnostic[],
  { isTerminal, colors }: Pick<Stream, 'isTerminal' | 'colors'>,
): string {
  if (!isTerminal || diagnostics.length === 0) return '';
  const errorsFirst = [...diagnostics].sort(
    (a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'),
  );
  const codes = [...new Set(errorsFirst.map(({ code }) => code))].slice(0, MAX_NAMED);
  return `${pc.createColors(colors).dim(`for more: gt explain ${codes.join(' ')}`)}\n`;
}
