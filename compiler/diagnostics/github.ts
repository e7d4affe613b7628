import type { Span } from '../read/source.js';
import { isBuiltin } from './artifact.js';
import { location } from './code-frame.js';
import type { Diagnostic } from './diagnostic.js';
import { visible } from './terminal-text.js';

/**
 * The findings as workflow commands of GitHub Actions, one line each, in the order given:
 *
 *     ::error file=a.toml,line=3,col=10,endLine=3,endColumn=16,title=GT3001 unknown-step::no such step
 *
 * A finding that has no place in the repository (none at all, or in the built-in library) is a command
 * without a file. Ends with a line end; empty where nothing was found.
 */
export function renderGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((each) => `${command(each)}\n`).join('');
}

function command({ code, name, severity, message, help, span, related }: Diagnostic): string {
  const inFile = span && !isBuiltin(span.source);
  const properties = [...(inFile ? place(span) : []), ['title', `${code} ${name}`] as const];
  const lines = [
    span && !inFile ? `${location(span)}: ${message}` : message,
    ...related.map((each) => `note: ${each.message}: ${location(each.span)}`),
    ...(help === undefined ? [] : [`help: ${help}`]),
  ];
  const text = lines.flatMap((each) => each.split(/\r?\n/)).map(visible);
  const list = properties.map(([key, value]) => `${key}=${escapedProperty(value)}`).join(',');
  return `::${severity} ${list}::${escapedData(text.join('\n'))}`;
}

/** Columns count only within one line: with two lines the runner drops them and complains. */
function place(span: Span): (readonly [string, string])[] {
  const start = span.source.position(span.start);
  const end = span.source.position(Math.max(span.start, span.end));
  const columns = start.line === end.line;
  return [
    ['file', span.source.path],
    ['line', String(start.line)],
    ...(columns ? [['col', String(start.column)] as const] : []),
    ['endLine', String(end.line)],
    ...(columns ? [['endColumn', String(end.column)] as const] : []),
  ];
}

const escapedData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapedProperty = (text: string): string =>
  escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
