/** Everything that shows findings to somebody; loaded when there are any. */
export { renderHuman } from './human.js';
export { renderJson } from './json.js';
