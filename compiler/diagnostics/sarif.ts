import { createHash } from 'node:crypto';
import type { Source, Span } from '../read/source.js';
import { artifactLocation, URI_BASES } from './artifact.js';
import type { Diagnostic, Fix, Related } from './diagnostic.js';
import { registry } from './registry.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** UTF-16 units of a span's text that a fingerprint takes in: a span may be a whole file. */
const MAX_FINGERPRINT_TEXT = 1_000;

/**
 * The findings as a SARIF 2.1.0 log of one run, plain data for JSON, in the order given. `version` is that
 * of the tool. Each code that occurs is a rule. A finding without a place has no locations.
 */
export function renderSarif(diagnostics: readonly Diagnostic[], version: string): object {
  const rules = new Map<string, Diagnostic>();
  for (const each of diagnostics) if (!rules.has(each.code)) rules.set(each.code, each);
  const indexes = new Map([...rules.keys()].map((code, index) => [code, index]));
  const fingerprints = new Fingerprints();
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'gt', version, rules: [...rules.values()].map(rule) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: URI_BASES,
        results: diagnostics.map((each) => ({
          ruleId: each.code,
          ruleIndex: indexes.get(each.code),
          ...result(each, fingerprints.of(each)),
        })),
      },
    ],
  };
}

/** What holds for every finding of a code. There is no `helpUri`: it must be absolute, and the pages are files of the package. */
function rule({ code, name }: Diagnostic): object {
  const words = name.replaceAll('-', ' ');
  return {
    id: code,
    name,
    shortDescription: message(words.charAt(0).toUpperCase() + words.slice(1)),
    defaultConfiguration: { level: registry[code].severity },
  };
}

function result(finding: Diagnostic, fingerprint: string): object {
  const { severity, help, span, label, related, fix } = finding;
  return {
    level: severity,
    message: message(help === undefined ? finding.message : `${finding.message}\n${help}`),
    ...(span && {
      locations: [{ ...location(span), ...(label !== undefined && { message: message(label) }) }],
    }),
    ...(related.length > 0 && { relatedLocations: related.map(relatedLocation) }),
    ...(fix && { fixes: [sarifFix(fix)] }),
    partialFingerprints: { 'gtFinding/v1': fingerprint },
  };
}

/** Braces stand for arguments in a SARIF message, and `[text](target)` for a link: neither is meant here. */
const message = (text: string): object => ({
  text: text.replaceAll(/[{}]/g, '$&$&').replaceAll('](', '\\](').toWellFormed(),
});

const location = (span: Span): object => ({
  physicalLocation: { artifactLocation: artifactLocation(span.source), region: region(span) },
});

const relatedLocation = ({ message: text, span }: Related, index: number): object => ({
  id: index,
  ...location(span),
  message: message(text),
});

/** Lines and columns count from 1; the end is behind the last character, as SARIF has it. */
function region({ source, start, end }: Span): object {
  const from = source.position(start);
  const to = source.position(Math.max(start, end));
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

function sarifFix({ title, edits }: Fix): object {
  const bySource = new Map<Source, object[]>();
  for (const { span, text } of edits) {
    const replacement = { deletedRegion: region(span), insertedContent: { text: text.toWellFormed() } };
    const others = bySource.get(span.source);
    if (others) others.push(replacement);
    else bySource.set(span.source, [replacement]);
  }
  return {
    description: message(title),
    artifactChanges: [...bySource].map(([source, replacements]) => ({
      artifactLocation: artifactLocation(source),
      replacements,
    })),
  };
}

/**
 * What makes a finding the same one in the next run, wherever it has moved to in its file: its code, its
 * file, what it says and the text it is about. Of several that agree in all of that, each has its number.
 */
class Fingerprints {
  readonly #seen = new Map<string, number>();

  of({ code, message: text, span }: Diagnostic): string {
    const about = span?.source.text.slice(span.start, Math.min(span.end, span.start + MAX_FINGERPRINT_TEXT));
    const parts = JSON.stringify([code, span && artifactLocation(span.source).uri, text, about]);
    const number = (this.#seen.get(parts) ?? 0) + 1;
    this.#seen.set(parts, number);
    return createHash('sha256').update(`${parts}${number}`).digest('hex');
  }
}
