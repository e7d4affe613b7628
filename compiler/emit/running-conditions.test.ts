import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

const condition = async (files: string | Record<string, string>, id: string): Promise<unknown> => {
  const { step } = await cookText(files);
  return step(id).gates?.map((gate) => gate.condition);
};

const gated = (text: string): string => `
  vars.mode = "fast"
  vars.deep = false
  [[steps]]
  id = "a"
  [steps.output.properties]
  n = { type = "integer" }
  ok = { type = "boolean" }
  verdict = { enum = ["ship", "hold"] }
  list = { type = "array" }
  [[steps]]
  id = "box"
  children = [{ id = "c1" }, { id = "c2" }]
  [[steps]]
  id = "b"
  gate = { type = "condition", condition = '''${text}''' }`;

describe('the condition of a gate', () => {
  it('stays as it is where nothing is bound', async () => {
    for (const text of [
      "a.status == 'complete'",
      'no_answer && !{{mode}}',
      "children(box).all(status == 'complete')",
      'descendants(box).count(output.ok || status in [fail, cancelled]) >= 2',
      "steps.complete >= 3 || env.HOME == '' || file.exists('{{mode}}/x')",
    ])
      expect(await condition(gated(text), 'b')).toEqual([text]);
  });

  it('says in a loop which iteration it means, and the value of the loop', async () => {
    const text = `
      [[steps]]
      id = "outside"
      [[steps]]
      id = "l"
      [steps.loop]
      range = "7..8"
      var = "n"
      [[steps.loop.body]]
      id = "x"
      [[steps.loop.body]]
      id = "y"
      gate = { type = "conditional", condition = "x.output.done == {n} && outside.status == complete && file.exists('{n}.txt')" }`;
    expect(await condition(text, 'l.iter2.y')).toEqual([
      "l.iter2.x.output.done == 8 && outside.status == complete && file.exists('8.txt')",
    ]);
  });

  it('says in a template which target it means, and the values of the parameters', async () => {
    const main = `
      vars.who = "me"
      [[steps]]
      id = "t"
      expand = "f"
      expand_vars = { tone = 'so "so"', reader = "{{who}}" }`;
    const f = `
      vars.tone = {}
      vars.reader = {}
      [[template]]
      id = "{target}.1"
      [[template]]
      id = "{target}.2"
      gate = { type = "condition", condition = "{target}.1.output.tone == {tone} || {{reader}} == you" }`;
    expect(await condition({ main, f }, 't.2')).toEqual([`t.1.output.tone == 'so "so"' || {{who}} == you`]);
  });

  it('goes with compose.gate to the entries of what replaced the step', async () => {
    const main = `
      [[steps]]
      id = "a"
      [[steps]]
      id = "t"
      expand = "f"
      [[compose.gate]]
      before = "t"
      condition = "a.status == 'complete'"`;
    expect(await condition({ main, f: '[[template]]\nid = "{target}.1"' }, 't.1')).toEqual([
      "a.status == 'complete'",
    ]);
  });

  it('means the longest id that a step has', async () => {
    const text = `
      [[steps]]
      id = "notes"
      [[steps]]
      id = "notes.output"
      [[steps]]
      id = "b"
      gate = { type = "condition", condition = "notes.output.output.x && notes.output.x" }`;
    expect(await condition(text, 'b')).toEqual(['step(notes.output).output.x && notes.output.x']);
  });

  it('is written in one form', async () => {
    expect(await condition(gated(`((a.output.n>2)&&mode=="it's") || step(a).output.ok`), 'b')).toEqual([
      `a.output.n > 2 && {{mode}} == "it's" || a.output.ok`,
    ]);
  });

  it('means the exit of a region by its output, and all of it by its status and its children', async () => {
    const main = `
      [[steps]]
      id = "t"
      expand = "f"
      [[steps]]
      id = "u"
      expand = "g"
      [[steps]]
      id = "z"
      gate = { type = "condition", condition = "t.output.x && t.status == pass && children(u).any(status == fail)" }`;
    const f = `
      [[template]]
      id = "{target}"
      [[template]]
      id = "{target}.2"
      needs = ["{target}"]
      gate = { type = "condition", condition = "{target}.status == pass" }`;
    const g = `
      [[template]]
      id = "{target}.1"
      [[template.children]]
      id = "{target}.1.1"
      [[template]]
      id = "{target}.2"
      condition = "false"`;
    const { step, protomolecule } = await cookText({ main, f, g });
    expect(step('z').gates?.[0]?.condition).toBe(
      't.2.output.x && t~all.status == pass && children(u).any(status == fail)',
    );
    // Inside the template the id is that of its own step.
    expect(step('t.2').gates?.[0]?.condition).toBe('t.status == pass');
    expect(protomolecule.regions.map(({ id, name, steps }) => ({ id, name, steps }))).toEqual([
      { id: 't', name: 't~all', steps: ['t', 't.2'] },
      { id: 'u', name: undefined, steps: ['u.1'] },
    ]);
    const without = await cookText({ main: main.replace(/gate =.*/, ''), f, g });
    expect(without.protomolecule.regions.map(({ steps }) => steps)).toEqual([undefined, undefined]);
  });

  it('sees a step that a condition took out under its id, which the molecule does not have', async () => {
    const text = gated('c2.status == skipped').replace('id = "c2"', 'id = "c2", condition = "false"');
    expect(await condition(text, 'b')).toEqual(['c2.status == skipped']);
  });

  it('may ask for the children that others wait for, or that a step attaches', async () => {
    const text = (waits: string): string => `
      [[steps]]
      id = "a"
      [[steps]]
      id = "j"
      needs = ["a"]
      ${waits}
      [[steps]]
      id = "b"
      gate = { type = "condition", condition = "children(a).all(status == pass)" }`;
    expect(await condition(text('waits_for = "all-children"'), 'b')).toEqual([
      'children(a).all(status == pass)',
    ]);
    expect((await cookText(text(''))).findings).toContain('GT3028');
  });
});

