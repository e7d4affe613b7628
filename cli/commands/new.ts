import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compile } from '../../compiler/compile.js';
import { isFormulaName } from '../../compiler/read/resolve.js';
import { linter } from '../../compiler/rules/linter.js';
import { Commands } from '../../compiler/rules/shell/commands.js';
import { ChangedHost } from '../../runtime/formulas/changed-host.js';
import { FileFailure } from '../../runtime/formulas/file-failure.js';
import { openFormulas } from '../../runtime/formulas/locate.js';
import { createFile } from '../../runtime/formulas/replace-file.js';
import { shownPath } from '../../runtime/formulas/tiers.js';
import { asking, canAsk } from '../ask.js';
import { type Draft, writeDraft } from '../authoring/draft.js';
import type { DraftType } from '../authoring/draft-types.js';
import { idOf, interview } from '../authoring/interview.js';
import { ensureSchema, formulaFolder, makeFolder, schemaReference } from '../authoring/place.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode, UsageError } from '../exit.js';
import { findingFormat } from '../output/finding-format.js';
import { writeFindings } from '../output/findings.js';
import { toJson } from '../output/json.js';

export interface NewOptions {
  readonly type?: DraftType;
  readonly description?: string;
  readonly step?: readonly string[];
  readonly var?: readonly string[];
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `gt new`: a formula to begin with, which cooks. Nothing that is there is written over. */
export async function newFormula(
  name: string | undefined,
  options: NewOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { stdout, stderr, surroundings, program } = environment;
  const { type, description, step, var: vars, json, dryRun } = options;
  const isAsked = [type, description, step, vars, json, dryRun].every((each) => each === undefined);
  const draft =
    isAsked && canAsk(environment) ? await asking((ask) => interview(name, ask)) : draftOf(name, options);
  if (!isFormulaName(draft.name))
    throw new UsageError(
      `${JSON.stringify(draft.name)} cannot be the name of a formula; write letters, digits, "-", "_" and "."`,
    );
  const folder = formulaFolder(environment);
  const path = join(folder, `${draft.name}.formula.toml`);
  const shown = shownPath(path, surroundings.cwd);
  const text = writeDraft(draft, schemaReference(path, environment));
  const diagnostics = await findingsOf(draft.name, shown, text, environment);
  if (diagnostics.length > 0) {
    await writeFindings(diagnostics, findingFormat({ json: json === true }), environment);
    return EXIT.findings;
  }
  if (existsSync(path))
    throw new FileFailure('write', shown, 'there is such a file; give the formula another name');
  if (dryRun) {
    stdout.write(json ? toJson({ name: draft.name, type: draft.type, path: shown, text }) : text);
    return EXIT.ok;
  }
  makeFolder(dirname(path), environment);
  ensureSchema(path, environment);
  createFile(path, Buffer.from(text), shown);
  if (json) stdout.write(toJson({ name: draft.name, type: draft.type, path: shown }));
  else {
    stdout.write(`${shown}\n`);
    stderr.write(`look at it with "${program} cook ${draft.name} --dry-run"\n`);
  }
  return EXIT.ok;
}

function draftOf(name: string | undefined, { type = 'workflow', ...options }: NewOptions): Draft {
  if (name === undefined) throw new UsageError('name the formula, such as "gt new ship-it"');
  return {
    name,
    type,
    description: options.description ?? `What ${name} is for`,
    steps: (options.step ?? []).map((given) => {
      const [, id, title] = /^([^:]*):(.*)$/s.exec(given) ?? [];
      return id === undefined || title === undefined
        ? { id: given, title: given.charAt(0).toUpperCase() + given.slice(1).replaceAll(/[-_]/g, ' ') }
        : { id: id || idOf(title), title: title.trim() };
    }),
    vars: (options.var ?? []).map((given) => {
      const [, variable = given, fallback] = /^([^=]*)=(.*)$/s.exec(given) ?? [];
      return { name: variable, fallback };
    }),
  };
}

/** What is found in the text, were it the file at `path`. */
async function findingsOf(name: string, path: string, text: string, { surroundings }: Environment) {
  const host = openFormulas(surroundings, []);
  const tier = host.tiers.find((each) => each.name === 'project') ?? host.tiers[0];
  if (!tier) throw new Error('no tiers');
  const candidate = { tier, name, path, format: 'toml' as const };
  const { diagnostics } = await compile(candidate, new ChangedHost(host, candidate, Buffer.from(text)), {
    check: true,
    overlays: false,
    // Nobody's texts are searched for commands yet.
    lint: linter({ levels: new Map([['GT7014', 'off']]), commands: new Commands({ gt: [], bd: [] }) }),
  });
  return diagnostics;
}
