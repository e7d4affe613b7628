import { processEnvironment } from './environment.js';
import { main } from './program.js';

main('gt', process.argv.slice(2), processEnvironment()).then((code) => {
  process.exitCode = code;
});
