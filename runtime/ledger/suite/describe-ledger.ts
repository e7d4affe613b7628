import { describe } from 'vitest';
import { describeAttachments } from './attachments.js';
import { describeBeads } from './beads.js';
import { describeCrashes } from './crashes.js';
import { describeDue } from './due.js';
import { describeEdges } from './edges.js';
import { describeEvents } from './events.js';
import { describeGates } from './gates.js';
import { describeLanes } from './lanes.js';
import { describeMolecules } from './molecules.js';
import { describeNames } from './names.js';
import { describeNodes } from './nodes.js';
import type { NewPlace } from './place.js';
import { describeProcesses } from './processes.js';
import { describeProtomolecules } from './protomolecules.js';
import { describeQueries } from './queries.js';
import { describeRemoval } from './removal.js';
import { describeSharing } from './sharing.js';
import { describeTransactions } from './transactions.js';

/**
 * What every backend must pass. `isShared`: several connections and processes can have the same ledger; one that nobody
 * else can have is good for tests only.
 */
export function describeLedger(name: string, make: NewPlace, { isShared }: { isShared: boolean }): void {
  describe(name, () => {
    describeTransactions(make);
    describeNodes(make);
    describeBeads(make);
    describeQueries(make);
    describeEdges(make);
    describeDue(make);
    describeAttachments(make);
    describeEvents(make);
    describeMolecules(make);
    describeProtomolecules(make);
    describeGates(make);
    describeLanes(make);
    describeNames(make);
    describeRemoval(make);
    if (!isShared) return;
    describeSharing(make);
    describeProcesses(make);
    describeCrashes(make);
  });
}
