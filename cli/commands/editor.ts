import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { unifiedDiff } from '../../compiler/format/line-diff.js';
import { FileFailure, reasonOf } from '../../runtime/formulas/file-failure.js';
import { createFile, replaceFile } from '../../runtime/formulas/replace-file.js';
import { isInside, projectFolders } from '../../runtime/formulas/tiers.js';
import { asking, canAsk } from '../ask.js';
import { makeFolder, readSchema, schemaPath } from '../authoring/place.js';
import { Unreadable, whole } from '../editors/edits.js';
import { NEXT_STEPS } from '../editors/next-steps.js';
import { type Editor, type Target, targetsOf } from '../editors/targets.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { toJson } from '../output/json.js';

export interface EditorOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

interface Change {
  /** From the root of the project. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string;
}

/** `gt editor setup`: what editors need to check and help with formulas, in the project; shown before it is written. */
export async function setupEditor(
  editors: readonly Editor[],
  options: EditorOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { stdout, stderr, surroundings } = environment;
  const { root } = projectFolders(surroundings.cwd);
  const schema = relative(root, schemaPath(environment)).split('\\').join('/');
  const wanted: readonly Editor[] = editors.length > 0 ? editors : ['vscode', 'taplo'];
  const isInstalled = existsSync(join(root, 'node_modules/.bin/gt'));
  const targets = [
    { path: schema, edit: whole(readSchema('formula', environment)) },
    ...wanted.flatMap((editor) => targetsOf(editor, { schema, isInstalled })),
  ];
  const changes = [...new Map(targets.map((target) => [target.path, target])).values()].flatMap((target) =>
    changeOf(target, root),
  );
  if (!options.json) for (const change of changes) stdout.write(shown(change, schema));
  const isWritten = changes.length > 0 && !options.dryRun && (await isAgreed(options, environment));
  if (isWritten) for (const change of changes) write(change, root, environment);
  const next = wanted.flatMap((editor) => NEXT_STEPS[editor] ?? []);
  if (options.json) {
    const files = changes.map((change) => ({
      path: change.path,
      created: change.before === undefined,
      ...(change.path !== schema && { diff: unifiedDiff(change.before ?? '', change.after, change.path) }),
    }));
    stdout.write(toJson({ editors: wanted, files, written: isWritten, next }));
  } else if (changes.length === 0) stderr.write('nothing to change\n');
  else if (isWritten)
    stderr.write([`wrote ${changes.map(({ path }) => path).join(', ')}`, ...next, ''].join('\n'));
  else stderr.write('nothing was written\n');
  return EXIT.ok;
}

/** What becomes of a file; nothing where it stays. Throws a FileFailure for one that cannot be changed without harm. */
function changeOf({ path, edit }: Target, root: string): Change[] {
  const file = join(root, path);
  let standing = file;
  while (!existsSync(standing)) standing = dirname(standing);
  const [real, realRoot] = [realpathSync.native(standing), realpathSync.native(root)];
  if (real !== realRoot && !isInside(real, realRoot))
    throw new FileFailure('write', path, 'it leads out of the project');
  const before = existsSync(file) ? textOf(file, path) : undefined;
  // The mark that some programs put in front is no part of what is written there.
  const mark = before?.startsWith('\uFEFF') ? '\uFEFF' : '';
  try {
    const after = mark + edit(before?.slice(mark.length));
    return after === before ? [] : [{ path, before, after }];
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new FileFailure('write', path, `${error.message}; mend it first, nothing was written`);
  }
}

function textOf(file: string, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch (error) {
    throw new FileFailure('read', path, reasonOf(error));
  }
}

/** The schema is long, and its own. */
const shown = ({ path, before, after }: Change, schema: string): string =>
  path === schema
    ? `${before === undefined ? 'new' : 'changed'}: ${path} (what "gt schema formula" prints)\n`
    : unifiedDiff(before ?? '', after, path);

async function isAgreed({ yes }: EditorOptions, environment: Environment): Promise<boolean> {
  if (yes) return true;
  if (!canAsk(environment))
    throw new UsageError('nobody is there to agree to the changes; say --yes, or only look with --dry-run');
  return /^y(?:es)?$/i.test(await asking((ask) => ask('Write this? [y/N] ')));
}

function write({ path, before, after }: Change, root: string, environment: Environment): void {
  const file = join(root, path);
  makeFolder(dirname(file), environment);
  if (before === undefined) createFile(file, Buffer.from(after), path);
  else replaceFile(file, Buffer.from(before), Buffer.from(after), path);
}
