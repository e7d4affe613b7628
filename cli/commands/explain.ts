import { alternatives, quote } from '../../compiler/diagnostics/define.js';
import type { Environment } from '../environment.js';
import { EXIT, type ExitCode } from '../exit.js';
import type { Topic, TopicKind } from '../explain/topic.js';
import { allTopics, nearTopics, topicsOf } from '../explain/topics.js';
import { toJson } from '../output/json.js';
import { markdown } from '../output/markdown.js';

export interface ExplainOptions {
  readonly json?: boolean;
}

/** `gt explain`: what codes of findings, words, keys and rules mean; without a name, what can be asked. */
export async function explain(
  names: readonly string[],
  options: ExplainOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { spec, stdout, stderr, program } = environment;
  const topics = allTopics(spec);
  if (names.length === 0) {
    const list = topics.map(({ kind, name, aliases }) => ({ kind, name, aliases }));
    stdout.write(options.json ? toJson(list) : markdown(listText(topics, program), stdout));
    return EXIT.ok;
  }
  const found = names.flatMap((name) => topicsOf(name, topics));
  for (const name of names) {
    if (topicsOf(name, topics).length > 0) continue;
    const near = nearTopics(name, topics);
    const help =
      near.length > 0
        ? `did you mean ${alternatives(near)}?`
        : `"${program} explain" lists what can be asked`;
    stderr.write(`error: nothing is called ${quote(name)}; ${help}\n`);
  }
  const shown = [...new Set(found)].map(({ kind, name, text }) => ({ kind, name, text: text() }));
  if (options.json) stdout.write(toJson(shown));
  else stdout.write(shown.map(({ text }) => markdown(text, stdout)).join('\n'));
  return names.every((name) => topicsOf(name, topics).length > 0) ? EXIT.ok : EXIT.findings;
}

const HEADINGS: Readonly<Record<TopicKind, string>> = {
  diagnostic: 'Codes of findings',
  word: 'Words',
  key: 'Keys of formulas',
  table: 'Tables of formulas',
  rule: 'Rules of the language',
};

/** What can be asked, as a document. */
function listText(topics: readonly Topic[], program: string): string {
  const sections = (Object.keys(HEADINGS) as TopicKind[]).map((kind) => {
    const own = topics.filter((topic) => topic.kind === kind);
    const names = [...new Set(own.flatMap(({ name, aliases = [] }) => [name, ...aliases]))];
    const lines =
      kind === 'diagnostic'
        ? own.map(({ name, aliases = [] }) => `- **${name}** ${aliases.join(', ')}`).join('\n')
        : names.join(', ');
    return `# ${HEADINGS[kind]}\n\n${lines}\n`;
  });
  return `${sections.join('\n')}\n"${program} explain NAME" explains one of these.\n`;
}
