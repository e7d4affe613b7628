import type { Span } from '../read/source.js';
import type { Severity } from './define.js';
import type { Diagnostic } from './diagnostic.js';

/** `line` and `column` count from 1, `offset` from 0; columns and offsets are UTF-16 units. */
export interface PositionJson {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** A half-open range `[start, end)` of the file a person knows as `path`. */
export interface RangeJson {
  readonly path: string;
  readonly start: PositionJson;
  readonly end: PositionJson;
}

export interface DiagnosticJson extends Partial<RangeJson> {
  readonly code: string;
  /** The code's kebab-case name. */
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help?: string;
  /** Where the file was found, the same on every machine: `project:shiny`. There with `path`, `start` and `end`. */
  readonly source?: string;
  readonly label?: string;
  readonly related: readonly (RangeJson & { readonly message: string })[];
  readonly fix?: {
    readonly title: string;
    /** Each range is to be replaced by its text; an empty range inserts. They do not overlap. */
    readonly edits: readonly (RangeJson & { readonly text: string })[];
  };
}

/**
 * The findings as plain objects for JSON output, all of them, in the order given:
 *
 *     { code, name, severity, message, help?,
 *       path?, source?, start?: { line, column, offset }, end?, label?,
 *       related: [{ message, path, start, end }],
 *       fix?: { title, edits: [{ path, start, end, text }] } }
 *
 * What is absent is left out, never null. `path`, `source`, `start` and `end` are absent together, where no
 * file is at fault.
 */
export function renderJson(diagnostics: readonly Diagnostic[]): DiagnosticJson[] {
  return diagnostics.map(({ code, name, severity, message, help, span, label, related, fix }) => ({
    code,
    name,
    severity,
    message,
    ...(help !== undefined && { help }),
    ...(span && { source: span.source.id, ...range(span) }),
    ...(label !== undefined && { label }),
    related: related.map((each) => ({ message: each.message, ...range(each.span) })),
    ...(fix && {
      fix: {
        title: fix.title,
        edits: fix.edits.map((edit) => ({ ...range(edit.span), text: edit.text })),
      },
    }),
  }));
}

function range({ source, start, end }: Span): RangeJson {
  return {
    path: source.path,
    start: { ...source.position(start), offset: start },
    end: { ...source.position(end), offset: end },
  };
}
