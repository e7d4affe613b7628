import { processEnvironment } from '../environment.js';
import { main } from '../program.js';

/** The program behind the launchers `gt` and `bd`. */
export function run(name: 'gt' | 'bd'): void {
  main(name, process.argv.slice(2), processEnvironment()).then((code) => {
    process.exitCode = code;
  });
}
