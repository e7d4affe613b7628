import { tmuxDriver } from './tmux.js';

// `<socket> <cwd> <when>`: begin a session, say so with its process, and wait to be killed: before it is let go, or after.

const [socket = '', cwd = '', when = ''] = process.argv.slice(2);
const killed = new Promise<never>(() => setInterval(() => undefined, 60_000));
await tmuxDriver(socket).start({
  name: 'work',
  command: '/bin/sh',
  args: ['-c', 'exec sleep 600'],
  env: { PATH: process.env['PATH'] ?? '' },
  cwd,
  transcript: `${cwd}/x.log`,
  begun: async () => {
    if (when !== 'before') return;
    process.stdout.write('began\n');
    await killed;
  },
});
process.stdout.write('began\n');
await killed;
