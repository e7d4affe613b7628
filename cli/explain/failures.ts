import type { Topic } from './topic.js';

/** The codes of the runtime, from the text of spec/failures.md. */
export const failureTopics = (page: string): Topic[] =>
  [...page.matchAll(/^- \*\*(GT\d{4})\*\* (.+)$/gm)].map(([, code = '', text = '']) => ({
    kind: 'diagnostic',
    name: code,
    text: () => `# ${code}\n\n${text}\n`,
  }));
