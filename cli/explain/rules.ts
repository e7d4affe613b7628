import type { Topic } from './topic.js';

/** A rule of spec/language.md. */
export interface Rule {
  readonly id: string;
  /** Markdown, on one line. */
  readonly text: string;
  /** The heading it stands under. */
  readonly section: string;
}

/** The rules of the text of spec/language.md, in order. */
export function readRules(language: string): Rule[] {
  const rules: Rule[] = [];
  let section = '';
  for (const part of language.split(/\n(?=## |- \*\*)|\n\n/)) {
    if (part.startsWith('## ')) section = part.slice(3).trim();
    const [, id, text] = /^- \*\*([A-Z]+-\d+)\*\* ([\s\S]+)$/.exec(part.trim()) ?? [];
    if (id !== undefined && text !== undefined) rules.push({ id, section, text: text.replace(/\n */g, ' ') });
  }
  return rules;
}

/** The rules that name one of these keys, or ways to keys, as code. */
export const rulesAboutKeys = (names: readonly string[], rules: readonly Rule[]): Rule[] =>
  rules.filter(({ text }) =>
    [...text.matchAll(/`([^`]+)`/g)].some(([, code = '']) => names.includes(code.replace(/ = .*$/, ''))),
  );

/** The rules that have one of these words in italics, as words of the glossary are marked. */
export const rulesAboutWords = (words: readonly string[], rules: readonly Rule[]): Rule[] =>
  rules.filter(({ text }) =>
    [...text.matchAll(/(?<!\*)\*([^*]+)\*(?!\*)/g)].some(([, term = '']) => words.includes(term)),
  );

export const ruleTopics = (rules: readonly Rule[]): Topic[] =>
  rules.map(({ id, section, text }) => ({
    kind: 'rule',
    name: id,
    text: () => `# ${id}, a rule of the language\n\n${section}: ${text}\n`,
  }));

/** A list of rules for the end of a text; empty where there are none. */
export const ruleList = (rules: readonly Rule[]): string =>
  rules.length === 0 ? '' : `\nRules:\n\n${rules.map(({ id, text }) => `- **${id}** ${text}\n`).join('')}`;
