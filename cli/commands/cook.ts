import { compile } from '../../compiler/compile.js';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import { distinct } from '../../compiler/diagnostics/distinct.js';
import { projectConfig } from '../../runtime/config/project-config.js';
import { locateFormula } from '../../runtime/formulas/locate.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { type Cooked, deliver } from '../output/cooked.js';
import { findingFormat } from '../output/finding-format.js';
import { writeFindings } from '../output/findings.js';
import { PhaseTimes } from '../output/stats.js';
import { parseValues } from '../values.js';
import { type CookOptions, checkOutput, emittedPhase, refuseIdleOptions } from './cook-options.js';

/**
 * `gt cook`: formulas to protomolecules, as pictures on a terminal and as data elsewhere. Where one formula
 * has an error nothing is delivered; only what `--emit` asks for is shown as far as it came.
 */
export async function cook(
  names: readonly string[],
  options: CookOptions,
  environment: Environment,
): Promise<ExitCode> {
  refuseIdleOptions(options);
  const values = parseValues(options.var);
  if (options.check) {
    const { check } = await import('./check.js');
    return check(names, values, options, environment);
  }
  const { program, stderr } = environment;
  if (names.length === 0)
    throw new UsageError(
      `which formula? name one, or a file: ${program} cook NAME|FILE...; "${program} formula list" shows what is there`,
    );
  const phase = emittedPhase(options.emit);
  checkOutput(names.length, options.output, environment);

  const { stepTypes, diagnostics: inConfig } = await projectConfig(environment.surroundings.cwd);
  const findings: Diagnostic[] = [...inConfig];
  const cooked: Cooked[] = [];
  const stats: PhaseTimes[] = [];
  for (const name of names) {
    const { host, candidate, diagnostics } = locateFormula(
      name,
      environment.surroundings,
      options.searchPath ?? [],
    );
    findings.push(...diagnostics);
    if (!candidate) continue;
    const times = options.stats ? new PhaseTimes(candidate.name, environment.now) : undefined;
    if (times) stats.push(times);
    const onPhase = times?.ended.bind(times);
    const result = await compile(candidate, host, {
      values,
      mode: options.mode,
      strict: options.strict === true,
      preset: options.preset,
      overlays: options.overlay,
      stepTypes,
      emit: phase,
      onPhase,
    });
    findings.push(...result.diagnostics);
    cooked.push({ name: candidate.name, protomolecule: result.protomolecule, stands: result.stands });
  }

  const format = findingFormat(options);
  if (format !== 'json') for (const times of stats) stderr.write(times.toText());
  const more = stats.length > 0 ? { stats } : {};
  const code = await writeFindings(distinct(findings), format, environment, more);
  if (code === EXIT.ok || phase) await deliver(cooked, options, environment);
  return code;
}
