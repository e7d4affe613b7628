import { findTown } from '../town/town.js';
import { ensureSandbox } from './sandbox.js';

// `<town> <rig> <lane> <point>`: make the sandbox, and kill this process at that point; without one, to its end.

const [root = '', rig = '', lane = '', fatal = ''] = process.argv.slice(2);
const probe = (point: string): void => {
  if (point === fatal) process.kill(process.pid, 'SIGKILL');
};
await ensureSandbox({ town: findTown({ cwd: root, town: root }), rig, lane, probe });
