import type { Candidate } from '../../host.js';
import { scanJson } from './scan-json.js';
import { scanToml } from './scan-toml.js';
import type { SyntaxTree } from './tree.js';

/** The tree of a formula's text. */
export const scan = (text: string, format: Candidate['format']): SyntaxTree =>
  format === 'json' ? scanJson(text) : scanToml(text);
