import pc from 'picocolors';
import { openFormulas } from '../../../runtime/formulas/locate.js';
import { pathIn } from '../../../runtime/formulas/protomolecule-source.js';
import { type Drift, driftOf } from '../../../runtime/molecule/drift.js';
import { pinnedBy } from '../../../runtime/molecule/pinned.js';
import type { Environment } from '../../environment.js';
import { EXIT, type ExitCode } from '../../exit.js';
import { resolveMolecule } from '../../molecule.js';
import { writeFindings } from '../../output/findings.js';
import { toJson } from '../../output/json.js';
import { projectStepTypes } from '../../project-types.js';
import { type LedgerOptions, withLedger } from '../../session.js';

export interface DriftOptions extends LedgerOptions {
  readonly searchPath?: readonly string[];
}

/** `gt mol drift`: what has become of the formulas of a molecule since it was poured. */
export async function drift(id: string, options: DriftOptions, environment: Environment): Promise<ExitCode> {
  const { stdout, surroundings } = environment;
  const stepTypes = await projectStepTypes(environment);
  return withLedger(options, environment, async (session) => {
    const pinned = await session.read((view) => pinnedBy(view, resolveMolecule(view, id).n));
    const host = openFormulas(surroundings, options.searchPath ?? []);
    const found = await driftOf(pinned, host, stepTypes);
    await writeFindings(
      found.flatMap(({ diagnostics }) => diagnostics),
      'human',
      environment,
    );
    if (options.json) stdout.write(toJson(found.map(driftJson)));
    else {
      const { renderDiff } = await import('../../../compiler/diff/human.js');
      const texts = found.map(({ pinned: { stored }, diff }) => {
        const { name } = stored.protomolecule;
        if (!diff) return `${name} cannot be compared\n`;
        // What was poured stands in the ledger, and in no file any more.
        const before = {
          label: `${name} as it was poured`,
          pathOf: (source: string) => `as poured, ${source}`,
        };
        const now = { label: `${name} now`, pathOf: (source: string) => pathIn(host, source) };
        if (diff.same) return `${name} is as it was poured\n`;
        return renderDiff(diff, before, now, pc.createColors(stdout.colors));
      });
      stdout.write(texts.join('\n'));
    }
    return found.every(({ diff }) => diff?.same) ? EXIT.ok : EXIT.findings;
  });
}

const driftJson = ({ pinned: { stored, parts }, now, diff }: Drift) => ({
  formula: stored.protomolecule.name,
  pinned: stored.fingerprint,
  now: now?.fingerprint ?? null,
  parts: parts.length,
  drifted: !diff?.same,
  ...(diff && { changes: diff.changes, order: diff.order, aside: diff.aside, size: diff.size }),
});
