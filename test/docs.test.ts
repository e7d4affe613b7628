import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { Newcomer } from './newcomer.js';
import { commandsOf, retell } from './retell.js';

// With UPDATE_PAGES=1 the ```text blocks are written anew; read what changed.
const UPDATE = process.env['UPDATE_PAGES'] === '1';

const FOLDER = fileURLToPath(new URL('../docs/', import.meta.url));
const read = (name: string): string => readFileSync(FOLDER + name, 'utf8');

/** Play a text in a project of its own, and then whatever `more` asks of that. */
function played(text: string, more?: (newcomer: Newcomer) => void): string {
  const newcomer = new Newcomer();
  try {
    const told = retell(text, newcomer);
    more?.(newcomer);
    return told;
  } finally {
    newcomer.remove();
  }
}

/** The commands that a help text lists. */
function commandsIn(help: string): string[] {
  const [, list = ''] = /^(?:Commands|Formulas):\n((?: .*\n)+)/m.exec(help) ?? [];
  return [...list.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = '']) => name);
}

describe('the tutorial', () => {
  const tutorial = read('tutorial.md');

  it('shows what its commands print, from the first to the last', () => {
    const told = played(tutorial);
    if (UPDATE) writeFileSync(`${FOLDER}tutorial.md`, told);
    else expect(told).toBe(tutorial);
  });
});

describe('the cookbook', () => {
  const [start = '', ...patterns] = read('cookbook.md').split(/^(?=## )/m);
  const told = new Map<string, string>();

  it.each(patterns.map((pattern) => [pattern.slice(3, pattern.indexOf('\n')), pattern]))(
    '%s',
    (_, pattern) => {
      const text = played(pattern, (newcomer) => {
        // What people copy is laid out as it should be, and has nothing that lint would find.
        expect(newcomer.gt('fmt', '--check')).toMatchObject({ code: 0 });
        expect(newcomer.gt('lint').stderr).toMatch(/^checked \d+ formulas?: no errors\n$/);
      });
      told.set(pattern, text);
      if (!UPDATE) expect(text).toBe(pattern);
    },
  );

  afterAll(() => {
    const written = start + patterns.map((pattern) => told.get(pattern) ?? pattern).join('');
    if (UPDATE) writeFileSync(`${FOLDER}cookbook.md`, written);
  });
});

describe('tutorial and cookbook together', () => {
  it('show every command that is for people who write formulas', () => {
    // For those who write another compiler, for editors, which start the server themselves, and help itself.
    const others: ReadonlySet<string> = new Set(['conformance', 'lsp', 'help', 'formula']);
    const newcomer = new Newcomer();
    const commands = [
      ...commandsIn(newcomer.gt('--help').stdout).filter((name) => !others.has(name)),
      ...commandsIn(newcomer.gt('formula', '--help').stdout).map((name) => `formula ${name}`),
    ];
    newcomer.remove();
    const typed = ['tutorial.md', 'cookbook.md'].flatMap((name) => commandsOf(read(name)));
    expect(commands).toEqual(expect.arrayContaining(['cook', 'formula show']));
    expect(commands.filter((name) => !typed.some((line) => `${line} `.startsWith(`gt ${name} `)))).toEqual(
      [],
    );
  });
});
