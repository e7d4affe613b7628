import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { registry } from '../../compiler/diagnostics/registry.js';
import type { Topic } from './topic.js';

/** The codes of the registry; the pages are in the folder `diagnostics` of `spec`, and read when asked for. */
export const diagnosticTopics = (spec: string): Topic[] =>
  Object.entries(registry).map(([code, { name }]) => ({
    kind: 'diagnostic',
    name: code,
    aliases: [name],
    text: () => readFileSync(join(spec, 'diagnostics', `${code}.md`), 'utf8'),
  }));
