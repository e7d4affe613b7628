// The main job, on the screen: cook shiny-enterprise and show the woven graph.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const gt = fileURLToPath(new URL('../dist/gt.cjs', import.meta.url));
console.log('$ gt cook shiny-enterprise\n');
const { status } = spawnSync(process.execPath, [gt, 'cook', 'shiny-enterprise', '--dry-run'], {
  stdio: 'inherit',
});
process.exitCode = status ?? 4;
