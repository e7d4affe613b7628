import fc from 'fast-check';

type Files = Readonly<Record<string, string>>;

const piece = fc.constantFrom(
  '"',
  '[',
  ']',
  '{',
  '}',
  '=',
  '\n',
  '"""',
  "'",
  '[[steps',
  '{{',
  '}}',
  'needs = ["',
  '\\',
  '.',
  '#',
  '\r\n',
  '\u{1f600}',
);

/** What somebody who types, cuts and pastes leaves of a text, and where the cursor is; `files` has the texts that belong together. */
export const broken = (
  folders: fc.Arbitrary<Files>,
): fc.Arbitrary<{ files: Files; file: string; text: string; cursor: number }> =>
  fc
    .record({
      files: folders,
      place: fc.nat(1_000_000),
      edits: fc.array(fc.record({ at: fc.nat(1_000_000), drop: fc.nat(60), put: piece }), {
        minLength: 1,
        maxLength: 3,
      }),
      end: fc.option(fc.nat(1_000_000)),
      cursor: fc.nat(1_000_000),
    })
    .map(({ files, place, edits, end, cursor }) => {
      const names = Object.keys(files);
      const file = names[place % names.length] as string;
      let text = files[file] as string;
      for (const { at, drop, put } of edits) {
        const start = at % (text.length + 1);
        text = text.slice(0, start) + put + text.slice(start + drop);
      }
      if (end !== null) text = text.slice(0, end % (text.length + 1));
      return { files: { ...files, [file]: text }, file, text, cursor: cursor % (text.length + 1) };
    });
