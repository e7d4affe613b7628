import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Real files for a test, in a folder of their own. */
export class TemporaryFolder {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'gt-test-')));

  /** An absolute path in the folder. */
  path(path: string): string {
    return join(this.root, path);
  }

  /** Write files, by path. */
  write(files: Readonly<Record<string, string | Uint8Array>>): this {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(this.path(path)), { recursive: true });
      writeFileSync(this.path(path), content);
    }
    return this;
  }

  folder(path: string): this {
    mkdirSync(this.path(path), { recursive: true });
    return this;
  }

  /** A link at `path`; `target` is taken as it stands. */
  link(path: string, target: string): this {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    symlinkSync(target, this.path(path));
    return this;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
