import { readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { compile } from '../../compiler/compile.js';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.js';
import { renderJson } from '../../compiler/diagnostics/json.js';
import { formulaFile } from '../../runtime/formulas/disk-host.js';
import { type Environment, openHost } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { writeFindings } from '../output/findings.js';
import { type CookOptions, parseValues, toJson } from './cook.js';

/**
 * `gt cook --check`: every formula in the files and folders, read with both parsers, without values; all
 * findings of all files. For CI: nothing found to check is an error too.
 */
export async function checkPaths(
  paths: readonly string[],
  options: CookOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { cwd } = environment.surroundings;
  for (const [flag, value] of [
    ['--output', options.output],
    ['--emit', options.emit],
    ['--dry-run', options.dryRun],
    ['--stats', options.stats],
  ] as const) {
    if (value !== undefined)
      throw new UsageError(`${flag} has no effect with --check, which only reports findings`);
  }
  const values = parseValues(options.var ?? []);
  const files = (paths.length > 0 ? paths : ['.']).flatMap((path) => formulaFiles(path, cwd));
  const findings: Diagnostic[] = [];
  const seen = new Set<string>();
  for (const file of new Set(files)) {
    const host = openHost(environment, options.searchPath ?? [], file);
    const candidate = host.file(file);
    if (!candidate) throw new UsageError(`${JSON.stringify(file)} is not a formula file`);
    const { diagnostics } = await compile(candidate, host, { values, mode: options.mode, check: true });
    for (const diagnostic of diagnostics) {
      // A parent's mistake is found again with each child; it is one finding.
      const { code, message, span } = diagnostic;
      const key = `${code}\0${message}\0${span ? `${span.source.path}\0${span.start}` : file}`;
      if (seen.has(key)) continue;
      seen.add(key);
      findings.push(diagnostic);
    }
  }
  const count = new Set(files).size;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (options.json) {
    const warnings = findings.length - errors;
    environment.stdout.write(
      toJson({ formulas: count, errors, warnings, diagnostics: renderJson(findings) }),
    );
  } else {
    await writeFindings(findings, false, environment);
    const verdict = errors === 0 ? 'no errors' : `${errors} ${errors === 1 ? 'error' : 'errors'}`;
    environment.stderr.write(`checked ${count} ${count === 1 ? 'formula' : 'formulas'}: ${verdict}\n`);
  }
  return errors === 0 ? EXIT.ok : EXIT.findings;
}

/** The formula files that `path` stands for: itself, or all below a folder. */
function formulaFiles(path: string, cwd: string): string[] {
  const absolute = resolve(cwd, path);
  const stat = statSync(absolute, { throwIfNoEntry: false });
  if (!stat) throw new UsageError(`there is no file or folder ${JSON.stringify(path)}`);
  if (!stat.isDirectory()) return [relative(cwd, absolute) || path];
  const found = readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && formulaFile(entry.name, basename(entry.parentPath) === 'formulas'))
    .map((entry) => relative(cwd, join(entry.parentPath, entry.name)))
    .filter((file) => !/(?:^|[/\\])(?:node_modules|\.git)[/\\]/.test(file))
    .sort();
  if (found.length === 0) throw new UsageError(`there are no formulas in ${JSON.stringify(path)}`);
  return found;
}
