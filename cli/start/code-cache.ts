import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** What has been loaded, by file: like `require`, each bundle runs once. */
const loaded = new Map<string, { exports: unknown }>();

/**
 * Load a bundled file from beside this one, with the machine code that the build made of it.
 *
 * Compiling the bundles takes a third of a short run: `gt cook shiny` takes 2.4 times a bare `node -e 0`
 * without the cache and 1.7 times with it (medians of 21, one run). V8 refuses a cache of another version
 * of Node, and the bundle is then compiled as ever. It knows a changed source by its length alone, so a
 * cache must never outlive its bundle: the build removes both together.
 */
export function loadBundle<T>(file: string): T {
  const known = loaded.get(file);
  if (known) return known.exports as T;
  const path = join(__dirname, file);
  const source = readFileSync(path, 'utf8');
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: path,
    cachedData: readCache(path),
  });
  if (process.env['GT_WRITE_CODE_CACHE'] === __dirname) {
    // Asked for by the build, at the end of a run that has compiled what such runs need.
    process.once('exit', () => writeFileSync(`${path}.cache`, script.createCachedData()));
  }
  const bundle = { exports: {} };
  loaded.set(file, bundle);
  const requireFrom = (id: string): unknown => (id.startsWith('./') ? loadBundle(id.slice(2)) : require(id));
  script.runInThisContext()(bundle.exports, requireFrom, bundle, path, __dirname);
  return bundle.exports as T;
}

/** A cache that cannot be read is no cache: it only makes the start faster. */
function readCache(path: string): Buffer | undefined {
  try {
    return readFileSync(`${path}.cache`);
  } catch {
    return undefined;
  }
}
