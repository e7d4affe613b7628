/** The compiler as a library: formula sources to a checked protomolecule. */
export { type Bundle, type BundledSource, bundleHost } from './bundle.js';
export { type Compilation, type CompileOptions, compile } from './compile.js';
export { PHASES, type Phase } from './cook.js';
export type { Diagnostic, Fix, Related } from './diagnostics/diagnostic.js';
export { renderGithub } from './diagnostics/github.js';
export { renderHuman } from './diagnostics/human.js';
export { type DiagnosticJson, renderJson } from './diagnostics/json.js';
export { renderSarif } from './diagnostics/sarif.js';
export { type DiffOptions, diff } from './diff/diff.js';
export { renderDiff, type Side } from './diff/human.js';
export type { Change, FieldChange, OrderDiff, ProtomoleculeDiff } from './diff/model.js';
export type {
  BondPoint,
  ProtoGate,
  ProtoInput,
  Protomolecule,
  ProtoOrigin,
  ProtoRegion,
  ProtoStep,
  VariableDeclaration,
} from './emit/protomolecule.js';
export { type Expanded, type ExpandOptions, expandFormula } from './format/expand-formula.js';
export { formatFormula } from './format/format.js';
export { toDirectedGraph } from './graph/directed-graph.js';
export type { Candidate, Host, ReadResult, Tier } from './host.js';
export { memoryHost } from './host-memory.js';
export { type RenderedPrompt, renderPrompt } from './language/go-template/render.js';
export type { ChangedFile, PromptValue, PromptValues } from './language/go-template/values.js';
export { dot } from './picture/dot.js';
export { mermaid } from './picture/mermaid.js';
export type { Picture } from './picture/picture.js';
export { svg } from './picture/svg.js';
export { tree } from './picture/tree.js';
export { resolveFormula } from './read/resolve.js';
export { Source, type Span } from './read/source.js';
