/** One test of a JUnit listing. */
export interface TestResult {
  readonly group: string;
  readonly name: string;
  /** Why it failed, as lines; empty when it passed. */
  readonly failures: readonly string[];
  /** Why it was not run. */
  readonly skipped?: string | undefined;
}

/** Results in the XML that CI systems read (JUnit's, of which there is no standard; this is the part all of them know). */
export function junit(suite: string, tests: readonly TestResult[]): string {
  const failed = tests.filter(({ failures }) => failures.length > 0).length;
  const skipped = tests.filter((each) => each.skipped !== undefined).length;
  const lines = tests.map(({ group, name, failures, skipped: why }) => {
    const start = `    <testcase classname=${attribute(group)} name=${attribute(name)}`;
    if (why !== undefined) return `${start}>\n      <skipped message=${attribute(why)}/>\n    </testcase>`;
    if (failures.length === 0) return `${start}/>`;
    const message = attribute(failures[0] ?? '');
    return `${start}>\n      <failure message=${message}>${escaped(failures.join('\n'))}</failure>\n    </testcase>`;
  });
  const counts = `tests="${tests.length}" failures="${failed}" skipped="${skipped}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name=${attribute(suite)} ${counts}>`,
    ...lines,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0 has no way to write control characters, so they are shown as what they are. */
const escaped = (text: string): string =>
  text
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');

const attribute = (text: string): string => `"${escaped(text).replace(/\n/g, '&#10;')}"`;
