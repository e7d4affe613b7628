import { type Block, readBlocks } from './page-blocks.js';

/** A page of spec/diagnostics, as its README describes the form. */
export interface Page {
  readonly code: string;
  readonly name: string;
  readonly severity: string;
  /** What it means, before the first example. */
  readonly prose: string;
  /** Why there is none, where there is none. */
  readonly noExample: string | undefined;
  readonly examples: readonly Example[];
}

/** A formula that has the finding, and the same one mended. */
export interface Example {
  readonly wrong: Section;
  readonly right: Section;
}

export interface Section {
  readonly files: readonly Block[];
  /** Undefined where the form's own serves: `gt cook` of the first file. */
  readonly command: string | undefined;
  /** What the command says; only the wrong ones have it. */
  readonly findings: Block | undefined;
}

const FORM =
  /^# (?<code>GT\d{4}) (?<name>[a-z0-9-]+)\n\nSeverity: (?<severity>[a-z]+)\n\n(?<prose>[^#\s][\s\S]*?)\n\n(?=## )/;
const ATTRIBUTES: ReadonlySet<string> = new Set([
  'file',
  'bytes',
  'encoding',
  'line-ends',
  'size',
  'link',
  'times',
]);

/** Read a page. Throws an Error that says where it is not in the form. */
export function readPage(text: string): Page {
  const head = FORM.exec(text);
  if (!head?.groups) throw new Error('a page begins with "# CODE name", "Severity: …" and a paragraph');
  const { code = '', name = '', severity = '', prose = '' } = head.groups;
  const headings = [...text.matchAll(/^## (.+)\n/gm)].map((match) => ({
    title: match[1] as string,
    start: match.index + match[0].length,
  }));
  const sections = headings.map(({ title, start }, at) => {
    const next = headings[at + 1];
    const end = next ? next.start - `## ${next.title}\n`.length : text.length;
    return { title, start, body: text.slice(start, end) };
  });
  const page = { code, name, severity, prose };
  const [first, ...others] = sections;
  if (first?.title === 'No example') {
    if (others.length > 0) throw new Error('"## No example" is the last section');
    return { ...page, noExample: first.body.trim(), examples: [] };
  }
  const titles = sections.map(({ title }) => title);
  if (titles.some((title, at) => title !== (at % 2 === 0 ? 'Wrong' : 'Right')) || titles.length % 2 !== 0)
    throw new Error(`each "## Wrong" is followed by its "## Right"; the sections are ${titles.join(', ')}`);
  const examples: Example[] = [];
  for (let at = 0; at < sections.length; at += 2) {
    const [wrong, right] = sections.slice(at, at + 2).map(({ body, start }) => readSection(body, start));
    if (!wrong?.findings || !right) throw new Error('each "## Wrong" ends with the findings, as ```text');
    if (right.findings) throw new Error('"## Right" has no findings to show');
    examples.push({ wrong, right });
  }
  return { ...page, noExample: undefined, examples };
}

function readSection(body: string, offset: number): Section {
  const blocks = readBlocks(body, ATTRIBUTES, offset);
  const files = blocks.filter(({ attributes }) => attributes.has('file'));
  const commands = blocks.filter(({ language }) => language === 'sh');
  const findings = blocks.filter(({ language }) => language === 'text');
  if (files.length + commands.length + findings.length !== blocks.length)
    throw new Error('a block is a file (file="…"), a command (sh) or what it says (text)');
  if (commands.length > 1 || findings.length > 1) throw new Error('a section has one command, and one text');
  if (files.some(({ content }) => content === '')) throw new Error('a file has something in it');
  return { files, command: commands[0]?.content.trim(), findings: findings[0] };
}
