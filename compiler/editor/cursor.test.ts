import { describe, expect, it } from 'vitest';
import { at } from './cursor.js';
import { scanToml } from './syntax/scan-toml.js';
import { marked } from './testing/marked.js';

/** What stands at the cursor, on one line: place, path, site of the schema, and the text or key with a "|" at the cursor. */
function stands(written: string): string {
  const { text, cursors } = marked(written);
  const [offset = 0] = cursors;
  const { place, path, row, tableRow, key, text: inText, token } = at(scanToml(text), offset);
  const cut = (whole: string, place: number): string => `${whole.slice(0, place)}|${whole.slice(place)}`;
  const parts: (string | undefined)[] = [
    place,
    path.join('/'),
    place === 'key' || place === 'header' ? `in ${tableRow?.site}` : row?.site,
    key && JSON.stringify(key.name),
    inText && JSON.stringify(cut(inText.value, inText.offset)),
    token &&
      `${token.kind} ${JSON.stringify(token.prefix)} of ${JSON.stringify(text.slice(token.start, token.end))}${token.isClosed ? '' : ' open'}`,
  ];
  return parts.filter((part) => part !== undefined).join(' ');
}

describe('what stands at a cursor', () => {
  for (const [written, expected] of [
    [
      'formula = "x"\n[[steps]]\nid = "a"\n[[steps]]\nneeds = ["b", "a<|>"]\n',
      'value steps/1/needs/1 step.needs[] "a|"',
    ],
    ['[[steps]]\nid = "a<|>"', 'value steps/0/id step.id "a|"'],
    ['[[steps]]\nid = <|>', 'value steps/0/id step.id'],
    ['[[steps]]\nid = <|>\ntitle = "x"', 'value steps/0/id step.id'],
    ['[[steps]]\nne<|>eds = []', 'key steps/0/needs in step "needs"'],
    ['[[steps]]\nne<|>', 'key steps/0/ne in step "ne"'],
    ['[[steps]]\n<|>', 'key steps/0/ in step'],
    ['[[steps]]\nid = "a"\n<|>\n[[steps]]', 'key steps/0/ in step'],
    ['<|>', 'key  in formula'],
    ['[va<|>', 'header va in formula "va"'],
    ['[vars.<|>', 'header vars/ in formula.vars ""'],
    ['[[steps]]\n[steps.<|>]', 'header steps/0/ in step ""'],
    ['[[steps]]\n[[steps]]\n[steps.lo<|>op]', 'header steps/1/loop in step "loop"'],
    ['[[steps]]\nneeds = ["a<|>', 'value steps/0/needs/0 step.needs[] "a|"'],
    ['[[steps]]\nneeds = ["a", <|>', 'value steps/0/needs/1 step.needs[]'],
    ['[[steps]]\nneeds = [\n  "a",\n  <|>\n[[steps]]\nid = "b"', 'value steps/0/needs/1 step.needs[]'],
    ['[[steps]]\nneeds = [\n  "a",\n  <|>\ntitle = "b"', 'value steps/0/needs/1 step.needs[]'],
    ['[[steps]]\nneeds = [<|>]', 'value steps/0/needs/0 step.needs[]'],
    ['[[steps]]\nneeds = ["a"] <|>', 'key steps/0/ in step'],
    ['[[steps]]\ngate = { type = "<|>" }', 'value steps/0/gate/type gate.type "|"'],
    ['[[steps]]\ngate = { ty<|>', 'key steps/0/gate/ty in gate "ty"'],
    ['[[steps]]\ngate = { type = "human", <|>', 'key steps/0/gate/ in gate'],
    ['[[steps]]\nloop.bo<|>dy = []', 'key steps/0/loop/body in loop "body"'],
    ['[[steps]]\n# need<|>s', 'comment steps/0 step'],
    [
      '[[steps]]\ntitle = "for {{wh<|>o}} and more"',
      'value steps/0/title step.title "for {{wh|o}} and more" variable "wh" of "who"',
    ],
    [
      '[[steps]]\ntitle = "for {{wh<|>',
      'value steps/0/title step.title "for {{wh|" variable "wh" of "wh" open',
    ],
    [
      '[[steps]]\ntitle = "\\u00e9 {{steps.a.out<|>put}}"',
      'value steps/0/title step.title "é {{steps.a.out|put}}" output "steps.a.out" of "steps.a.output"',
    ],
    [
      '[[steps]]\ndescription = """\na {<|>',
      'value steps/0/description step.description "a {|" bound "" of "" open',
    ],
    [
      '[[steps]]\n[steps.gate]\ncondition = "a.sta<|>tus == complete"',
      'value steps/0/gate/condition gate.condition "a.sta|tus == complete" word "a.sta" of "a.status"',
    ],
    ['[[advice]]\nbefore = { ti<|> }', 'key advice/0/before/ti in step "ti"'],
    ['[[steps]]\n[[steps.loop.body]]\nneeds = ["<|>"]', 'value steps/0/loop/body/0/needs/0 step.needs[] "|"'],
    ['[compose]\naspects = ["<|>', 'value compose/aspects/0 compose.aspects[] "|"'],
    [
      '[[compose.branch]]\nsteps = ["a", "<|>"]',
      'value compose/branch/0/steps/1 compose.branch[].steps[] "|"',
    ],
    ['[patch.a]\nneeds_add = ["<|>"]', 'value patch/a/needs_add/0 patch.needs_add[] "|"'],
  ] as const)
    it(JSON.stringify(written), () => expect(stands(written)).toBe(expected));
});
