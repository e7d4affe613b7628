import { describe, expect, it } from 'vitest';
import { cookText } from '../testing/cook-text.js';

describe('a name that nobody declares', () => {
  it('is reported in texts that end up nowhere, once for each place', async () => {
    const { findings } = await cookText({
      main: `
        vars.known = "no"
        [[steps]]
        id = "removed"
        condition = "false"
        title = "{{one}} {{known}}"
        children = [{ id = "inside", notes = "{{two}}", condition = "{{three}}" }]
        [[steps]]
        id = "replaced"
        assignee = "{{four}}"
        expand = "quiet"
        expand_vars = { unused = "{{five}} {{known}}" }
        [[steps]]
        id = "loop"
        loop = { count = 3, body = [{ id = "x", condition = "{{known}}", title = "{{six}}" }] }
        [[steps]]
        id = "ruled"
        [[compose.expand]]
        target = "ruled"
        with = "quiet"
        vars = { unused = "{{seven}}" }
      `,
      quiet: `
        type = "expansion"
        vars.unused = ""
        [[template]]
        id = "{target}.x"
        assignee = "ann"
      `,
    });
    expect([...findings.matchAll(/^error.*"(\w+)" is declared$/gm)].map(([, name]) => name)).toEqual([
      'one',
      'two',
      'three',
      'four',
      'five',
      'six',
      'seven',
    ]);
    expect(findings.trimEnd().split('\n').at(-1)).toBe('7 errors');
  });

  it('is not one of those that sling fills in only because a removed step has it', async () => {
    const { protomolecule, findings } = await cookText(`
      [[steps]]
      id = "gone"
      condition = "false"
      title = "{{issue}}"
      [[steps]]
      id = "stays"
    `);
    expect(findings).toBe('');
    expect(protomolecule.vars).toEqual({});
  });
});
