import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import pc from 'picocolors';
import type { Environment } from '../environment.js';

/** Findings as prose on stderr, or as one JSON document there: stdout is for data. */
export async function writeFindings(
  diagnostics: readonly Diagnostic[],
  json: boolean,
  { stderr }: Environment,
): Promise<void> {
  if (diagnostics.length === 0) return;
  // Most formulas have no findings, and need no frames.
  const { renderHuman, renderJson } = await import('../../compiler/diagnostics/render.js');
  if (json) stderr.write(`${JSON.stringify({ diagnostics: renderJson(diagnostics) }, undefined, 2)}\n`);
  else stderr.write(renderHuman(diagnostics, { colors: pc.createColors(stderr.colors) }));
}
