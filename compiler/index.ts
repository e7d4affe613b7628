/** The compiler as a library: formula sources to a checked protomolecule. */
export { type Compilation, type CompileOptions, compile, PHASES, type Phase } from './compile.js';
export type { Diagnostic, Fix, Related } from './diagnostics/diagnostic.js';
export { renderHuman } from './diagnostics/human.js';
export { type DiagnosticJson, renderJson } from './diagnostics/json.js';
export type {
  BondPoint,
  ProtoGate,
  Protomolecule,
  ProtoOrigin,
  ProtoRegion,
  ProtoStep,
  VariableDeclaration,
} from './emit/protomolecule.js';
export { toDirectedGraph } from './graph/directed-graph.js';
export type { Candidate, Host, ReadResult, Tier } from './host.js';
export { memoryHost } from './host-memory.js';
export { dot } from './picture/dot.js';
export { mermaid } from './picture/mermaid.js';
export type { Picture } from './picture/picture.js';
export { svg } from './picture/svg.js';
export { tree } from './picture/tree.js';
export { resolveFormula } from './read/resolve.js';
export { Source, type Span } from './read/source.js';