/** The code, what is underlined and the names near it, of each finding. */
async function findings(files: string | Record<string, string>): Promise<string[]> {
  const cooked = await cookText(files);
  return cooked.findings
    .split('\n\n')
    .filter((finding) => /^(?:error|warning)\[/.test(finding))
    .map((finding) => {
      const [head = '', , , line = '', marks = ''] = finding.split('\n');
      const near = /did you mean (.*)\?/.exec(finding)?.[1];
      const at = line.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1);
      return [head.slice(6, 12), at, ...(near === undefined ? [] : [near])].join(' | ');
    });
}

describe('a wrong condition of a gate', () => {
  it.each([
    // Names.
    ['aa.status == pass', ['GT3001 | aa | "a"']],
    ['children(bx).all(status == pass)', ['GT3001 | bx | "box" or "b"']],
    ['{{mod}} == fast', ['GT3002 | {{mod}} | "mode"']],
    ["file.exists('{{mod}}/x')", ['GT3002 | {{mod}} | "mode"']],
    ['{mode2} == fast', ['GT3021 | {mode2}']],
    ['{mode2}.status == fast', ['GT3021 | {mode2}']],
    ['a.status == (done', ['GT3020 | (']],
    ['step(a).state == open', ['GT3020 | .state']],
    ['step(a) == open', ['GT3020 | ==']],
    // Outputs.
    ['a.output.m > 3', ['GT3026 | m | "a.output.n"']],
    ['step(a).output.verdic == ship', ['GT3026 | verdic | "a.output.verdict"']],
    ['a.output.n.x == 1', ['GT3026 | x']],
    ['a.output.n == many', ['GT3022 | many']],
    ['a.output.n in [1, 2.5, {{mode}}]', ['GT3022 | 2.5']],
    ['a.output.ok == 7', ['GT3022 | 7']],
    ['a.output.ok < 1', ['GT3022 | a.output.ok']],
    ['a.output.verdict == shp', ['GT3022 | shp | "ship"']],
    ['a.output.list == x', ['GT3022 | a.output.list']],
    ['a.output.n == {{deep}}', ['GT3022 | a.output.n == {{deep}}']],
    ['box.output.x', ['GT3032 | box']],
    // Statuses.
    ['a.status == compleet', ['GT3022 | compleet | "complete"']],
    ['a.status in [pass, done]', ['GT3022 | done']],
    ['a.status', ['GT3022 | a.status']],
    ['!a.status', ['GT3022 | a.status']],
    ['a.status >= 2', ['GT3022 | a.status']],
    ['a.status == {{deep}}', ['GT3022 | {{deep}}']],
    ['steps.compleet >= 3', ['GT3022 | steps.compleet | "complete"']],
    ['steps.complete >= three', ['GT3022 | three']],
    ['{{deep}} == 7', ['GT3022 | 7']],
    // Families.
    ['children(a).any(status == pass)', ['GT3028 | a']],
    ['descendants(a).count(status == pass) >= 1', ['GT3028 | a']],
    ['children(box).all(status == pas)', ['GT3022 | pas | "pass"']],
    ['children(box).all(status == pass) >= 2', ['GT3022 | children(box).all(status == pass)']],
    ['children(box).count(status == pass) == x', ['GT3022 | x']],
    // Files.
    ["file.exists('/etc/passwd')", ["GT3027 | file.exists('/etc/passwd')"]],
    ["file.exists('a/../../b')", ["GT3027 | file.exists('a/../../b')"]],
    ["file.exists('')", ["GT3027 | file.exists('')"]],
    // The step that waits.
    ['b.status == pass', ['GT3029 | b.status']],
    ['step.status == pass', ['GT3029 | step.status']],
    ['output.x', ['GT3029 | output.x']],
    ['status == open', ['GT3029 | status']],
    ["a.status == pass && status != 'pass'", ['GT3029 | status']],
    ['status', ['GT3029 | status']],
    ['children(box).all(status == pass) && status in [fail, skipped]', ['GT3029 | status']],
    ['children(step).any(status == pass)', ['GT3029 | children(step).any(status == pass)']],
    // All at once.
    [
      'aa.status == pass && a.output.m && x.output.n',
      ['GT3001 | aa | "a"', 'GT3026 | m | "a.output.n"', 'GT3001 | x | "a" or "b"'],
    ],
  ])('%s', async (text, found) => {
    expect(await findings(gated(text))).toEqual(found);
  });

  it('is told inside any kind of TOML string', async () => {
    const text = `
      [[steps]]
      id = "a"
      [[steps]]
      id = "b"
      gate = { type = "condition", condition = "a.status == \\"pass\\" && file.exists('\\u0061') && a.status == 'doen'" }`;
    expect(await findings(text)).toEqual(['GT3022 | \'doen\' | "open"']);
  });

  it('is told of steps that are not there', async () => {
    const text = gated('c1.output.x && aa.status == pass').replace(
      'id = "b"',
      'id = "b"\n  condition = "false"',
    );
    expect(await findings(text)).toEqual(['GT3001 | aa | "a"']);
  });

  it('has a value that a condition can carry', async () => {
    const files = (value: string): Record<string, string> => ({
      main: `
        [[steps]]
        id = "t"
        expand = "f"
        expand_vars = { p = ${value} }`,
      f: `
        vars.p = {}
        [[template]]
        id = "{target}.1"
        [[template]]
        id = "{target}.2"
        gate = { type = "condition", condition = "{target}.1.output.x == {p} || file.exists('{p}/x')" }`,
    });
    expect(await condition(files('"fine"'), 't.2')).toEqual([
      "t.1.output.x == 'fine' || file.exists('fine/x')",
    ]);
    for (const value of [`"both ' and \\""`, '"{{steps.t.output.x}}"', '"a {{x}}"']) {
      expect((await cookText(files(value))).findings).toContain('GT3025');
    }
    expect((await cookText(files('"../x"'))).findings).toContain('GT3027');
  });

  it('is too long once its ids are whole', async () => {
    const all = (count: number): string => Array(count).fill('x.status==pass').join('||');
    const text = (count: number): string => `
      [[steps]]
      id = "${'l'.repeat(60)}"
      [steps.loop]
      count = 1
      [[steps.loop.body]]
      id = "x"
      [[steps.loop.body]]
      id = "y"
      gate = { type = "condition", condition = "${all(count)}" }`;
    expect(await findings(text(40))).toEqual([]);
    expect((await findings(text(60))).map((finding) => finding.slice(0, 6))).toEqual(['GT3024']);
  });
});

