import { join } from 'node:path';
import { compile } from '../../compiler/compile.js';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import { renderHuman } from '../../compiler/diagnostics/human.js';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import type { Candidate } from '../../compiler/host.js';
import { resolveFormula } from '../../compiler/read/resolve.js';
import { CONFIG, type ProjectConfig } from '../config/project-config.js';
import { readConfig } from '../config/read-config.js';
import { DiskHost } from '../formulas/disk-host.js';
import { standsAt } from '../formulas/file-failure.js';
import { type Case, overlaysOf, tiersOf } from './case.js';
import type { Json, JsonObject } from './json.js';
import { compareCodes, type FindingCode, type Outcome } from './outcome.js';
import { promised } from './promised.js';
import { expand, format, lintCase, type ToolResult } from './tools.js';

interface Made extends ToolResult {
  readonly protomolecule?: JsonObject | undefined;
}

/** What our own compiler makes of a case; `folder` holds its files. */
export async function runOwn(each: Case, folder: string): Promise<Outcome> {
  const host = new DiskHost(tiersOf(folder), folder, overlaysOf(folder));
  const reporter = new Reporter();
  const candidate = resolveFormula(each.formula, host, reporter, undefined);
  const config = await configOf(folder);
  const made: Made | undefined = candidate && (await make(each, candidate, host, folder, config));
  const diagnostics = [...config.diagnostics, ...reporter.sorted(), ...(made?.diagnostics ?? [])];
  return {
    protomolecule: made?.protomolecule,
    written: made?.written,
    codes: diagnostics.map(codeOf).sort(compareCodes),
    text: renderHuman(diagnostics),
  };
}

async function make(
  each: Case,
  candidate: Candidate,
  host: DiskHost,
  folder: string,
  config: ProjectConfig,
): Promise<Made> {
  const { values, mode, check, strict, preset } = each;
  switch (each.task) {
    case 'cook': {
      const { stepTypes } = config;
      const options = { values, mode, check, strict, preset, stepTypes };
      const { protomolecule, diagnostics } = await compile(candidate, host, options);
      return { protomolecule: protomolecule && promised(plain(protomolecule)), diagnostics };
    }
    case 'lint':
    case 'fix':
      return lintCase(each, candidate, folder, config);
    case 'format':
      return format(candidate, host);
    case 'inherit':
    case 'expand':
      return expand(each, candidate, host);
  }
}

/** The configuration in the folder of the case; what lies further up is none of its business. */
async function configOf(folder: string): Promise<ProjectConfig> {
  const path = join(folder, CONFIG);
  if (!standsAt(path)) return { levels: new Map(), stepTypes: [], diagnostics: [] };
  return readConfig(path, folder, folder);
}

/** As another program would read it: plain data, without what JSON does not have. */
const plain = (value: object): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject & Json;

function codeOf({ code, severity, span }: Diagnostic): FindingCode {
  if (!span) return { code, severity };
  return { code, severity, source: span.source.id, line: span.source.position(span.start).line };
}
