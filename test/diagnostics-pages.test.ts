import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Code, registry } from '../compiler/diagnostics/registry.js';
import { TemporaryFolder } from '../runtime/testing/temporary-folder.js';
import { type Page, readPage, type Section } from './diagnostics-page.js';
import type { Block } from './page-blocks.js';
import { applyFixes, findingsOf, run } from './page-command.js';
import { pathOf, writeFiles } from './page-files.js';

// With UPDATE_PAGES=1 the ```text blocks are written anew before they are held against the compiler.
const UPDATE = process.env['UPDATE_PAGES'] === '1';

const FOLDER = fileURLToPath(new URL('../spec/diagnostics/', import.meta.url));
const files = readdirSync(FOLDER).filter((name) => name !== 'README.md');
const read = (file: string): string => readFileSync(FOLDER + file, 'utf8');

let folder: TemporaryFolder;
beforeEach(() => {
  folder = new TemporaryFolder().folder('.git');
});
afterEach(() => folder.remove());

/** The files of a section; a mended formula needs only show what is other than in the wrong one. */
function filesOf(section: Section, before?: Section): readonly Block[] {
  const own = new Set(section.files.map(pathOf));
  return [...section.files, ...(before?.files.filter((block) => !own.has(pathOf(block))) ?? [])];
}

function commandOf(section: Section, before?: Section): string {
  const [first] = before?.files ?? section.files;
  const command = section.command ?? before?.command ?? (first && `gt cook ${pathOf(first)}`);
  if (command === undefined) throw new Error('there is neither a file nor a command');
  return command;
}

async function update(file: string, page: Page): Promise<Page> {
  let text = read(file);
  for (const { wrong } of [...page.examples].reverse()) {
    const example = new TemporaryFolder().folder('.git');
    writeFiles(wrong.files, example);
    const { stderr } = await run(commandOf(wrong), example);
    example.remove();
    // A compiler that is broken must not end up in the pages.
    expect(stderr).toContain(`[${page.code}]`);
    const { start, end } = wrong.findings ?? { start: 0, end: 0 };
    text = text.slice(0, start) + stderr + text.slice(end);
  }
  writeFileSync(FOLDER + file, text);
  return readPage(text);
}

describe('every code has a page, and every page a code', () => {
  it.each(Object.keys(registry))('%s', (code) => {
    expect(files).toContain(`${code}.md`);
  });

  it.each(files)('%s', (file) => {
    expect(file).toMatch(/^GT\d{4}\.md$/);
    expect(Object.keys(registry)).toContain(file.slice(0, -3));
  });
});

describe.each(files)('%s', (file) => {
  it('is in the form, and says of itself what the registry says', () => {
    const { code, name, severity, noExample } = readPage(read(file));
    const definition = registry[code as Code];
    expect({ code, name, severity }).toEqual({
      code: file.slice(0, -3),
      name: definition?.name,
      severity: definition?.severity,
    });
    // Only of our own bugs nobody can give an example.
    expect(noExample !== undefined).toBe(code.startsWith('GT9'));
  });

  it('shows what a wrong formula really gives, and how it is mended', async () => {
    let page = readPage(read(file));
    if (UPDATE) page = await update(file, page);
    for (const { wrong, right } of page.examples) {
      const example = new TemporaryFolder().folder('.git');
      writeFiles(wrong.files, example);
      const { stderr, code } = await run(commandOf(wrong), example);
      expect(stderr).toBe(wrong.findings?.content);
      expect(stderr).toContain(`${page.severity}[${page.code}]`);
      if (page.severity === 'error') expect(code).not.toBe(0);

      const findings = await findingsOf(commandOf(wrong), example);
      const fixable = findings.filter((finding) => finding.code === page.code && finding.fix);
      if (fixable.length > 0) {
        applyFixes(fixable, example);
        const left = await findingsOf(commandOf(wrong), example);
        expect(left.filter((finding) => finding.code === page.code)).toEqual([]);
      }
      example.remove();

      writeFiles(filesOf(right, wrong), folder);
      const mended = await run(commandOf(right, wrong), folder);
      expect(mended.stderr).not.toMatch(/^(?:error|warning)\b/m);
      expect(mended.code).toBe(0);
      folder.remove();
      folder = new TemporaryFolder().folder('.git');
    }
  });
});
