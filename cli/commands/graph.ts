import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import pc from 'picocolors';
import { compile } from '../../compiler/compile.js';
import type { Protomolecule } from '../../compiler/emit/protomolecule.js';
import { tree } from '../../compiler/picture/tree.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import { writeFindings } from '../output/findings.js';
import { locate, parseValues } from './cook.js';

export const GRAPH_FORMATS = ['tree', 'mermaid', 'dot', 'svg'] as const;

export interface GraphOptions {
  readonly format: (typeof GRAPH_FORMATS)[number];
  readonly var?: readonly string[];
  readonly output?: string;
  readonly searchPath?: readonly string[];
}

/** `gt graph`: a picture of the cooked graph. */
export async function graph(
  name: string,
  options: GraphOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { host, candidate, findings } = locate(name, options.searchPath ?? [], environment);
  await writeFindings(findings, false, environment);
  if (!candidate) return EXIT.findings;
  const { protomolecule, diagnostics } = await compile(candidate, host, {
    values: parseValues(options.var ?? []),
  });
  await writeFindings(diagnostics, false, environment);
  if (!protomolecule) return EXIT.findings;
  const picture = await draw(protomolecule, options.format, environment, options.output !== undefined);
  const text = `${picture.trimEnd()}\n`;
  if (options.output === undefined) environment.stdout.write(text);
  else {
    const path = resolve(environment.surroundings.cwd, options.output);
    writeFileSync(path, text);
    environment.stderr.write(`wrote ${path}\n`);
  }
  return EXIT.ok;
}

/** The pictures other than the tree are loaded only when asked for. */
async function draw(
  protomolecule: Protomolecule,
  format: GraphOptions['format'],
  { stdout }: Environment,
  toFile: boolean,
): Promise<string> {
  switch (format) {
    case 'tree':
      return tree(protomolecule, { colors: pc.createColors(stdout.colors && !toFile), width: stdout.width });
    case 'mermaid':
      return (await import('../../compiler/picture/mermaid.js')).mermaid(protomolecule);
    case 'dot':
      return (await import('../../compiler/picture/dot.js')).dot(protomolecule);
    case 'svg':
      return (await import('../../compiler/picture/svg.js')).svg(protomolecule);
  }
}
