import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginRepository, gitIn } from '../../runtime/testing/repository.js';
import { type Outcome, Sandbox } from '../testing/sandbox.js';

const TRIO = `formula = "trio"
type = "convoy"
[prompts]
base = "Write what you find to {{.output_path}}"
[output]
directory = ".out"
leg_pattern = "{{.leg.id}}.md"
synthesis = "all.md"
[[legs]]
id = "a"
[[legs]]
id = "b"
[[legs]]
id = "c"
[synthesis]
title = "Bring it together"
description = "Bring all of it together in {{.output_path}}"
[synthesis.output]
type = "object"
required = ["files"]
[synthesis.output.properties.files]
type = "array"
`;

/** Each leg begins, waits for the others to have begun, and writes where its text says; the synthesis merges their branches. */
const WORKER = `set -e
file=\${GT_DESCRIPTION##* }
mkdir -p .out
echo "$GT_STEP_NAME begins" >>"$PLACE/log"
if [ "$GT_STEP_NAME" = synthesis ]; then
  git -c user.name=w -c user.email=w@x merge --quiet --no-edit $GT_BRANCHES
  gt hook --json >"$PLACE/assignment.json"
  gt hook >"$PLACE/assignment.txt"
  cat .out/a.md .out/b.md .out/c.md >"$file"
  printf '{"files": ["a", "b", "c"]}' >"$GT_OUTPUT_FILE"
else
  touch "$PLACE/$GT_STEP_NAME.began"
  tries=0
  until [ -e "$PLACE/a.began" ] && [ -e "$PLACE/b.began" ] && [ -e "$PLACE/c.began" ]; do
    tries=$((tries + 1))
    [ $tries -lt 1200 ] || exit 9
    sleep 0.1
  done
  echo "found by $GT_STEP_NAME" >"$file"
  printf '{"found": "%s"}' "$GT_STEP_NAME" >"$GT_OUTPUT_FILE"
fi
git add --all
git -c user.name=w -c user.email=w@x commit --quiet -m "$GT_STEP_NAME"
echo "$GT_STEP_NAME ends" >>"$PLACE/log"
`;

let sandbox: Sandbox;
let outcome: Outcome;
beforeAll(() => {
  sandbox = new Sandbox();
  beginRepository(sandbox.path('../api'));
  sandbox.write({ '../api/.beads/formulas/trio.formula.toml': TRIO, '../place/worker.sh': WORKER });
  const place = sandbox.path('../place');
  outcome = sandbox.shell(
    `cd ../api && $GT init --prefix t && $GT run trio --agent "script:PLACE=$PLACE sh $PLACE/worker.sh"`,
    { PLACE: place, BD_ACTOR: 'ann' },
  );
}, 240_000);
afterAll(() => sandbox.remove());

const read = (path: string): string => readFileSync(sandbox.path(`../place/${path}`), 'utf8');

describe('a convoy formula that is run', () => {
  it('has its legs worked on beside each other, each in a lane of its own, and the synthesis last', () => {
    expect({ code: outcome.code, stderr: outcome.stderr }).toEqual({ code: 0, stderr: '' });
    const log = read('log').trimEnd().split('\n');
    expect(log.slice(0, 3).sort()).toEqual(['a begins', 'b begins', 'c begins']);
    expect(log.slice(3, 6).sort()).toEqual(['a ends', 'b ends', 'c ends']);
    expect(log.slice(6)).toEqual(['synthesis begins', 'synthesis ends']);
  });

  it("gives the synthesis the legs' outputs by their ids, and their branches", () => {
    const { molecule, step } = JSON.parse(read('assignment.json')) as {
      molecule: { id: string };
      step: {
        inputs: { id: string; step: string; output: unknown }[];
        branches: string[];
        description: string;
      };
    };
    const { id } = molecule;
    expect(step.inputs.map((input) => [input.id, input.step, input.output])).toEqual(
      ['a', 'b', 'c'].map((leg) => [`${id}.${leg}`, leg, { found: leg }]),
    );
    expect(step.branches).toEqual(['a', 'b', 'c'].map((leg) => `polecat/${id}.${leg}`));
    expect(step.description).toBe('Bring all of it together in .out/all.md');
    expect(read('assignment.txt')).toContain(`- ${id}.a A: {"found":"a"}\n- ${id}.b B: {"found":"b"}\n`);
  });

  it('has all files where its output says, on the branch of the whole', () => {
    const { molecule } = JSON.parse(read('assignment.json')) as { molecule: { id: string } };
    const files = gitIn(sandbox.path('../api'), 'show', `polecat/${molecule.id}:.out/all.md`);
    expect(files).toBe('found by a\nfound by b\nfound by c');
  });

  it('leaves no worktree', () => {
    expect(
      gitIn(sandbox.path('../api/.beads/town/api/.repo.git'), 'worktree', 'list').split('\n'),
    ).toHaveLength(1);
  });
});
