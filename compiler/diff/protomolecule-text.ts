import { quote } from '../diagnostics/define.js';
import type { Reporter } from '../diagnostics/reporter.js';
import isProtomolecule from '../emit/generated/validator.js';
import type { Protomolecule } from '../emit/protomolecule.js';
import { MAX_VALUE_NESTING } from '../limits.js';
import { stepEvents } from './events.js';

/** The layout that this version writes and reads. */
const FORMAT = 1;

/**
 * The protomolecule in a text that `gt cook` wrote. What is not in that layout is reported, the first thing
 * found: whoever reads on may rely on ids that are unique, needs that name something, and an order without
 * circles. `path` is what a person calls the text.
 */
export function readProtomolecule(text: string, path: string, reporter: Reporter): Protomolecule | undefined {
  const refuse = (reason: string): undefined => {
    reporter.report('GT1019', { path, reason });
    return undefined;
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse(`it is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const problem = protomoleculeProblem(value);
  return problem === undefined ? (value as Protomolecule) : refuse(problem);
}

/** Why a value is no protomolecule that can be relied on, the first thing found; undefined when it is one. */
export function protomoleculeProblem(value: unknown): string | undefined {
  if (Array.isArray(value)) return 'it is a list; of several, name a file with one of them';
  const other = (value as { format?: unknown } | null)?.format;
  if (typeof other === 'number' && other !== FORMAT)
    return `it is of format ${other}, and this program reads format ${FORMAT}`;
  return nestedTooDeep(value) ?? problemOf(value) ?? wrongReference(value as Protomolecule);
}

/** What is wrong with the shape of a value, the first thing found. */
function problemOf(value: unknown): string | undefined {
  if (isProtomolecule(value)) return undefined;
  const [error] = isProtomolecule.errors ?? [];
  if (!error) return 'it has another shape';
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce(
      (whole, part) => (/^\d+$/.test(part) ? `${whole}[${part}]` : `${whole}${whole && '.'}${part}`),
      '',
    );
  const name = path === '' ? 'it' : quote(path);
  const inside = (key: unknown): string => quote(`${path}${path && '.'}${String(key)}`);
  switch (error.keyword) {
    case 'required':
      return `${inside(error.params['missingProperty'])} is missing`;
    case 'additionalProperties':
      return `${inside(error.params['additionalProperty'])} has no meaning in it`;
    case 'type':
      return `${name} is no ${[error.params['type']].flat().join(' or ')}`;
    default:
      return `${name} has a value that it cannot have`;
  }
}

/** Comparing recurses over values, so their depth is bounded as it is in a formula. */
function nestedTooDeep(root: unknown): string | undefined {
  let level = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_VALUE_NESTING)
      return `more than ${MAX_VALUE_NESTING} tables and lists stand inside one another`;
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return undefined;
}

function wrongReference({ steps, barriers }: Protomolecule): string | undefined {
  const ids = new Set<string>();
  for (const { id } of [...steps, ...barriers]) {
    if (ids.has(id)) return `two of its steps have the id ${quote(id)}`;
    ids.add(id);
  }
  for (const { id, needs } of [...steps, ...barriers]) {
    const unknown = needs.find((need) => !ids.has(need));
    if (unknown !== undefined) return `${quote(id)} needs ${quote(unknown)}, which is not there`;
  }
  const lost = steps.find(({ container }) => container !== undefined && !ids.has(container));
  if (lost) return `${quote(lost.id)} is in ${quote(lost.container ?? '')}, which is not there`;
  return stepEvents({ steps, barriers }) ? undefined : 'its steps wait for each other in a circle';
}
