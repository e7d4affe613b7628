import { Reporter } from '../../compiler/diagnostics/reporter.js';
import { formatFormula } from '../../compiler/format/format.js';
import { unifiedDiff } from '../../compiler/format/line-diff.js';
import { decode } from '../../compiler/read/decode.js';
import { type Formatting, formatFiles } from '../../runtime/formulas/format-files.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { exitCodeOf, findingsText, writeFindings } from '../output/findings.js';
import { readStdin } from '../stdin.js';

export interface FmtOptions {
  readonly check?: boolean;
  readonly diff?: boolean;
  readonly json?: boolean;
  readonly searchPath?: readonly string[];
}

const STDIN = '-';

/** `gt fmt`: formula files in the project's layout. */
export async function fmt(
  paths: readonly string[],
  options: FmtOptions,
  environment: Environment,
): Promise<ExitCode> {
  const fromStdin = paths.includes(STDIN);
  if (fromStdin && paths.length > 1)
    throw new UsageError('"-" stands for the only formula, that of stdin; drop it or the other paths');
  const write = !options.check && !options.diff;
  const formatting = fromStdin
    ? await formatStdin()
    : await formatFiles(paths.length > 0 ? paths : ['.'], environment.surroundings, {
        searchPaths: options.searchPath ?? [],
        write,
      });
  const { diagnostics, files } = formatting;
  if (options.json) environment.stdout.write(await toJsonText(formatting, options, fromStdin));
  else {
    await writeFindings(diagnostics, 'human', environment);
    show(formatting, options, environment, fromStdin);
  }
  if (diagnostics.some(({ code }) => code === 'GT9001')) return EXIT.bug;
  const code = exitCodeOf(diagnostics);
  const isUnformatted = options.check === true && files.some(({ isChanged }) => isChanged);
  return code === EXIT.ok && isUnformatted ? EXIT.findings : code;
}

/** TOML never begins with a brace, and JSON formulas always do. */
async function formatStdin(): Promise<Formatting> {
  const reporter = new Reporter();
  const bytes = await readStdin();
  const source = decode(bytes, 'stdin', STDIN, reporter);
  const format = source && /^\s*\{/.test(source.text) ? 'json' : 'toml';
  const after = source && (await formatFormula(source, format, reporter));
  const isChanged = after !== undefined && Buffer.compare(Buffer.from(after), bytes) !== 0;
  const files = source && after !== undefined ? [{ path: STDIN, before: source.text, after, isChanged }] : [];
  return { formulas: 1, files, diagnostics: reporter.sorted() };
}

function show(
  { formulas, files }: Formatting,
  { check, diff }: FmtOptions,
  { stdout, stderr, program }: Environment,
  fromStdin: boolean,
): void {
  const changed = files.filter(({ isChanged }) => isChanged);
  if (fromStdin && !check && !diff) {
    for (const { after } of files) stdout.write(after);
    return;
  }
  for (const { path, before, after } of changed) {
    stdout.write(diff ? unifiedDiff(before, after, path) : `${path}\n`);
  }
  const all = `${formulas} ${formulas === 1 ? 'formula' : 'formulas'}`;
  if (!check && !diff) stderr.write(`formatted ${changed.length} of ${all}\n`);
  else if (changed.length === 0) stderr.write(`checked ${all}: nothing to format\n`);
  else stderr.write(`checked ${all}: ${changed.length} to format; "${program} fmt" does it\n`);
}

async function toJsonText(
  { formulas, files, diagnostics }: Formatting,
  { check, diff }: FmtOptions,
  fromStdin: boolean,
): Promise<string> {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const head = {
    formulas,
    errors,
    warnings: diagnostics.length - errors,
    files: files.map(({ path, before, after, isChanged }) => ({
      path,
      changed: isChanged,
      ...(diff && isChanged && { diff: unifiedDiff(before, after, path) }),
      ...(fromStdin && !check && !diff && { text: after }),
    })),
  };
  return findingsText(diagnostics, 'json', false, { head });
}
