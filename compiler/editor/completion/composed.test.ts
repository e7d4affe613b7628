import { describe, expect, it } from 'vitest';
import { compile } from '../../compile.js';
import { readNames } from '../names/read-names.js';
import { scan } from '../syntax/scan.js';
import { markedFiles } from '../testing/marked-files.js';
import { proposalsAt } from './complete.js';
import type { Proposal } from './proposal.js';

type Files = Readonly<Record<string, string>>;

/** `good`: files whose protomolecule is known, as of the last state without errors. */
async function proposals(
  written: Files | string,
  good?: Files,
): Promise<{ text: string; found: Proposal[] }> {
  const { host, path, offset, texts, candidate } = markedFiles(
    typeof written === 'string' ? { main: written } : written,
  );
  const before = good && markedFiles(good);
  const protomolecule = before && (await compile(before.candidate, before.host)).protomolecule;
  if (good) expect(protomolecule).toBeDefined();
  const text = texts[path] as string;
  const options = { index: await readNames(host), path, offset, stepTypes: [], protomolecule };
  return { text, found: proposalsAt(scan(text, candidate.format), options) };
}

const labels = async (written: Files | string, good?: Files): Promise<string[]> =>
  (await proposals(written, good)).found.map(({ label }) => label);

/** The line of the cursor once the proposal is taken. */
async function taken(written: Files | string, label: string): Promise<string> {
  const { text, found } = await proposals(written);
  const proposal = found.find((each) => each.label === label);
  if (!proposal) throw new Error(`no ${label} in ${found.map((each) => each.label).join(', ')}`);
  const whole = `${text.slice(0, proposal.start) + proposal.text}|${text.slice(proposal.end)}`;
  return whole.split('\n').find((line) => line.includes('|')) as string;
}

describe('fields of an output', () => {
  const base = `[[steps]]
id = "a"
[steps.output]
type = "object"
properties = { url = { type = "string" }, kind = { enum = ["new", "it's", "old one"] }, of = { type = "object" } }
[steps.output.properties.of.properties.name]
type = "string"
`;
  const of = (condition: string): Files => ({
    main: `extends = "base"\n[[steps]]\nid = "b"\nneeds = ["a"]\noutput = { properties = { own = { type = "array" }, n = { type = "integer" } } }\n[steps.gate]\ntype = "condition"\ncondition = "${condition}"\n`,
    base,
  });

  it('are those that the step declares, wherever it is written', async () => {
    expect(await labels(of('a.output.<|>'))).toEqual(['a.output.url', 'a.output.kind', 'a.output.of']);
    expect(await labels(of('a.status == pass && a.output.of.<|>'))).toEqual(['a.output.of.name']);
    expect(await labels(of('step(a).output.u<|>'))).toEqual(['.output.url', '.output.kind', '.output.of']);
    expect(await labels(of('output.<|>'))).toEqual(['output.own', 'output.n']);
    expect(await labels(of('children(a).all(output.<|>'))).toEqual([]);
    expect(await taken(of('a.output.u<|>r == x'), 'a.output.url')).toBe('condition = "a.output.url| == x"');
    const text = {
      main: `extends = "base"\n[[steps]]\nid = "b"\ndescription = "{{steps.a.output.<|>}}"\n`,
      base,
    };
    expect(await labels(text)).toEqual([
      'steps.a.output',
      'steps.a.output.url',
      'steps.a.output.kind',
      'steps.a.output.of',
    ]);
    expect(await taken(text, 'steps.a.output.url')).toBe('description = "{{steps.a.output.url|}}"');
  });

  it('are those of the step that ends what was put in its place', async () => {
    const main = (condition: string): Files => ({
      main: `[[steps]]\nid = "impl"\nexpand = "rule"\n[[steps]]\nid = "b"\nneeds = ["impl"]\n[steps.gate]\ntype = "condition"\ncondition = "${condition}"\n`,
      rule: `type = "expansion"\n[[template]]\nid = "{target}.draft"\n[[template]]\nid = "{target}.test"\nneeds = ["{target}.draft"]\noutput = { properties = { url = { type = "string" } } }\n`,
    });
    const good = main('impl.status == complete');
    expect(await labels(main('impl.test.output.<|>'), good)).toEqual(['impl.test.output.url']);
    expect(await labels(main('impl.output.<|>'), good)).toEqual(['impl.output.url']);
    expect(await labels(main('impl.draft.output.<|>'), good)).toEqual([]);
  });

  it('that are lists are what a fan-out takes', async () => {
    expect(
      await labels(
        '[[steps]]\nid = "a"\noutput = { properties = { rows = { type = "array" }, n = { type = "integer" } } }\n[steps.on_complete]\nfor_each = "<|>"\n',
      ),
    ).toEqual(['output.rows']);
  });

  it('have values where the schema lists them', async () => {
    expect(await labels(of('a.output.kind == <|>'))).toEqual(['new', 'old one']);
    expect(await taken(of('a.output.kind == <|>'), 'old one')).toBe(
      `condition = "a.output.kind == 'old one'|"`,
    );
  });
});

