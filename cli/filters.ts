import { parsePriority } from '../runtime/beads/fields.js';
import { resolveBead } from '../runtime/beads/resolve.js';
import { knownBeadTypes } from '../runtime/beads/types.js';
import type { View } from '../runtime/ledger/contract.js';
import type { ReadyQuery } from '../runtime/ledger/query.js';
import { keyAndValue, listed, oneOf, wholeNumber } from './choices.js';
import { UsageError } from './exit.js';

/** The options that `list`, `ready`, `blocked` and `search` have in common. */
export interface FilterOptions {
  readonly type?: readonly string[];
  readonly excludeType?: readonly string[];
  readonly priority?: readonly string[];
  readonly assignee?: readonly string[];
  readonly unassigned?: boolean;
  readonly label?: readonly string[];
  readonly labelAny?: readonly string[];
  readonly excludeLabel?: readonly string[];
  readonly parent?: string;
  readonly mol?: string;
  readonly metadataField?: readonly string[];
  readonly includeEphemeral?: boolean;
  readonly limit: string;
}

/** The most rows that are asked for; undefined for all. Throws a UsageError. */
export function limitOf({ limit }: Pick<FilterOptions, 'limit'>): number | undefined {
  return wholeNumber('--limit', limit) || undefined;
}

/**
 * What the options ask of a bead. `stepTypes` are those of the project. Throws a UsageError for words that no bead could
 * have, and RuntimeFailures for ids.
 */
export function filterQuery(
  view: View,
  options: FilterOptions,
  stepTypes: readonly string[],
): Omit<ReadyQuery, 'now' | 'limit'> {
  if (options.unassigned && options.assignee)
    throw new UsageError('--unassigned and --assignee exclude each other; drop one of the two');
  const parent = options.parent === undefined ? undefined : resolveBead(view, options.parent);
  const molecule = options.mol === undefined ? undefined : resolveBead(view, options.mol);
  // Whoever names something ephemeral means what is in it.
  const ephemeral = options.includeEphemeral || parent?.ephemeral || molecule?.ephemeral;
  return {
    types: listed(options.type)?.map((type) => knownType('--type', type, view, stepTypes)),
    excludeTypes: listed(options.excludeType)?.map((type) =>
      knownType('--exclude-type', type, view, stepTypes),
    ),
    priorities: listed(options.priority)?.map(parsePriority),
    assignees: listed(options.assignee),
    unassigned: options.unassigned,
    labels: listed(options.label),
    anyLabels: listed(options.labelAny),
    excludeLabels: listed(options.excludeLabel),
    parent: parent?.n,
    molecule: molecule && moleculeOf(molecule),
    metadata:
      options.metadataField &&
      Object.fromEntries(options.metadataField.map((pair) => keyAndValue('--metadata-field', pair))),
    ephemeral: ephemeral ? 'include' : 'exclude',
  };
}

function moleculeOf({ id, n, molecule }: { id: string; n: number; molecule: number | null }): number {
  if (molecule === n) return n;
  const help = molecule === null ? '"--parent" lists what is in a bead' : 'name its root';
  throw new UsageError(`--mol: ${JSON.stringify(id)} is no molecule; ${help}`);
}

/** A type that beads may have, or that one has: imported ones are not checked. */
function knownType(option: string, type: string, view: View, stepTypes: readonly string[]): string {
  const known = knownBeadTypes(stepTypes);
  if (known.includes(type) || view.count({ types: [type], ephemeral: 'include' }) > 0) return type;
  return oneOf(option, type, known);
}
