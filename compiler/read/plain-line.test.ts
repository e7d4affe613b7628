import { describe, expect, it } from 'vitest';
import { plainAssignment, plainHeader } from './plain-line.js';

describe('a plain line', () => {
  it('is an assignment of a text, of one of several lines or of a list, with the places of its parts', () => {
    expect(plainAssignment('a-1 = "x y" \t\nb', 0)).toEqual({
      ...{ keyEnd: 3, start: 6, end: 11, value: 'x y', items: undefined, lineEnd: 13 },
    });
    expect(plainAssignment('..a="""\nx "y" ""z\n"""\r\n', 2)).toEqual({
      ...{ keyEnd: 3, start: 4, end: 21, value: 'x "y" ""z\n', items: undefined, lineEnd: 22 },
    });
    expect(plainAssignment('a = [ "x" , "yz", ]\n', 0)).toEqual({
      ...{ keyEnd: 1, start: 4, end: 19, value: ['x', 'yz'], items: [6, 9, 12, 16], lineEnd: 19 },
    });
    expect(plainAssignment('a = []\n', 0)?.value).toEqual([]);
    expect(plainAssignment('a = "é😀"\n', 0)?.value).toBe('é😀');
  });

  it('is a header of one or more names', () => {
    expect(plainHeader('[vars.who]\n', 0)).toEqual({
      ...{ names: ['vars', 'who'], offsets: [1, 5, 6, 9], isElement: false, end: 10, lineEnd: 10 },
    });
    expect(plainHeader('\n[[steps]] \r\n', 1)).toEqual({
      ...{ names: ['steps'], offsets: [3, 8], isElement: true, end: 10, lineEnd: 12 },
    });
  });

  it.each([
    'a.b = "x"\n',
    '"a" = "x"\n',
    'a "x"\n',
    '= "x"\n',
    'a = 1\n',
    'a = true\n',
    "a = 'x'\n",
    'a = { b = "x" }\n',
    'a = "x" # why\n',
    'a = "x" "y"\n',
    'a = "x"\rb = "y"\n',
    'a = "x\\n"\n',
    'a = "x\ty"\n',
    'a = "x\u007fy"\n',
    'a = "x\n"\n',
    'a = "x',
    'a = "x"',
    'a = """x\\ty"""\n',
    'a = """x\r\ny"""\n',
    'a = """x""""\n',
    'a = """x""\n',
    'a = ["x" "y"]\n',
    'a = [, "x"]\n',
    'a = ["x",, "y"]\n',
    'a = ["x", 1]\n',
    'a = ["x",\n"y"]\n',
    'a = [["x"]]\n',
    'a = ["""x"""]\n',
    'a = ["x"\n',
  ])('is not %j, which the states of the parser read', (text) => {
    expect(plainAssignment(text, 0)).toBeUndefined();
  });

  it.each([
    '[ a ]\n',
    '[a . b]\n',
    '["a"]\n',
    '[a\n',
    '[]\n',
    '[a.]\n',
    '[[a]\n',
    '[[a] ]\n',
    '[a] # why\n',
    '[a] b\n',
  ])('is not the header %j, which the states of the parser read', (text) => {
    expect(plainHeader(text, 0)).toBeUndefined();
  });
});
