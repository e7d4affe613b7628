import { type Rule, ruleList, rulesAboutWords } from './rules.js';
import type { Topic } from './topic.js';

/** The words of the text of spec/glossary.md: a row of its table may have several, which belong together. */
export function wordTopics(glossary: string, rules: readonly Rule[]): Topic[] {
  const rows = [...glossary.matchAll(/^\| (.+?) \| (.+) \|$/gm)].slice(1);
  return rows.map(([, words = '', meaning = '']) => {
    const [name = '', ...aliases] = words.split(', ');
    return {
      kind: 'word',
      name,
      aliases,
      text: () => {
        const group = [name, ...aliases];
        const meanings = meaning.split('; ');
        const lines =
          meanings.length === group.length
            ? group.map((word, at) => `- **${word}**: ${meanings[at]}\n`).join('')
            : `${meaning}\n`;
        const about = rulesAboutWords(
          group.flatMap((word) => [word, `${word}s`]),
          rules,
        );
        return `# ${words}: ${group.length > 1 ? 'words' : 'a word'} of the glossary\n\n${lines}${ruleList(about)}`;
      },
    };
  });
}
