// The main job, on the screen: cook shiny-enterprise, pour it, close its steps in order, squash it and show the digest. All
// of it in a folder of its own, with the commands that anybody would type and what they print.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const project = mkdtempSync(join(tmpdir(), 'gt-demo-'));
// Its own root: no ledger above it is touched.
mkdirSync(join(project, '.git'));
const { BEADS_DIR: _, ...env } = process.env;

/** Run a command in the project; gives what it printed. */
function run(line) {
  const [program, ...args] = line.split(' ');
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(dist, `${program}.cjs`), ...args], {
    cwd: project,
    encoding: 'utf8',
    env: { ...env, BD_ACTOR: 'demo' },
  });
  if (status === 0) return stdout;
  console.error(stderr);
  rmSync(project, { recursive: true });
  process.exit(status ?? 4);
}

/** The same, as if somebody typed it. */
function type(line) {
  console.log(`\n$ ${line}\n`);
  const output = run(line);
  console.log(output.trimEnd());
  return output;
}

type('gt cook shiny-enterprise --dry-run');
type('bd init --prefix demo');
type('gt pour shiny-enterprise --var feature=auth');
const [{ molecule_id: id }] = JSON.parse(run('gt mol list --json'));

const next = () => JSON.parse(run(`bd ready --mol ${id} --json`))[0]?.id;
let closed = 0;
for (let step = next(); step !== undefined; step = next()) {
  type(`bd close ${step}`);
  closed += 1;
  if (closed === 5) type(`gt mol show ${id}`);
}

type(`gt mol progress ${id}`);
type(`gt squash ${id}`);
type(`bd show ${id}`);
rmSync(project, { recursive: true });
