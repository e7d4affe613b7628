// The main job, on the screen: cook shiny-enterprise, run it with scripted polecats in worktrees of a repository, each of
// whose steps commits something, squash it and show the digest. All of it in a folder of its own, with the commands that
// anybody would type and what they print.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'gt-'));
const project = join(folder, 'demo');
mkdirSync(project);
const { BEADS_DIR: _, GT_TOWN_ROOT: __, GT_ROOT: ___, ...outer } = process.env;
const env = { ...outer, BD_ACTOR: 'demo' };

/** Run a program in the project; `shows`: whether what it prints is shown as it comes. Gives what it printed. */
function run(command, args, shows) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: project,
    encoding: 'utf8',
    env,
    stdio: ['ignore', shows ? 'inherit' : 'pipe', shows ? 'inherit' : 'pipe'],
  });
  if (status === 0) return stdout;
  console.error(stderr ?? '');
  rmSync(folder, { recursive: true, force: true });
  process.exit(status ?? 4);
}

/** As if somebody typed it. */
function type(program, ...args) {
  const shown = args.map((arg) => (/[^\w=:./-]/.test(arg) ? `'${arg}'` : arg)).join(' ');
  console.log(`\n$ ${program} ${shown}\n`);
  if (program === 'git') run('git', args, true);
  else run(process.execPath, [join(dist, `${program}.cjs`), ...args], true);
}

// Any program can be an agent; this one stands for one that writes code. It finds its step in its environment.
const WORKER = `#!/bin/sh
echo "$GT_TITLE" >> WORK.md
git add WORK.md
git -c user.name="$GT_POLECAT" -c user.email=polecat@example.com commit --quiet --message "$GT_TITLE"
`;

const worker = join(project, 'worker.sh');
writeFileSync(worker, WORKER);
chmodSync(worker, 0o755);
run('git', ['init', '--quiet', '--initial-branch=main'], false);
run('git', ['add', 'worker.sh'], false);
run(
  'git',
  ['-c', 'user.name=demo', '-c', 'user.email=demo@example.com', 'commit', '--quiet', '--message', 'Begin'],
  false,
);

type('gt', 'cook', 'shiny-enterprise', '--dry-run');
type('bd', 'init', '--prefix', 'demo');
type('gt', 'run', 'shiny-enterprise', '--var', 'feature=auth', '--agent', 'script:./worker.sh', '--squash');
type('git', '--no-pager', 'log', '--format=%an  %s', '--branches=polecat/*', '--not', 'main');
type('bd', 'stats');
rmSync(folder, { recursive: true, force: true });
