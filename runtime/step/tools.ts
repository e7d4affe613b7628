import type { Expressions } from '../../compiler/language/expressions.js';
import type { OutputCheck } from './output-check.js';

/** What is loaded when a change asks for it: each takes tens of milliseconds. */
export interface Tools {
  /** The parser of conditions. */
  readonly expressions: Expressions;
  /** Outputs against their JSON schemas. */
  readonly outputCheck: OutputCheck;
}

export type ToolName = keyof Tools;

/** Thrown by a change that needs a tool which is not there yet. */
export class Wanted extends Error {
  override readonly name = 'Wanted';
  constructor(readonly tool: ToolName) {
    super(`the tool ${tool} is not loaded`);
  }
}

const LOADERS: { readonly [N in ToolName]: () => Promise<Tools[N]> } = {
  expressions: async () => (await import('../../compiler/language/parser.js')).expressions,
  outputCheck: async () => (await import('./output-check.js')).outputCheck(),
};

export const loadTool = <N extends ToolName>(name: N): Promise<Tools[N]> => LOADERS[name]();
