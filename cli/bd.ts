import { processEnvironment } from './environment.js';
import { main } from './program.js';

main('bd', process.argv.slice(2), processEnvironment()).then((code) => {
  process.exitCode = code;
});
