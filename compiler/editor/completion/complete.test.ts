import { readdirSync, readFileSync } from 'node:fs';
import TomlParser from '@iarna/toml/lib/toml-parser.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryHost } from '../../host-memory.js';
import { expressions } from '../../language/parser.js';
import { hoverAt } from '../hover/hover.js';
import { readNames } from '../names/read-names.js';
import { scan } from '../syntax/scan.js';
import { scanToml } from '../syntax/scan-toml.js';
import { markedFiles } from '../testing/marked-files.js';
import { proposalsAt } from './complete.js';
import type { Proposal } from './proposal.js';

type Files = Readonly<Record<string, string>>;

async function proposals(written: Files | string): Promise<{ text: string; found: Proposal[] }> {
  const { host, path, offset, texts, candidate } = markedFiles(
    typeof written === 'string' ? { main: written } : written,
  );
  const text = texts[path] as string;
  const options = { index: await readNames(host), path, offset, stepTypes: ['deploy'] };
  return { text, found: proposalsAt(scan(text, candidate.format), options) };
}

const labels = async (written: Files | string): Promise<string[]> =>
  (await proposals(written)).found.map(({ label }) => label);

/** The line of the cursor once the proposal is taken, with `|` where one goes on. */
async function taken(written: Files | string, label: string): Promise<string> {
  const { text, found } = await proposals(written);
  const proposal = found.find((each) => each.label === label);
  if (!proposal) throw new Error(`no ${label} in ${found.map((each) => each.label).join(', ')}`);
  const caret = proposal.caret ?? proposal.text.length;
  const put = `${proposal.text.slice(0, caret)}|${proposal.text.slice(caret)}`;
  const whole = text.slice(0, proposal.start) + put + text.slice(proposal.end);
  return whole.split('\n').find((line) => line.includes('|')) as string;
}

