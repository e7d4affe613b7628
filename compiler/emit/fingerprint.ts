import { createHash } from 'node:crypto';

/**
 * `sha256:…` over the parts of a protomolecule that say what is to be done: not its name, nor where it
 * was written. Steps are hashed one by one, so that the text of all of them is never held at once.
 */
export function fingerprint(parts: readonly unknown[], steps: readonly unknown[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${JSON.stringify(part)}\n`);
  for (const step of steps) hash.update(`${JSON.stringify(step)}\n`);
  return `sha256:${hash.digest('hex')}`;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
