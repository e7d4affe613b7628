import pc from 'picocolors';
import { compile } from '../../compiler/compile.js';
import { readHeader } from '../../compiler/check/header.js';
import type { Protomolecule } from '../../compiler/emit/protomolecule.js';
import type { Candidate } from '../../compiler/host.js';
import { visible } from '../../compiler/picture/visible.js';
import { type Environment, openHost } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { writeFindings } from '../output/findings.js';
import { table } from '../output/table.js';
import { writeTree } from '../output/tree.js';
import { locate, toJson } from './cook.js';

export interface FormulaOptions {
  readonly json?: boolean;
  readonly type?: string;
  readonly searchPath?: readonly string[];
}

/** `gt formula list`: every formula that a name can mean from here, each where it is found first. */
export async function list(options: FormulaOptions, environment: Environment): Promise<ExitCode> {
  const host = openHost(environment, options.searchPath ?? []);
  const winners = new Map<string, { candidate: Candidate; overrides: Candidate[] }>();
  for (const candidate of host.all()) {
    const winner = winners.get(candidate.name);
    if (winner) winner.overrides.push(candidate);
    else winners.set(candidate.name, { candidate, overrides: [] });
  }
  const rows: FormulaRow[] = [];
  for (const [name, { candidate, overrides }] of [...winners].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { type, description, error } = await readHeader(candidate, host);
    if (options.type !== undefined && type !== options.type) continue;
    rows.push({
      name,
      type,
      tier: candidate.tier.name,
      path: candidate.path,
      ...(description !== undefined && { description }),
      ...(error !== undefined && { error }),
      overrides: overrides.map(({ tier, path }) => ({ tier: tier.name, path })),
    });
  }
  const { stdout } = environment;
  if (options.json) stdout.write(toJson(rows));
  else {
    const { dim, red } = pc.createColors(stdout.colors);
    stdout.write(
      table(
        rows.map((row) => [row.name, row.type ?? '?', row.tier, row.error ?? firstLine(row.description)]),
        stdout.width,
        (text) => (rows.some((row) => row.error === text) ? red(text) : dim(text)),
      ),
    );
  }
  return EXIT.ok;
}

/** `gt formula show`: what a formula is for, its variables and its steps. */
export async function show(
  name: string,
  options: FormulaOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { host, candidate, findings } = locate(name, options.searchPath ?? [], environment);
  await writeFindings(findings, options.json === true, environment);
  if (!candidate) return EXIT.findings;
  const { protomolecule, diagnostics } = await compile(candidate, host, { check: true });
  await writeFindings(diagnostics, options.json === true, environment);
  if (!protomolecule) return EXIT.findings;
  const { stdout } = environment;
  if (options.json) {
    const { type, description, version, vars, steps } = protomolecule;
    const found = { name: candidate.name, type, tier: candidate.tier.name, path: candidate.path };
    stdout.write(toJson({ ...found, description, version, vars, steps }));
    return EXIT.ok;
  }
  const { bold, dim } = pc.createColors(stdout.colors);
  stdout.write(`${bold(candidate.name)}  ${dim(`${candidate.tier.name}: ${candidate.path}`)}\n`);
  if (protomolecule.description) stdout.write(`\n${visibleLines(protomolecule.description)}\n`);
  writeVariables(protomolecule, environment);
  stdout.write('\n');
  await writeTree(protomolecule, environment);
  return EXIT.ok;
}

/** `gt formula which`: all files that could be meant by a name, and why one of them is. */
export async function which(
  name: string,
  options: FormulaOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { host, candidate, findings } = locate(name, options.searchPath ?? [], environment);
  await writeFindings(findings, options.json === true, environment);
  if (!candidate) return EXIT.findings;
  const candidates = host.candidates(candidate.name);
  const { stdout } = environment;
  const searched = host.tiers.map(({ name: tier, label }) => ({ tier, folder: label }));
  if (options.json) {
    const rows = candidates.map(({ tier, path }) => ({
      tier: tier.name,
      path,
      wins: path === candidate.path,
    }));
    stdout.write(toJson({ name: candidate.name, path: candidate.path, candidates: rows, searched }));
    return EXIT.ok;
  }
  const rows = candidates.map(({ tier, path }, index) => {
    const wins = path === candidate.path;
    const first = candidates.findIndex((other) => other.tier === tier) === index;
    const why = first
      ? `overridden: "${candidate.tier.name}" is searched first`
      : 'overridden: another file of its folder goes first';
    return [wins ? '*' : ' ', tier.name, path, wins ? 'wins: the first in the order of search' : why];
  });
  stdout.write(table(rows, stdout.width, (text) => text));
  stdout.write(`searched: ${searched.map(({ tier, folder }) => `${tier} (${folder})`).join(', ')}\n`);
  return EXIT.ok;
}

function writeVariables({ vars }: Protomolecule, { stdout }: Environment): void {
  const rows = Object.entries(vars).map(([name, variable]) => {
    const value =
      variable.default !== undefined
        ? `= ${JSON.stringify(variable.default)}`
        : variable.from
          ? `from ${variable.from}`
          : variable.required
            ? 'required'
            : '';
    return [`  ${name}`, variable.type, value, firstLine(variable.description)];
  });
  if (rows.length === 0) return;
  stdout.write(`\nvariables\n${table(rows, stdout.width, (text) => text)}`);
}

const firstLine = (text: string | undefined): string => (text ?? '').trim().split('\n')[0] ?? '';

const visibleLines = (text: string): string => text.trim().split('\n').map(visible).join('\n');

interface FormulaRow {
  readonly name: string;
  readonly type: string | undefined;
  readonly tier: string;
  readonly path: string;
  readonly description?: string;
  readonly error?: string;
  /** What the name would mean if this file were not there. */
  readonly overrides: readonly { readonly tier: string; readonly path: string }[];
}
