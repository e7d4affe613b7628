import { describe, expect, it } from 'vitest';
import { runOne, unmetOf } from '../testing/tested.js';

const MINUTE = 60_000;

/** Two steps, the first with more keys. */
const pair = (more = ''): string => `[[steps]]\nid = "a"\n${more}\n[[steps]]\nid = "b"\nneeds = ["a"]\n`;

const RETRY = 'retry = { max_attempts = 3, backoff = "10m" }';

describe('what is scripted for a step', () => {
  it('may fail twice and then pass, with the backoff in between', async () => {
    const outcome = await runOne(
      pair(RETRY),
      '[test.steps.a]\nattempts = ["fail", "fail", "pass"]\n[test.expect]\noutcome = "pass"\nattempts = { a = 3 }\nwithin = "34m"',
    );
    // Four attempts of a minute, and backoffs of ten and twenty.
    expect([unmetOf(outcome), outcome.took]).toEqual([[], 34 * MINUTE]);
  });

  it('may fail for good, of which nothing that waits for it is done', async () => {
    const outcome = await runOne(
      pair(),
      '[test.steps.a]\noutcome = "fail"\n[test.expect]\noutcome = "stalled"\nnot_run = ["b"]\noutcomes = { a = "fail", b = "open" }',
    );
    expect(unmetOf(outcome)).toEqual([]);
  });

  it('may be skipped', async () => {
    const outcome = await runOne(
      pair(),
      '[test.steps.a]\noutcome = "skip"\n[test.expect]\noutcomes = { a = "skipped" }',
    );
    expect(unmetOf(outcome)).toEqual([]);
  });

  it('may lose its worker, whose lease runs out before another has it', async () => {
    const outcome = await runOne(
      pair(),
      '[test.steps.a]\nattempts = ["crash"]\n[test.expect]\noutcome = "pass"\nattempts = { a = 2, b = 1 }',
    );
    expect([unmetOf(outcome), outcome.took]).toEqual([[], 12 * MINUTE]);
  });

  it('may hang until its time is over, which is a failed attempt', async () => {
    const outcome = await runOne(
      pair(`timeout = "2h"\n${RETRY}`),
      '[test.steps.a]\nattempts = ["hang"]\n[test.expect]\noutcome = "pass"\nattempts = { a = 2 }',
    );
    expect([unmetOf(outcome), outcome.took]).toEqual([[], (120 + 10 + 2) * MINUTE]);
  });

  it('may not hang without a timeout, whatever else is expected', async () => {
    const outcome = await runOne(pair(), '[test.steps.a]\noutcome = "hang"\n[test.expect]\noutcome = "open"');
    expect(unmetOf(outcome)).toEqual([
      'every attempt ends: "a" hangs, and has no "timeout" that would end it',
    ]);
  });

  it('may report late, which changes nothing', async () => {
    const outcome = await runOne(
      pair(),
      // The last expectation does not hold, so that there is a trace.
      '[test.steps.a]\nattempts = ["late", "fail"]\n[test.expect]\noutcome = "stalled"\nattempts = { a = 2 }\nran = ["b"]\n',
    );
    expect(unmetOf(outcome)).toEqual(['"b" runs: it never begins; it is open']);
    const failed = await runOne(
      pair(),
      '[test.steps.a]\nattempts = ["late", "fail"]\n[test.expect]\noutcomes = { a = "pass" }\n',
    );
    expect(failed.trace).toEqual([
      ' 0s  a  bead.claimed  #1  worker="worker-1"  lease=600000',
      '10m  a  step.expired  #1  worker="worker-1"',
      '10m  a  bead.claimed  #2  worker="worker-2"',
      '10m  a  step.fenced  #1  outcome="pass"',
      '11m  a  step.failed  #2  kind="failure"  reason="its worker says so"  isLast=true',
      '11m  a  bead.closed  #2  outcome="fail"  reason="its worker says so"',
    ]);
  });

  it('may take longer than it is allowed to', async () => {
    const outcome = await runOne(
      pair('timeout = "30m"'),
      '[test.steps.a]\ntakes = "31m"\n[test.expect]\noutcomes = { a = "fail" }\nwithin = "31m"',
    );
    expect(unmetOf(outcome)).toEqual([]);
    const inTime = await runOne(
      pair('timeout = "30m"'),
      '[test.steps.a]\ntakes = "30m"\n[test.expect]\noutcome = "pass"',
    );
    expect(unmetOf(inTime)).toEqual([]);
  });

  it('may have checks that fail, of which no command is run', async () => {
    const outcome = await runOne(
      pair('check = { run = "exit 9", max_attempts = 2 }'),
      '[test.steps.a]\nchecks = ["later", "fail", "pass"]\n[test.expect]\noutcome = "pass"\nattempts = { a = 2 }',
    );
    expect([unmetOf(outcome), outcome.took]).toEqual([[], 3 * MINUTE + 30_000]);
  });

  it('is all made use of, or the test would say what it does not show', async () => {
    const outcome = await runOne(
      pair('check = { run = "true" }'),
      '[test.steps.a]\nattempts = ["fail", "fail", "pass"]\nchecks = ["fail"]\n[test.expect]\nnot_run = ["b"]',
    );
    expect(unmetOf(outcome)).toEqual([
      'all attempts that are listed for "a" are made: 1 of 3 were made',
      'all checks that are listed for "a" are made: 0 of 1 were made',
    ]);
  });

  it('is that of the last name that means it', async () => {
    const outcome = await runOne(
      pair(),
      '[test.steps."*"]\noutcome = "fail"\n[test.steps."[ab]"]\noutcome = "pass"\n[test.steps.b]\noutcome = "skip"\n' +
        '[test.expect]\noutcomes = { a = "pass", b = "skipped" }',
    );
    expect(unmetOf(outcome)).toEqual([]);
  });
});
