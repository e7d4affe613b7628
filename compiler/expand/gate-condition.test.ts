import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

const condition = async (files: string | Record<string, string>, id: string): Promise<unknown> => {
  const { step } = await cookText(files);
  return step(id).gates?.map((gate) => gate.condition);
};

const gated = (text: string): string => `
  vars.mode = "fast"
  [[steps]]
  id = "a"
  [[steps]]
  id = "b"
  gate = { type = "condition", condition = '''${text}''' }`;

describe('the condition of a gate', () => {
  it('stays as it is where nothing is bound', async () => {
    for (const text of [
      "a.status == 'complete'",
      'no_answer && !{{mode}}',
      "children(a).all(status == 'complete')",
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

  it('names steps and variables that are there', async () => {
    const codes = async (text: string): Promise<unknown> =>
      (await cookText(gated(text))).findings.match(/GT\d{4}|did you mean "\w+"/g);
    expect(await codes('aa.status == done')).toEqual(['GT3001', 'did you mean "a"']);
    expect(await codes('{{mod}} == fast')).toEqual(['GT3002', 'did you mean "mode"']);
    expect(await codes('{mode2} == fast')).toEqual(['GT3021']);
    expect(await codes('a.status == (done')).toEqual(['GT3020']);
  });
});
