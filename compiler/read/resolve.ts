import type { Reporter } from '../diagnostics/reporter.js';
import { suggest } from '../diagnostics/suggest.js';
import type { Candidate, Host } from '../host.js';
import type { Span } from './source.js';

/** Letters, digits, `-`, `_` and `.`; never a path, never `.` or `..`. */
const NAME = /^(?!\.+$)[A-Za-z0-9_.-]{1,200}$/;

export const isFormulaName = (name: string): boolean => NAME.test(name);

/**
 * The file that `reference` means: a name, looked for in all tiers in order, or `tier:name`. The one
 * resolver of the project; what is not found is reported at `span`.
 */
export function resolveFormula(
  reference: string,
  host: Host,
  reporter: Reporter,
  span: Span | undefined,
): Candidate | undefined {
  const colon = reference.indexOf(':');
  const tierName = colon === -1 ? undefined : reference.slice(0, colon);
  const name = reference.slice(colon + 1);
  if (tierName !== undefined && !host.tiers.some((tier) => tier.name === tierName)) {
    const known = [...new Set(host.tiers.map((tier) => tier.name))];
    reporter.report('GT1012', { tier: tierName, known }, { span });
    return undefined;
  }
  if (!isFormulaName(name)) {
    reporter.report('GT1009', { name }, { span });
    return undefined;
  }
  const found = host.candidates(name).find(({ tier }) => tierName === undefined || tier.name === tierName);
  if (found) return found;
  const near = suggest(name, new Set(host.all().map((candidate) => candidate.name)));
  const searched = host.tiers.map((tier) => tier.label);
  reporter.report('GT1001', { name: reference, near, searched }, { span });
  return undefined;
}
