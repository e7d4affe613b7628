import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import { renderHuman } from '../../compiler/diagnostics/human.js';
import { renderJson } from '../../compiler/diagnostics/json.js';
import pc from 'picocolors';
import type { Environment } from '../environment.js';

/** Findings as prose on stderr, or as one JSON document there: stdout is for data. */
export function writeFindings(diagnostics: readonly Diagnostic[], json: boolean, { stderr }: Environment): void {
  if (diagnostics.length === 0) return;
  if (json) stderr.write(`${JSON.stringify({ diagnostics: renderJson(diagnostics) }, undefined, 2)}\n`);
  else stderr.write(renderHuman(diagnostics, { colors: pc.createColors(stderr.colors) }));
}
