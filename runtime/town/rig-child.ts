import { addCrew } from './crew.js';
import { addRig } from './rig.js';
import { findTown } from './town.js';

// `rig|crew <town> <name> <repo or rig> <point>`: do it, and kill this process at that point; without one, to its end.

const [what = '', root = '', name = '', of = '', fatal = ''] = process.argv.slice(2);
const town = findTown({ cwd: root, town: root });
const probe = (point: string): void => {
  if (point === fatal) process.kill(process.pid, 'SIGKILL');
};
if (what === 'crew') await addCrew(town, of, name, probe);
else await addRig(town, name, of, { cwd: root, probe });
