import { UsageError } from '../exit.js';

/** How findings are told: to people, as one JSON document, as SARIF, or as annotations of GitHub Actions. */
export const FINDING_FORMATS = ['human', 'json', 'sarif', 'github'] as const;
export type FindingFormat = (typeof FINDING_FORMATS)[number];

export interface FindingOptions {
  readonly format?: FindingFormat;
  readonly json?: boolean;
}

/** The format that is asked for; `--json` asks for JSON. */
export function findingFormat({ format, json }: FindingOptions): FindingFormat {
  if (!json) return format ?? 'human';
  if (format !== undefined && format !== 'json')
    throw new UsageError(
      `--json means --format json, and --format ${format} is given too; drop one of the two`,
    );
  return 'json';
}
