import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Whoever commits in a test, and nobody's own settings of git. */
const ENV = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ann',
  GIT_AUTHOR_EMAIL: 'ann@example.com',
  GIT_COMMITTER_NAME: 'Ann',
  GIT_COMMITTER_EMAIL: 'ann@example.com',
};

/** Run git in a folder; gives what it prints, without the last line end. Throws when it fails. */
export const gitIn = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', args, {
    cwd: folder,
    env: ENV,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).replace(/\n$/, '');

/** A real repository at `path` with one commit on `main`. */
export function beginRepository(path: string): string {
  mkdirSync(path, { recursive: true });
  gitIn(path, 'init', '--quiet', '--initial-branch=main');
  commitIn(path, { 'README.md': 'one\n' });
  return path;
}

/** Write files in a checkout and commit all there is; gives the commit. */
export function commitIn(folder: string, files: Readonly<Record<string, string>>, message = 'work'): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  gitIn(folder, 'add', '--all');
  gitIn(folder, 'commit', '--quiet', '--message', message);
  return gitIn(folder, 'rev-parse', 'HEAD');
}
