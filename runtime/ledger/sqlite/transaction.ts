import type { Transaction, View } from '../contract.js';
import { attachmentChanges, attachmentView } from './attachments.js';
import { beadChanges, beadView } from './beads.js';
import type { Connection } from './connection.js';
import { edgeChanges, edgeView } from './edges.js';
import { eventChanges, eventView } from './events.js';
import { gateChanges, gateView } from './gates.js';
import { insertion } from './insertion.js';
import { laneChanges, laneView } from './lanes.js';
import { moleculeChanges, moleculeView } from './molecules.js';
import { nameChanges, nameView } from './names.js';
import { nodeChanges, nodeView } from './nodes.js';
import { type Known, protomoleculeChanges, protomoleculeView } from './protomolecules.js';
import { readyView } from './ready.js';
import { removal } from './removal.js';

/** What can be asked over one connection; good for all of its transactions, and for nothing outside of them. */
export const viewOf = (connection: Connection, known: Known): View => ({
  ...nodeView(connection),
  ...edgeView(connection),
  ...beadView(connection),
  ...readyView(connection),
  ...attachmentView(connection),
  ...eventView(connection),
  ...moleculeView(connection),
  ...protomoleculeView(connection, known),
  ...gateView(connection),
  ...nameView(connection),
  ...laneView(connection),
});

export const transactionOf = (connection: Connection, known: Known): Transaction => ({
  ...viewOf(connection, known),
  ...nodeChanges(connection),
  insert: insertion(connection),
  ...removal(connection),
  ...edgeChanges(connection),
  ...beadChanges(connection),
  ...attachmentChanges(connection),
  ...eventChanges(connection),
  ...moleculeChanges(connection),
  ...protomoleculeChanges(connection),
  ...gateChanges(connection),
  ...nameChanges(connection),
  ...laneChanges(connection),
});
