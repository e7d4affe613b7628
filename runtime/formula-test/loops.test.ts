import { expect, it } from 'vitest';
import { runOne, unmetOf } from '../testing/tested.js';

const ROUNDS = `[[steps]]
id = "rounds"

[steps.loop]
until = "review.output.ok == true"
max = 3

[[steps.loop.body]]
id = "write"

[[steps.loop.body]]
id = "review"
needs = ["write"]

[steps.loop.body.output]
type = "object"
required = ["ok"]
properties = { ok = { type = "boolean" } }

[[steps]]
id = "ship"
needs = ["rounds"]
on_fail = "abort"

[[steps]]
id = "beside"

[[steps]]
id = "tidy"
needs = ["ship"]
run_if = "always"
`;

it('goes round a loop until what a test has it find, in wisps too', async () => {
  const outcome = await runOne(
    ROUNDS,
    `phase = "vapor"
[test.steps."*.review"]
output = { ok = false }
[test.steps."rounds.iter2.review"]
output = { ok = true }
[test.expect]
outcome = "pass"
order = ["rounds.iter1.* < rounds.iter2.* < ship", "rounds < ship"]
not_run = ["rounds.iter3.write"]
digest = { phase = "vapor" }
`,
  );
  expect(unmetOf(outcome)).toEqual([]);
});

it('is over when its molecule is, whoever is still at work', async () => {
  const outcome = await runOne(
    ROUNDS,
    `[test.steps."*.review"]
output = { ok = true }
[test.steps.beside]
takes = "5h"
[test.steps.ship]
outcome = "fail"
[test.expect]
outcome = "fail"
outcomes = { beside = "cancelled", tidy = "pass" }
within = "4m"
`,
  );
  expect([unmetOf(outcome), outcome.took]).toEqual([[], 4 * 60_000]);
});
