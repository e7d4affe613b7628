import { symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { DIST, type Outcome, Sandbox } from '../cli/testing/sandbox.js';

/** Somebody with a project of their own, who types what the documents say: into bash, with gt, bd and git. */
export class Newcomer extends Sandbox {
  readonly env = {
    HOME: join(this.root, 'home'),
    PATH: [join(this.root, 'bin'), process.env['PATH']].join(delimiter),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Newcomer',
    GIT_AUTHOR_EMAIL: 'newcomer@example.com',
    GIT_COMMITTER_NAME: 'Newcomer',
    GIT_COMMITTER_EMAIL: 'newcomer@example.com',
  };

  constructor() {
    super();
    this.folder('../bin');
    for (const program of ['gt', 'bd'])
      symlinkSync(join(DIST, `${program}.cjs`), join(this.root, 'bin', program));
  }

  type(command: string): Outcome {
    return this.spawn('bash', ['-c', command], { env: this.env });
  }
}
