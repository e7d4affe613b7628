import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fine, LedgerSandbox, named, refused } from '../testing/ledger-sandbox.js';
import type { Outcome } from '../testing/sandbox.js';

/** A formula that is not the project's own: it is that of the user. */
const CHECKED = 'formula = "checked"\n[[steps]]\nid = "a"\ncheck = { run = "true" }\n';

let sandbox: LedgerSandbox;
beforeEach(() => {
  sandbox = new LedgerSandbox().write({ '../home/.beads/formulas/checked.formula.toml': CHECKED });
});
afterEach(() => sandbox.remove());

/** Pour it, and report its step, which waits for its check then. */
function reported(): { readonly id: string; readonly check: (...args: readonly string[]) => Outcome } {
  const id = sandbox.made('pour', 'checked');
  sandbox.given(`update ${id}.a --claim`, `close ${id}.a`);
  return { id, check: (...args) => named(sandbox.gt('step', 'check', `${id}.a`, ...args), { ID: id }) };
}

describe('trust', () => {
  it('lets the shell of a source run, as it now stands', () => {
    const { check } = reported();
    const { stdout, stderr, code } = check();
    const told =
      /^error\[GT8310\]: "ID\.a" runs shell from "(\w+:checked)", which nobody has trusted \(sha256 (\w+)\)\n/.exec(
        stderr,
      );
    const [source, hash] = [told?.[1] ?? '', told?.[2] ?? ''];
    expect([stdout, code]).toEqual(['', 1]);
    expect(stderr.split('\n')[1]).toBe(
      `  = help: read it, then say "gt trust ${source}", or give --trust where you trust all of them`,
    );
    expect(sandbox.gt('trust', source, '--actor', 'bea')).toEqual(
      fine(`trusted ${source} (sha256 ${hash})\n`),
    );
    expect(JSON.parse(sandbox.gt('trust', hash, '--json').stdout)).toEqual({ source: hash, sha256: [hash] });
    expect(check()).toEqual(fine('ID.a: the check passed\n'));
    // Another text is another source.
    sandbox.write({ '../home/.beads/formulas/checked.formula.toml': `${CHECKED}title = "B"\n` });
    expect(reported().check().stderr).toContain('error[GT8310]');
  });

  it('is not needed with --trust, which trusts nothing for later', () => {
    expect(reported().check('--trust')).toEqual(fine('ID.a: the check passed\n'));
    expect(reported().check().code).toBe(1);
    expect(sandbox.gt('trust', 'town:x')).toEqual(
      refused(
        'error[GT8311]: no molecule has the source "town:x"\n  = help: a source is named TIER:NAME, as "gt formula which NAME" shows it\n',
      ),
    );
  });
});
