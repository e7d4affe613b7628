import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suggest } from '../../compiler/diagnostics/suggest.js';
import { diagnosticTopics } from './diagnostics.js';
import { failureTopics } from './failures.js';
import { wordTopics } from './glossary.js';
import { keyTopics } from './keys.js';
import { readRules, ruleTopics } from './rules.js';
import { namesOf, type Topic } from './topic.js';

/** All that can be explained, of the folder `spec` of this package. */
export function allTopics(spec: string): Topic[] {
  const read = (name: string): string => readFileSync(join(spec, name), 'utf8');
  const rules = readRules(read('language.md'));
  return [
    ...diagnosticTopics(spec),
    ...failureTopics(read('failures.md')),
    ...wordTopics(read('glossary.md'), rules),
    ...keyTopics(rules),
    ...ruleTopics(rules),
  ];
}

/** Everything that `name` means, in any case of letters. */
export function topicsOf(name: string, topics: readonly Topic[]): Topic[] {
  const wanted = name.toLowerCase();
  return topics.filter((topic) => namesOf(topic).some((each) => each.toLowerCase() === wanted));
}

/** What may have been meant by a name that means nothing. */
export const nearTopics = (name: string, topics: readonly Topic[]): string[] =>
  suggest(name, new Set(topics.flatMap(namesOf)));
