import pc from 'picocolors';
import { compile } from '../../compiler/compile.js';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import { projectConfig } from '../../runtime/config/project-config.js';
import { listFormulas } from '../../runtime/formulas/list.js';
import { locateFormula, openFormulas } from '../../runtime/formulas/locate.js';
import { type Contender, whichFormula, whichOverlays } from '../../runtime/formulas/which.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { writeDescription } from '../output/description.js';
import { findingFormat } from '../output/finding-format.js';
import { writeFindings } from '../output/findings.js';
import { toJson } from '../output/json.js';
import { firstParagraph, table } from '../output/table.js';

export interface FormulaOptions {
  readonly json?: boolean;
  readonly searchPath?: readonly string[];
}

export interface ListOptions extends FormulaOptions {
  readonly type?: string;
}

/** `gt formula list`: every formula that a name can mean from here, each where it is found first. */
export async function list(options: ListOptions, environment: Environment): Promise<ExitCode> {
  const { stdout, surroundings } = environment;
  const host = openFormulas(surroundings, options.searchPath ?? []);
  const all = await listFormulas(host);
  const listed = all.filter(({ type }) => options.type === undefined || type === options.type);
  if (options.json) {
    stdout.write(toJson(listed));
    return EXIT.ok;
  }
  const { dim, red } = pc.createColors(stdout.colors);
  const rows = listed.map(({ name, type, tier, description, error }) => ({
    cells: [name, type ?? '?', tier, error ?? firstParagraph(description)],
    color: error === undefined ? dim : red,
  }));
  stdout.write(table(rows, stdout.isTerminal ? stdout.width : Number.POSITIVE_INFINITY));
  return EXIT.ok;
}

/** `gt formula show`: what a formula is for, its variables and its steps. */
export async function show(
  name: string,
  options: FormulaOptions,
  environment: Environment,
): Promise<ExitCode> {
  const located = locateFormula(name, environment.surroundings, options.searchPath ?? []);
  const { host, candidate } = located;
  const { stepTypes, diagnostics: inConfig } = await projectConfig(environment.surroundings.cwd);
  const cooked = candidate && (await compile(candidate, host, { check: true, stepTypes }));
  const diagnostics = [...inConfig, ...located.diagnostics, ...(cooked?.diagnostics ?? [])];
  const code = await writeFindings(diagnostics, findingFormat(options), environment);
  if (!candidate || !cooked?.protomolecule) return code;
  const overlay = host.overlay(candidate);
  if (options.json) {
    const { type, description, version, vars, steps } = cooked.protomolecule;
    const found = { name: candidate.name, type, tier: candidate.tier.name, path: candidate.path };
    const changed = overlay && { overlay: { tier: overlay.tier.name, path: overlay.path } };
    environment.stdout.write(toJson({ ...found, ...changed, description, version, vars, steps }));
  } else await writeDescription(candidate, overlay, cooked.protomolecule, environment);
  return code;
}

/** `gt formula which`: all files that could be meant by a name, and why one of them is. */
export async function which(
  name: string,
  options: FormulaOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { stdout, surroundings } = environment;
  const host = openFormulas(surroundings, options.searchPath ?? []);
  const reporter = new Reporter();
  const contenders = whichFormula(name, host, reporter);
  const code = await writeFindings(reporter.sorted(), findingFormat(options), environment);
  if (contenders.length === 0) return code;
  const overlays = whichOverlays(name, host);
  const searched = host.tiers.map(({ name: tier, label }) => ({ tier, folder: label }));
  if (options.json) {
    const path = contenders.find(({ wins }) => wins)?.path;
    const changes = overlays.length > 0 ? { overlays } : {};
    stdout.write(toJson({ name, path, candidates: contenders, ...changes, searched }));
    return code;
  }
  const row = ({ tier, path, wins, why }: Contender, mark: string) => ({
    cells: [wins ? mark : ' ', tier, path, why],
  });
  const rows = [...contenders.map((each) => row(each, '*')), ...overlays.map((each) => row(each, '+'))];
  stdout.write(table(rows, Number.POSITIVE_INFINITY));
  stdout.write(`searched: ${searched.map(({ tier, folder }) => `${tier} (${folder})`).join(', ')}\n`);
  return code;
}
