import type { Transaction, View } from '../ledger/contract.js';

/** Tiers whose formulas may run shell without being asked about: the project's own, and those of this package. */
const OWN: ReadonlySet<string> = new Set(['project', 'builtin', 'memory']);

const settingOf = (sha256: string): string => `trusted ${sha256}`;

/** Whether shell that comes from a source may run (R18): a source is trusted by the hash of its text, so that a changed one is not. */
export const isTrusted = (view: View, source: string, sha256: string): boolean =>
  OWN.has(source.slice(0, source.indexOf(':'))) || view.setting(settingOf(sha256)) !== undefined;

/** Let shell run that comes from a source with that hash. */
export const trust = (tx: Transaction, sha256: string, actor: string): void =>
  tx.setSetting(settingOf(sha256), actor);
