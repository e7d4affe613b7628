import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from '../cli/program.js';
import type { DiagnosticJson } from '../compiler/diagnostics/json.js';
import type { TemporaryFolder } from '../runtime/testing/temporary-folder.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** Run a line such as `gt cook main.formula.toml --var "a=b c"` in a folder, in this process. */
export async function run(line: string, folder: TemporaryFolder, ...more: string[]): Promise<Outcome> {
  const [program, ...args] = words(line);
  if (program !== 'gt' && program !== 'bd') throw new Error(`a command begins with gt or bd: ${line}`);
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    isTerminal: false,
    colors: false,
    width: 100,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const code = await main([...args, ...more], {
    program,
    surroundings: {
      cwd: folder.path('.'),
      home: undefined,
      town: undefined,
      builtin: join(ROOT, 'formulas'),
    },
    spec: join(ROOT, 'spec'),
    programs: join(ROOT, 'dist'),
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    now: () => 0,
    clock: () => 0,
    variables: {},
    variable: () => undefined,
  });
  return { ...written, code };
}

/** The findings of a command as data; of several kinds of commands some write them to stdout. */
export async function findingsOf(line: string, folder: TemporaryFolder): Promise<readonly DiagnosticJson[]> {
  const { stdout, stderr } = await run(line, folder, '--json');
  const document = JSON.parse(stderr || stdout || '{}') as { diagnostics?: DiagnosticJson[] };
  return document.diagnostics ?? [];
}

/** Carry out the fixes of findings in the files of a folder. */
export function applyFixes(findings: readonly DiagnosticJson[], folder: TemporaryFolder): void {
  const edits = findings.flatMap(({ fix }) => fix?.edits ?? []);
  for (const path of new Set(edits.map((edit) => edit.path))) {
    const own = edits.filter((edit) => edit.path === path).sort((a, b) => b.start.offset - a.start.offset);
    let text = readFileSync(folder.path(path), 'utf8');
    for (const edit of own) text = text.slice(0, edit.start.offset) + edit.text + text.slice(edit.end.offset);
    folder.write({ [path]: text });
  }
}

/** The words of a line of shell, which quotes hold together. */
function words(line: string): string[] {
  return [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"']+)+/g)].map(([word]) => word.replace(/["']/g, ''));
}
