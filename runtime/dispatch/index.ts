/** Work given to workers: lanes, the planner, the dispatcher, and walks. */
export { Dispatcher, type DispatcherOptions, type Field, type Pass, type Sent } from './dispatcher.js';
export { type LoopOptions, loop } from './loop.js';
export { type Busy, type Candidate, type Capacity, type Decision, plan } from './plan.js';
export { type SlingOptions, type Slung, sling, unsling } from './sling.js';
export { type Ending, type Hands, type Task, type Walked, type WalkOptions, walk } from './walk.js';
