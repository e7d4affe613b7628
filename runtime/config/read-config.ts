import { readFileSync, realpathSync, statSync } from 'node:fs';
import { type LintCode, lint } from '../../compiler/diagnostics/registry/lint.js';
import { Reporter } from '../../compiler/diagnostics/reporter.js';
import { MAX_FILE_BYTES } from '../../compiler/limits.js';
import { decode } from '../../compiler/read/decode.js';
import { SpanIndex, type Table } from '../../compiler/read/spans.js';
import { readToml } from '../../compiler/read/toml.js';
import { reasonOf } from '../formulas/file-failure.js';
import { isInside, shownPath } from '../formulas/tiers.js';
import type { Config } from './generated/config.js';
import validate from './generated/validator.js';
import type { ProjectConfig } from './project-config.js';

/** Read the file at `path`, which must lie in `root` when its links are followed. */
export async function readConfig(path: string, root: string, cwd: string): Promise<ProjectConfig> {
  const reporter = new Reporter();
  const { lint: levels = {}, types = {} } = (await readTables(path, root, cwd, reporter)) ?? {};
  const codes = (Object.keys(lint) as LintCode[]).flatMap((code) => {
    const level = levels[lint[code].name as keyof typeof levels];
    return level === undefined ? [] : [[code, level] as const];
  });
  return { levels: new Map(codes), stepTypes: types.step_types ?? [], diagnostics: reporter.sorted() };
}

async function readTables(
  path: string,
  root: string,
  cwd: string,
  reporter: Reporter,
): Promise<Config | undefined> {
  const shown = shownPath(path, cwd);
  const bytes = readBytes(path, root, shown, reporter);
  const source = bytes && decode(bytes, 'project:gt.toml', shown, reporter);
  const spans = new SpanIndex();
  const tables = source && (await readToml(source, spans, reporter, true));
  if (!tables || validate(tables)) return tables as Config | undefined;
  const { reportAndDrop } = await import('./config-findings.js');
  return reportAndDrop(tables as Table, spans, reporter);
}

function readBytes(path: string, root: string, shown: string, reporter: Reporter): Uint8Array | undefined {
  try {
    const real = realpathSync.native(path);
    if (!isInside(real, realpathSync.native(root))) {
      reporter.report('GT1010', { path: shown });
      return undefined;
    }
    const stat = statSync(real);
    if (stat.isFile() && stat.size <= MAX_FILE_BYTES) return readFileSync(real);
    const reason = stat.isFile() ? 'it is too large' : 'it is not a regular file';
    reporter.report('GT1002', { path: shown, reason });
  } catch (error) {
    reporter.report('GT1002', { path: shown, reason: reasonOf(error) });
  }
  return undefined;
}