describe('values of a variable that has a list of them', () => {
  const base = '[vars.env]\nenum = ["dev", "prod"]\ndefault = "dev"\n[vars.n]\n[[steps]]\nid = "z"\n';
  const of = (condition: string): Files => ({
    main: `extends = "base"\n[[steps]]\nid = "a"\ncondition = ${condition}\n`,
    base,
  });

  it('are what a condition compares it with', async () => {
    expect(await labels(of('"{{env}} == <|>"'))).toEqual(['dev', 'prod']);
    expect(await labels(of('"{{n}} == <|>"'))).toEqual(['{{env}}', '{{n}}']);
    expect(await taken(of(`"env != '<|>"`), 'prod')).toBe(`condition = "env != 'prod'|"`);
    expect(await taken(of(`"env != 'd<|>ev'"`), 'prod')).toBe(`condition = "env != 'prod|'"`);
    expect(await taken(of(`'{{env}} == "<|>'`), 'prod')).toBe(`condition = '{{env}} == "prod"|'`);
    expect(await taken(of('"{{env}} in [dev, <|>"'), 'prod')).toBe('condition = "{{env}} in [dev, prod|"');
  });

  it('are its default, and what is handed on to it', async () => {
    expect(await labels({ main: '[vars.env]\nenum = ["dev", "prod"]\ndefault = "<|>"\n' })).toEqual([
      'dev',
      'prod',
    ]);
    expect(await labels({ main: 'extends = "base"\n[vars]\nenv = "<|>"\n', base })).toEqual(['dev', 'prod']);
    expect(await taken({ main: '[vars.n]\nenum = [1, 2]\ndefault = <|>\n' }, '2')).toBe('default = 2|');
    const rule = 'type = "expansion"\n[vars.env]\nenum = ["x", "y"]\n[[template]]\nid = "{target}.x"\n';
    expect(
      await labels({ main: '[[steps]]\nid = "a"\nexpand = "rule"\nexpand_vars = { env = "<|>" }\n', rule }),
    ).toEqual(['x', 'y']);
  });
});

describe('words that nobody declares', () => {
  it('are those that the formula and its parents say of other steps', async () => {
    const base = '[[steps]]\nid = "z"\nlabels = ["slow", "db"]\nagent = "claude"\n';
    const of = (line: string): Files => ({
      main: `extends = "base"\n[[steps]]\nid = "a"\n${line}\n[[steps]]\nid = "b"\ntags = ["ui"]\nassignee = "me"\n`,
      base,
      other: '[[steps]]\nid = "z"\nlabels = ["elsewhere"]\n',
    });
    expect(await labels(of('labels = ["<|>"]'))).toEqual(['db', 'slow', 'ui']);
    expect(await labels(of('labels = ["db", "<|>"]'))).toEqual(['slow', 'ui']);
    expect(await labels(of('agent = "<|>"'))).toEqual(['claude']);
    expect(await labels(of('assignee = <|>'))).toEqual(['me']);
  });
});

describe('keys of JSON', () => {
  const of = (text: string): Files => ({ 'main.formula.json': text });

  it('have their quotes put in where there are none', async () => {
    expect(await taken(of('{"formula": "main", de<|>}'), 'description')).toBe(
      '{"formula": "main", "description": ""|}',
    );
    expect(await taken(of('{"steps": [{"id": "a", <|>}]}'), 'title')).toBe(
      '{"steps": [{"id": "a", "title": ""|}]}',
    );
    expect(await taken(of('{"steps": [{<|> "id": "a"}]}'), 'needs')).toBe(
      '{"steps": [{"needs": [], | "id": "a"}]}',
    );
    expect(await taken(of('{"steps": [{"id": "a"<|> }]}'), 'title')).toBe(
      '{"steps": [{"id": "a", "title": ""| }]}',
    );
    expect(await taken(of('{"steps": [{ti<|>: "a"}]}'), 'title')).toBe('{"steps": [{"title"|: "a"}]}');
    expect(await labels(of('{"steps": [{"id": "a", <|>}]}'))).not.toContain('id');
  });

  it('stand in braces only', async () => {
    expect(await labels(of('<|>{"formula": "main"}'))).toEqual([]);
    expect(await labels(of('{"formula": "main"}\n<|>'))).toEqual([]);
    expect(await labels(of('{"steps": [<|>]}'))).toEqual([]);
  });
});