function problemOf(toml: string): string {
  try {
    const parser = new TomlParser();
    parser.parse(toml);
    parser.finish();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('keys', () => {
  it('are those of the table that it does not have, with what they mean', async () => {
    const written = '[[steps]]\nid = "a"\nti<|>\n[steps.gate]\ntype = "human"\n';
    const { found } = await proposals(written);
    const names = found.map(({ label }) => label);
    expect(names).toEqual(expect.arrayContaining(['title', 'needs', 'loop']));
    expect(names).not.toEqual(expect.arrayContaining(['id']));
    expect(names).not.toContain('gate');
    expect(found.find(({ label }) => label === 'title')?.documentation).toBe(
      'One line for people; without it, the id in words.',
    );
    expect(await taken(written, 'title')).toBe('title = "|"');
    expect(await taken(written, 'needs')).toBe('needs = [|]');
    expect(await taken(written, 'interactive')).toBe('interactive = true|');
    expect(await taken('[[steps]]\n<|>\n', 'priority')).toBe('priority = 0|');
    expect(await taken('[[steps]]\nid = "a"\nne<|>ds = ["b"]\n', 'needs')).toBe('needs| = ["b"]');
    expect(await taken('[[steps]]\nid = "a"\ngate = { ty<|> }\n', 'type')).toBe('gate = { type = "|" }');
    expect(await taken('[[steps]]\nid = "a"\ngate.ty<|>\n', 'type')).toBe('gate.type = "|"');
    expect(await labels('[[steps]]\nid = "a" x<|>\n')).toEqual([]);
    expect(await labels('# ti<|>\n')).toEqual([]);
    expect(await taken({ 'main.formula.json': '{"formula": "main", "st<|>": []}' }, 'steps')).toBe(
      '{"formula": "main", "steps"|: []}',
    );
  });

  it('of a header are tables, or lists of them', async () => {
    expect(await taken('[[st<|>\n', 'steps')).toBe('[[steps]]|');
    expect(await taken('[[st<|>]]\n', 'steps')).toBe('[[steps|]]');
    expect(await taken('[compose]\n[[compose.<|>\n', 'branch')).toBe('[[compose.branch]]|');
    expect(await taken('[[steps]]\nid = "a"\n[steps.ga<|>]\n', 'gate')).toBe('[steps.gate|]');
    expect(await labels('[[<|>]]\n')).not.toContain('vars');
    expect(await labels('[<|>]\n')).toContain('vars');
    expect(
      await taken({ main: 'extends = "base"\n[patch.<|>]\n', base: '[[steps]]\nid = "a.b"\n' }, 'a.b'),
    ).toBe('[patch."a.b"|]');
  });

  it('of arguments are the variables that they are for', async () => {
    const rule = 'type = "expansion"\n[vars.who]\n[vars.how]\n[[template]]\nid = "{target}.x"\n';
    const main = '[[steps]]\nid = "b"\nexpand = "rule"\nexpand_vars = { who = "x", h<|> = "y" }\n';
    expect(await labels({ main, rule })).toEqual(['how']);
  });
});

describe('values', () => {
  it('of a closed set are those', async () => {
    expect(await taken('[[steps]]\nid = "a"\non_fail = <|>\n', 'abort')).toBe('on_fail = "abort"|');
    expect(await taken('[[steps]]\nid = "a"\non_fail = "ab<|>or"\n', 'abort')).toBe('on_fail = "abort|"');
    expect(await taken('[[steps]]\nid = "a"\non_fail = "ab<|>\n', 'abort')).toBe('on_fail = "abort"|');
    expect(await labels('[[steps]]\nid = "a"\ninteractive = <|>\n')).toEqual(['true', 'false']);
    expect(await labels('[[steps]]\nid = "a"\ninteractive = <|>true\n')).toEqual(['true', 'false']);
    expect(await labels('[[steps]]\nid = "a"\ninteractive =<|> true\n')).toEqual([]);
    expect(await labels('[[steps]]\nid = "a"\ntype = "<|>"\n')).toEqual(
      expect.arrayContaining(['task', 'deploy']),
    );
    expect(await labels('type = "<|>"\n')).toEqual(['workflow', 'expansion', 'aspect', 'convoy']);
  });

  const steps =
    'extends = "base"\n[[steps]]\nid = "a"\n[[steps]]\nid = "b"\nneeds = [MARK]\n[[steps]]\nid = "c"\nneeds = ["b"]\n[[steps]]\nid = "d"\ndepends_on = ["c"]\n[[steps]]\nid = "loop"\n[steps.loop]\ncount = 2\nbody = [{ id = "in" }]\n';
  const files = (mark: string): Files => ({
    main: steps.replace('MARK', mark),
    base: '[[steps]]\nid = "z"\n',
    other: '[[steps]]\nid = "o"\n',
  });

  it('of needs are steps in scope, none that waits for this one, none twice', async () => {
    expect(await labels(files('"<|>"'))).toEqual(['a', 'loop', 'z']);
    expect(await labels(files('"a", "<|>"'))).toEqual(['loop', 'z']);
    expect(await taken(files('<|>'), 'a')).toBe('needs = ["a"|]');
    expect(await taken(files('"a" <|>'), 'z')).toBe('needs = ["a" , "z"|]');
    expect(await taken(files('<|>"a"'), 'z')).toBe('needs = ["z", |"a"]');
    expect(await taken(files('"a", "z<|>'), 'z')).toBe('needs = ["a", "z"|]');
    expect(await taken({ ...files(''), main: steps.replace('[MARK]', '<|>') }, 'a')).toBe('needs = ["a"]|');
    expect(
      await labels(
        steps
          .replace('[MARK]', '[]')
          .replace('{ id = "in" }', '{ id = "in" }, { id = "on", needs = ["<|>"] }'),
      ),
    ).toEqual(expect.arrayContaining(['in', 'a']));
    expect(await labels('[[steps]]\nid = "a"\n[[steps]]\nid = "b"\nwaits_for = "<|>"\n')).toEqual([
      'all-children',
      'any-children',
      'children-of(a)',
    ]);
  });

  it('of formulas are those of the type that goes there, and none that draws this one in', async () => {
    const others = {
      rule: 'type = "expansion"\n[[template]]\nid = "{target}.x"\n',
      watch: 'type = "aspect"\n[[advice]]\ntarget = "a"\n',
      base: '[[steps]]\nid = "z"\n',
      heir: 'extends = "main"\n[[steps]]\nid = "z"\n',
    };
    expect(await labels({ main: '[[steps]]\nid = "a"\nexpand = "<|>"\n', ...others })).toEqual(['rule']);
    expect(await labels({ main: '[compose]\naspects = ["<|>"]\n[[steps]]\nid = "a"\n', ...others })).toEqual([
      'watch',
    ]);
    expect(await taken({ main: 'extends = <|>\n[[steps]]\nid = "a"\n', ...others }, 'base')).toBe(
      'extends = "base"|',
    );
    expect(await labels({ main: 'extends = ["<|>"]\n[[steps]]\nid = "a"\n', ...others })).toEqual(['base']);
  });

  it('of hooks are bond points and steps', async () => {
    expect(
      await labels('[[steps]]\nid = "a"\n[[compose.bond_points]]\nid = "p"\n[[compose.hooks]]\nat = "<|>"\n'),
    ).toEqual(['p', 'a']);
  });
});

describe('in texts', () => {
  it('placeholders are variables and outputs, closed where they are open', async () => {
    const of = (text: string) =>
      `[vars.who]\n[vars.what]\n[[steps]]\nid = "a"\n[[steps]]\nid = "b"\nneeds = ["a"]\ndescription = "${text}"\n`;
    expect(await labels(of('{{<|>'))).toEqual(['who', 'what', 'steps.a.output']);
    expect(await taken(of('x {{wh<|> y'), 'who')).toBe('description = "x {{who}}| y"');
    expect(await taken(of('x {{wh<|>o}} y'), 'what')).toBe('description = "x {{what|}} y"');
    expect(await taken(of('{{steps.<|>}}'), 'steps.a.output')).toBe('description = "{{steps.a.output|}}"');
    expect(await labels('[vars.who]\n[[steps]]\nid = "a"\ncheck = { run = "{{<|>" }\n')).toEqual([]);
    // Where lines end as on Windows, the end of one is not within it.
    const block = '[vars.who]\r\n[[steps]]\r\nid = "a"\r\ndescription = """\r\nfor {{<|>\r\nand\r\n"""\r\n';
    expect(await labels(block)).toEqual(['who']);
    expect(await taken(block, 'who')).toBe('for {{who}}|\r');
    expect(await taken(block.replace('{{', '{{wh'), 'who')).toBe('for {{who}}|\r');
  });

  it('in templates, advice and loops they are what is bound there', async () => {
    const rule = 'type = "expansion"\n[vars.who]\n[[template]]\nid = "{<|>"\n';
    expect(await labels({ rule })).toEqual([
      'target',
      'target.id',
      'target.title',
      'target.description',
      'who',
    ]);
    expect(await taken({ rule }, 'target')).toBe('id = "{target}|"');
    const watch = 'type = "aspect"\n[[advice]]\ntarget = "a"\nbefore = [{ id = "{<|>}-x" }]\n';
    expect(await labels({ watch })).toEqual(['step.id', 'step.title', 'step.description']);
    expect(
      await labels(
        '[[steps]]\nid = "a"\n[steps.loop]\ncount = 2\nvar = "i"\n[[steps.loop.body]]\nid = "x-{<|>"\n',
      ),
    ).toEqual(['i']);
  });

  it('words of conditions are steps, questions and states', async () => {
    const of = (text: string) =>
      `[vars.who]\n[[steps]]\nid = "a"\n[[steps]]\nid = "b"\n[steps.gate]\ntype = "condition"\ncondition = "${text}"\n`;
    expect(await labels(of('<|>'))).toEqual(expect.arrayContaining(['a', 'status', 'children(', '{{who}}']));
    expect(await taken(of('a.<|>'), 'a.status')).toBe('condition = "a.status|"');
    expect(await labels(of('a.status == <|>'))).toEqual([
      'open',
      'ready',
      'in_progress',
      'closed',
      'pass',
      'fail',
      'skipped',
      'cancelled',
    ]);
    expect(await taken('[vars.who]\n[[steps]]\nid = "a"\ncondition = "<|>"\n', '{{who}}')).toBe(
      'condition = "{{who}}|"',
    );
  });
});

describe('in the library', () => {
  it('broken texts have proposals and hovers at every cursor, whatever was cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(library)),
        fc.nat(),
        fc.nat(80),
        fc.constantFrom('', '"', '[[', '{{', '=', '.', '{'),
        async (path, place, drop, put) => {
          const whole = library[path] as string;
          const offset = place % (whole.length + 1);
          const text = whole.slice(0, offset) + put + whole.slice(offset + drop);
          const index = await readNames(memoryHost({ [path]: text }));
          const at = { index, path, offset: offset + put.length };
          for (const { start, end } of proposalsAt(scanToml(text), { ...at, stepTypes: [] }))
            expect(start <= at.offset && at.offset <= end).toBe(true);
          hoverAt(scanToml(text), { ...at, protomolecule: undefined, expressions });
        },
      ),
      { numRuns: 150 },
    );
  });

  const folder = new URL('../../../formulas/', import.meta.url);
  const library = Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.formula.toml'))
      .map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]),
  );

  it('whatever is taken leaves a text that can be parsed', async () => {
    const index = await readNames(memoryHost(library));
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(library)),
        fc.nat(),
        fc.nat(),
        async (path, place, choice) => {
          const text = library[path] as string;
          const offset = place % (text.length + 1);
          const found = proposalsAt(scanToml(text), { index, path, offset, stepTypes: [] });
          const proposal = found[choice % found.length];
          if (!proposal) return;
          expect(proposal.start <= offset && offset <= proposal.end).toBe(true);
          count++;
          const after = text.slice(0, proposal.start) + proposal.text + text.slice(proposal.end);
          const problem = problemOf(after);
          // A header that is replaced leaves those below it without a table.
          if (proposal.kind === 'table' && /redefine/.test(problem)) return;
          expect([path, offset, proposal, problem]).toEqual([path, offset, proposal, '']);
        },
      ),
      { numRuns: 600 },
    );
    expect(count).toBeGreaterThan(50);
  });
});
