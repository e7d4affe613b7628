import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Reporter } from '../diagnostics/reporter.js';
import { MAX_FILE_BYTES } from '../limits.js';
import { decode } from './decode.js';

function run(bytes: Uint8Array) {
  const reporter = new Reporter();
  const source = decode(bytes, 'project:x', 'x.formula.toml', reporter);
  const found = reporter.sorted().map(({ code, message, span }) => ({
    code,
    message,
    path: span?.source.path,
    position: span?.source.position(span.start),
  }));
  return { source, found };
}

const bytes = (...parts: (string | number)[]): Uint8Array =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : [part])));

describe('decode', () => {
  it('keeps text of every plane as it is', () => {
    const text = 'a = "é€😀\u{10ffff}\u0000"\r\nb = 1\n';
    expect(run(bytes(text)).source).toMatchObject({ id: 'project:x', path: 'x.formula.toml', text });
  });

  it('drops a byte order mark, and only at the start', () => {
    expect(run(bytes(0xef, 0xbb, 0xbf, 'a = "\ufeff"')).source?.text).toBe('a = "\ufeff"');
  });

  it('accepts MAX_FILE_BYTES bytes and refuses one more', () => {
    expect(run(new Uint8Array(MAX_FILE_BYTES).fill(0x20)).source?.text.length).toBe(MAX_FILE_BYTES);
    expect(run(new Uint8Array(MAX_FILE_BYTES + 1).fill(0x20))).toEqual({
      source: undefined,
      found: [
        {
          code: 'GT1008',
          message: `the file has ${MAX_FILE_BYTES + 1} bytes; the limit is ${MAX_FILE_BYTES} (MAX_FILE_BYTES)`,
          path: 'x.formula.toml',
          position: { line: 1, column: 1 },
        },
      ],
    });
  });

  it('says at which byte and where in the text UTF-8 breaks', () => {
    expect(run(bytes('a = 1\né = "', 0xe9, '"\n', 0xff)).found).toEqual([
      {
        code: 'GT1003',
        message:
          'the file is not valid UTF-8: byte 13 of the file (0xe9) begins a character that does not go on as UTF-8 does; the file may be Latin-1 or Windows-1252',
        path: 'x.formula.toml',
        position: { line: 2, column: 6 },
      },
    ]);
    expect(run(bytes(0xff, 0xfe, 'a', 0)).found[0]?.message).toBe(
      'the file is not valid UTF-8: byte 1 of the file (0xff) never occurs in UTF-8; the file may be UTF-16',
    );
    expect(run(bytes('x', 0x80)).found[0]?.message).toContain(
      'byte 2 of the file (0x80) continues a character',
    );
  });

  it('refuses a carriage return that ends no line, at its place', () => {
    expect(run(bytes('a = 1\r\nb = 2\rc = 3\r')).found).toEqual([
      {
        code: 'GT1015',
        message: 'a carriage return (CR) without a line feed (LF) behind it ends no line',
        path: 'x.formula.toml',
        position: { line: 2, column: 6 },
      },
    ]);
    expect(run(bytes('a = 1\r')).found[0]?.position).toEqual({ line: 1, column: 6 });
  });

  it('accepts exactly what a strict TextDecoder accepts', () => {
    // Bytes from the borders of the ranges of well-formed UTF-8, which random ones would seldom meet.
    const border = fc.constantFrom(
      0x00,
      0x41,
      0x7f,
      0x80,
      0x8f,
      0x90,
      0x9f,
      0xa0,
      0xbf,
      0xc0,
      0xc1,
      0xc2,
      0xdf,
      0xe0,
      0xe1,
      0xec,
      0xed,
      0xee,
      0xef,
      0xf0,
      0xf1,
      0xf3,
      0xf4,
      0xf5,
      0xff,
    );
    fc.assert(
      fc.property(fc.array(border, { maxLength: 6 }), (list) => {
        const input = new Uint8Array(list);
        let text: string | undefined;
        try {
          text = new TextDecoder('utf-8', { fatal: true }).decode(input);
        } catch {
          text = undefined;
        }
        expect(run(input).source?.text).toBe(text);
      }),
      { numRuns: 5000 },
    );
  });

  it('points at the first byte that makes the text invalid', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 8 }), fc.nat(63), (before, low) => {
        const text = before.replaceAll('\r', '').replaceAll('\ufeff', '');
        const message = run(bytes(text, 0x80 + low, 'after')).found[0]?.message;
        expect(message).toContain(`byte ${Buffer.byteLength(text) + 1} of the file`);
      }),
    );
  });
});
