import type { Source } from '../read/source.js';

/** Where a file is found, for tools that read findings: a URI, and the folder it is relative to if it is. */
export interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: keyof typeof URI_BASES;
}

/** The folders that URIs are relative to. Their own places differ from machine to machine and are left out. */
export const URI_BASES = {
  '%SRCROOT%': { description: { text: 'The folder in which the command was run.' } },
  BUILTIN: { description: { text: 'The library of formulas that is built into the command.' } },
} as const;

/** Whether `source` is of the built-in library, whose shown path is no path on a disk. */
export const isBuiltin = ({ id }: Source): boolean => id.startsWith('builtin:');

/** The path of a source as a URI, each segment percent-encoded. */
export function artifactLocation(source: Source): ArtifactLocation {
  const segments = source.path.split('/').map(encoded);
  if (isBuiltin(source)) return { uri: segments.at(-1) ?? '', uriBaseId: 'BUILTIN' };
  const path = segments.join('/');
  // Outside the working folder a path is shown absolute.
  return path.startsWith('/') ? { uri: `file://${path}` } : { uri: path, uriBaseId: '%SRCROOT%' };
}

/** `encodeURIComponent` throws for half of a surrogate pair, which a file name may hold. */
const encoded = (segment: string): string => encodeURIComponent(segment.toWellFormed());