describe('the condition of a loop', () => {
  const loop = (until: string, body = ''): string => `
    [[steps]]
    id = "out"
    [[steps]]
    id = "l"
    [steps.loop]
    until = '''${until}'''
    max = 3
    [[steps.loop.body]]
    id = "x"
    [[steps.loop.body]]
    id = "y"
    needs = ["x"]
    output = { properties = { ok = { type = "boolean" } } }
    ${body}`;
  const until = async (text: string): Promise<unknown> => (await cookText(text)).step('l').loop?.until;

  it('means the current iteration by the ids of its body, by the step, and by its output', async () => {
    expect(await until(loop('x.status == pass && out.status == pass'))).toBe(
      'l.iter1.x.status == pass && out.status == pass',
    );
    expect(await until(loop('output.ok == true && y.output.ok'))).toBe(
      'l.iter1.y.output.ok == true && l.iter1.y.output.ok',
    );
    expect(await until(loop('step.status == pass && children(step).all(status == pass)'))).toBe(
      'l.status == pass && children(l).all(status == pass)',
    );
    expect(await until(loop('l.output.ok'))).toBe('l.iter1.y.output.ok');
    expect(await until(loop("status == 'pass' || !(status in [fail])"))).toBe(
      "l.status == 'pass' || !(l.status in [fail])",
    );
  });

  it('means by the word status a step, whatever variables there are', async () => {
    const text = loop('status == fail || {{status}} == fail').replace(
      '[[steps]]',
      'vars.status = "x"\n    [[steps]]',
    );
    expect(await until(text)).toBe('l.status == fail || {{status}} == fail');
    const condition = text.replace('id = "out"', 'id = "out"\n    condition = "status == x"');
    expect((await cookText(condition)).order[0]).toBe('out');
  });

  it('is checked like that of a gate', async () => {
    expect(await findings(loop('output.okk'))).toEqual(['GT3026 | okk | "output.ok"']);
    expect(await findings(loop('y.output.ok == 7'))).toEqual(['GT3022 | 7']);
    expect(await findings(loop('status'))).toEqual(['GT3022 | status']);
    expect(await findings(loop('status == done'))).toEqual(['GT3022 | done']);
    expect(await findings(loop('z.status == pass'))).toEqual(['GT3001 | z | "x", "y" or "l"']);
    expect(await findings(loop('output.ok', '[[steps.loop.body]]\n    id = "z"'))).toEqual([
      'GT3032 | output.ok',
    ]);
  });

  it('is told which output may be meant by the names that stand in the loop', async () => {
    const body = '[[steps.loop.body]]\n    id = "box"\n    children = [{ id = "box.one" }, { id = "two" }]';
    const { findings: told } = await cookText(loop('box.output.ok', body));
    expect(told).toContain('help: name one of them: "box.one" or "two"\n');
    const text = body.replace('children', 'notes = ""\n    children');
    const taken = `${text}\n    [[steps.loop.body]]\n    id = "z"\n    needs = ["box"]\n    notes = "{{steps.box.output}}"`;
    const { findings: inText } = await cookText(loop('y.output.ok', taken.replace('notes = ""\n    ', '')));
    expect(inText).toContain('help: name one of them: "box.one" or "two"\n');
  });
});
