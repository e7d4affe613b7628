import manifest from '../package.json' with { type: 'json' };

/** The version of this compiler, for `requires` and `--version`. */
export const VERSION: string = manifest.version;
