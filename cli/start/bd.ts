import { loadBundle } from './code-cache.js';

loadBundle<typeof import('./run.js')>('start-run.cjs').run('bd');
